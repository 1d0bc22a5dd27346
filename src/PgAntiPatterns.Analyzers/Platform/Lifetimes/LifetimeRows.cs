namespace PgAntiPatterns.Platform.Lifetimes;

/// <summary>Who opens, owns, borrows and gives back what: .NET itself, ADO.NET and the container.</summary>
internal static partial class LifetimeRows
{
    private const string Registrations = "Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions";
    private const string TryRegistrations = "Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions";

    public static Library Framework { get; } = new(null,
    [
        new("System.IDisposable", "Dispose", Role.Releases),
        new("System.IAsyncDisposable", "DisposeAsync", Role.Releases),
        new("System.Runtime.CompilerServices.ConfiguredAsyncDisposable", "DisposeAsync", Role.Releases),
        new("System.ComponentModel.Component", "Dispose", Role.Releases),
        .. Library.Members("System.IO.TextWriter", Role.Releases, null, "Dispose", "DisposeAsync", "Close"),
        .. Library.Members("System.IO.TextReader", Role.Releases, null, "Dispose", "Close"),
        .. Library.Members("System.IO.Stream", Role.Releases, null, "Dispose", "DisposeAsync", "Close"),
        .. Library.Members("System.Transactions.TransactionScope", Role.Releases, null, "Dispose"),
        new("System.Transactions.TransactionScope", "Complete", Role.Commits),
        .. Library.Members("System.IO.Stream", Role.Borrows, "destination", "CopyTo", "CopyToAsync"),
        .. Library.Members("System.ArgumentNullException", Role.Borrows, "argument", "ThrowIfNull"),
        .. Library.Members("System.GC", Role.Borrows, "obj", "KeepAlive", "SuppressFinalize"),
        .. Library.Members("System.Object", Role.Borrows, "objA", "ReferenceEquals"),
        new("System.Threading.Tasks.Task", "WhenAll", Role.AwaitsAll),
        new("System.Threading.Tasks.Task", "WaitAll", Role.AwaitsAll),
        new("System.Threading.Tasks.Task", "Run", Role.RunsBeside),
        new("System.Threading.Tasks.TaskFactory", "StartNew", Role.RunsBeside),
        .. Library.Members("System.Threading.Tasks.Parallel", Role.RunsManyBeside, null, "For", "ForEach", "ForEachAsync", "ForAsync", "Invoke"),
        .. Library.Members("System.Linq.ParallelEnumerable", Role.RunsManyBeside, null, "ForAll", "Select"),
        .. Library.Members("System.Linq.Enumerable", Role.MapsEach, null, "Select"),
        .. Library.Members("System.Threading.SemaphoreSlim", Role.Guards, null, "Wait", "WaitAsync"),
    ], IsProviderNeutral: true);

