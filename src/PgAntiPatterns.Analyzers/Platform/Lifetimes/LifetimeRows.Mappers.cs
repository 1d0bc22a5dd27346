namespace PgAntiPatterns.Platform.Lifetimes;

/// <summary>Who opens, owns, borrows and gives back what: Dapper and EF Core.</summary>
internal static partial class LifetimeRows
{
    /// <summary>The member by which a context is told to retry.</summary>
    public const string RetrySwitch = "EnableRetryOnFailure";

    /// <summary>The member in which a context configures itself.</summary>
    public const string ContextConfiguration = "OnConfiguring";

    private const string Facade = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
    private const string Queries = "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions";
    private const string Entries = "Microsoft.EntityFrameworkCore.ChangeTracking.";
    private const string ContextType = "Microsoft.EntityFrameworkCore.DbContext";
    private const string FacadeType = "Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade";
    private const string TransactionType = "Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction";

    public static Library Dapper { get; } = new("Dapper",
    [
        .. Library.Members(
            "Dapper.SqlMapper",
            Role.RunsOnConnection,
            "cnn",
            "Execute", "ExecuteAsync", "ExecuteScalar", "ExecuteScalarAsync",
            "Query", "QueryAsync",
            "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync",
            "QuerySingle", "QuerySingleAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync"),
        .. Library.Members("Dapper.SqlMapper", Role.StreamsOnConnection, "cnn", "QueryUnbufferedAsync"),
        .. Library.Members("Dapper.SqlMapper", Role.OpensReaderOnConnection, "cnn", "ExecuteReader", "ExecuteReaderAsync", "QueryMultiple", "QueryMultipleAsync"),
        .. Library.Members("Dapper.SqlMapper+GridReader", Role.Releases, null, "Dispose", "DisposeAsync"),
        .. Library.Members(
            "Dapper.SqlMapper+GridReader",
            Role.ReadsOn,
            null,
            "Read", "ReadAsync", "ReadFirst", "ReadFirstAsync", "ReadFirstOrDefault", "ReadFirstOrDefaultAsync",
            "ReadSingle", "ReadSingleAsync", "ReadSingleOrDefault", "ReadSingleOrDefaultAsync"),
    ], IsProviderNeutral: true);

    public static Library EfCore { get; } = new("Microsoft.EntityFrameworkCore",
    [
        .. Library.Members("Microsoft.EntityFrameworkCore.IDbContextFactory`1", Role.MakesContext, null, "CreateDbContext", "CreateDbContextAsync"),
        .. Library.Members(ContextType, Role.Releases, null, "Dispose", "DisposeAsync"),
        .. Library.Members(ContextType, Role.WritesOnContext, null, "SaveChanges", "SaveChangesAsync"),
        .. Library.Members(ContextType, Role.RunsOnContext, null, "Find", "FindAsync"),
        .. Library.Members("Microsoft.EntityFrameworkCore.DbSet`1", Role.RunsOnContext, null, "Find", "FindAsync"),
        .. Library.Members(FacadeType, Role.BeginsContextTransaction, null, "BeginTransaction", "BeginTransactionAsync"),
        .. Library.Members(FacadeType, Role.Commits, null, "CommitTransaction", "CommitTransactionAsync"),
        .. Library.Members(FacadeType, Role.RollsBack, null, "RollbackTransaction", "RollbackTransactionAsync"),
        .. Library.Members(TransactionType, Role.Commits, null, "Commit", "CommitAsync"),
        .. Library.Members(TransactionType, Role.RollsBack, null, "Rollback", "RollbackAsync"),
        new("Microsoft.EntityFrameworkCore.DbSet`1", "AsAsyncEnumerable", Role.StreamsOnContext),
        .. Library.Members(Queries, Role.StreamsOnContext, "source", "AsAsyncEnumerable"),
        .. Library.Members(
            Queries,
            Role.RunsOnContext,
            "source",
            "ToListAsync", "ToArrayAsync", "ToDictionaryAsync", "LoadAsync", "ForEachAsync", "Load",
            "FirstAsync", "FirstOrDefaultAsync", "SingleAsync", "SingleOrDefaultAsync", "LastAsync", "LastOrDefaultAsync",
            "ElementAtAsync", "ElementAtOrDefaultAsync",
            "AnyAsync", "AllAsync", "CountAsync", "LongCountAsync", "SumAsync", "MinAsync", "MaxAsync", "AverageAsync", "ContainsAsync"),
        new(Queries, "ToHashSetAsync", Role.RunsOnContext, "source", MovedBetweenVersions: true),
        .. Library.Members(Entries + "EntityEntry", Role.RunsOnContext, null, "Reload", "ReloadAsync", "GetDatabaseValues", "GetDatabaseValuesAsync"),
        .. Library.Members(Entries + "NavigationEntry", Role.RunsOnContext, null, "Load", "LoadAsync"),
        .. Library.Members(Entries + "ReferenceEntry", Role.RunsOnContext, null, "Load", "LoadAsync"),
        .. Library.Members(Entries + "CollectionEntry", Role.RunsOnContext, null, "Load", "LoadAsync"),
        .. Updates(Queries),
        new("Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult`1", "SuppressWithResult", Role.TakesOver, "result"),
        .. Library.Members("Microsoft.Extensions.DependencyInjection.EntityFrameworkServiceCollectionExtensions", Role.RegistersContext, "contextLifetime", "AddDbContext"),
    ], IsProviderNeutral: true);

    public static Library EfCoreRelational { get; } = new("Microsoft.EntityFrameworkCore.Relational",
    [
        .. Library.Members(Facade, Role.OpensContext, "databaseFacade", "OpenConnection", "OpenConnectionAsync"),
        .. Library.Members(Facade, Role.ClosesContext, "databaseFacade", "CloseConnection", "CloseConnectionAsync"),
        .. Library.Members(Facade, Role.BeginsContextTransaction, "databaseFacade", "BeginTransaction", "BeginTransactionAsync"),
        .. Library.Members(Facade, Role.ReachesContextConnection, "databaseFacade", "GetDbConnection"),
        .. Library.Members(Facade, Role.WritesOnContext, "databaseFacade", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync"),
        .. Updates("Microsoft.EntityFrameworkCore.RelationalQueryableExtensions"),
        new(Facade, "SetDbConnection", Role.TakesOver, "contextOwnsConnection", MovedBetweenVersions: true),
    ], IsProviderNeutral: true);

    public static Library EfCoreNpgsql { get; } = new("Npgsql.EntityFrameworkCore.PostgreSQL",
    [
        .. Library.Members("Microsoft.EntityFrameworkCore.NpgsqlDbContextOptionsBuilderExtensions", Role.TakesOver, "contextOwnsConnection", "UseNpgsql"),
    ]);

    private static IEnumerable<ApiRow> Updates(string type) =>
        new[] { "ExecuteUpdate", "ExecuteUpdateAsync", "ExecuteDelete", "ExecuteDeleteAsync" }.Select(member => new ApiRow(type, member, Role.WritesOnContext, "source", MovedBetweenVersions: true));
}