    public static Library AdoNet { get; } = new(null,
    [
        new("System.Data.Common.DbDataSource", "CreateConnection", Role.MakesConnection),
        .. Library.Members("System.Data.Common.DbDataSource", Role.MakesOpenConnection, null, "OpenConnection", "OpenConnectionAsync"),
        .. Library.Members("System.Data.Common.DbDataSource", Role.MakesDataSourceCommand, null, "CreateCommand", "CreateBatch"),
        new("System.Data.Common.DbProviderFactory", "CreateConnection", Role.MakesConnection),
        .. Library.Members("System.Data.Common.DbConnection", Role.Opens, null, "Open", "OpenAsync"),
        .. Library.Members("System.Data.Common.DbConnection", Role.Releases, null, "Close", "CloseAsync", "DisposeAsync"),
        .. Library.Members("System.Data.Common.DbConnection", Role.MakesCommand, null, "CreateCommand", "CreateBatch"),
        .. Library.Members("System.Data.Common.DbConnection", Role.BeginsTransaction, null, "BeginTransaction", "BeginTransactionAsync"),
        new("System.Data.Common.DbConnection", "State", Role.TellsState),
        new("System.Data.IDbConnection", "Open", Role.Opens),
        new("System.Data.IDbConnection", "Close", Role.Releases),
        new("System.Data.IDbConnection", "State", Role.TellsState),
        new("System.Data.IDbConnection", "CreateCommand", Role.MakesCommand),
        new("System.Data.IDbConnection", "BeginTransaction", Role.BeginsTransaction),
        .. Library.Members("System.Data.Common.DbCommand", Role.RunsCommand, null, "ExecuteNonQuery", "ExecuteNonQueryAsync", "ExecuteScalar", "ExecuteScalarAsync", "Prepare", "PrepareAsync"),
        .. Library.Members("System.Data.Common.DbCommand", Role.OpensReader, null, "ExecuteReader", "ExecuteReaderAsync"),
        new("System.Data.Common.DbCommand", "Connection", Role.CarriesConnection),
        .. Library.Members("System.Data.Common.DbBatch", Role.RunsCommand, null, "ExecuteNonQuery", "ExecuteNonQueryAsync", "ExecuteScalar", "ExecuteScalarAsync", "Prepare", "PrepareAsync"),
        .. Library.Members("System.Data.Common.DbBatch", Role.OpensReader, null, "ExecuteReader", "ExecuteReaderAsync"),
        new("System.Data.Common.DbBatch", "Connection", Role.CarriesConnection),
        .. Library.Members("System.Data.Common.DbCommand", Role.NeedsOwnConnection, null, "Prepare", "PrepareAsync", "Connection", "Transaction"),
        .. Library.Members("System.Data.Common.DbBatch", Role.NeedsOwnConnection, null, "Prepare", "PrepareAsync", "Connection", "Transaction"),
        .. Library.Members("System.Data.IDbCommand", Role.RunsCommand, null, "ExecuteNonQuery", "ExecuteScalar", "Prepare"),
        new("System.Data.IDbCommand", "ExecuteReader", Role.OpensReader),
        new("System.Data.IDbCommand", "Connection", Role.CarriesConnection),
        .. Library.Members("System.Data.Common.DbTransaction", Role.Commits, null, "Commit", "CommitAsync"),
        .. Library.Members("System.Data.Common.DbTransaction", Role.RollsBack, null, "Rollback", "RollbackAsync"),
        .. Library.Members("System.Data.Common.DbTransaction", Role.Releases, null, "Dispose", "DisposeAsync"),
        new("System.Data.Common.DbTransaction", "Connection", Role.CarriesConnection),
        new("System.Data.IDbTransaction", "Commit", Role.Commits),
        new("System.Data.IDbTransaction", "Rollback", Role.RollsBack),
        new("System.Data.IDbTransaction", "Connection", Role.CarriesConnection),
        .. Library.Members("System.Data.Common.DbDataReader", Role.Releases, null, "Close", "CloseAsync", "Dispose", "DisposeAsync"),
        .. Library.Members("System.Data.Common.DbDataReader", Role.ReadsOn, null, "Read", "ReadAsync", "NextResult", "NextResultAsync"),
        new("System.Data.IDataReader", "Close", Role.Releases),
        .. Library.Members("System.Data.IDataReader", Role.ReadsOn, null, "Read", "NextResult"),
        new("System.Data.DataTable", "Load", Role.Releases, "reader"),
        new("System.Data.DataSet", "Load", Role.Releases, "reader"),
    ], IsProviderNeutral: true);

    public static Library DependencyInjection { get; } = new(null,
    [
        .. Library.Members(Registrations, Role.RegistersSingleton, null, "AddSingleton", "AddKeyedSingleton"),
        .. Library.Members(TryRegistrations, Role.RegistersSingleton, null, "TryAddSingleton"),
        .. Library.Members("Microsoft.Extensions.DependencyInjection.ServiceDescriptor", Role.RegistersSingleton, null, "Singleton", "KeyedSingleton"),
        .. Library.Members("Microsoft.Extensions.DependencyInjection.ServiceCollectionHostedServiceExtensions", Role.RegistersSingleton, null, "AddHostedService"),
        .. Library.Members("Microsoft.AspNetCore.Http.HttpResponse", Role.TakesOver, "disposable", "RegisterForDispose", "RegisterForDisposeAsync"),
    ], IsProviderNeutral: true);
}
