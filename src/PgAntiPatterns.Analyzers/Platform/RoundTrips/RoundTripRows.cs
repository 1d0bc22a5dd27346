namespace PgAntiPatterns.Platform.RoundTrips;

/// <summary>Which members wait for an answer of the server, library by library.</summary>
internal static class RoundTripRows
{
    private const string Queries = "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions";
    private const string RelationalQueries = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions";
    private const string Facade = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
    private const string Context = "Microsoft.EntityFrameworkCore.DbContext";
    private const string Set = "Microsoft.EntityFrameworkCore.DbSet`1";
    private const string Entries = "Microsoft.EntityFrameworkCore.ChangeTracking.";

    public static IReadOnlyList<Library> All { get; } =
    [
        new(null,
        [
            .. Library.Members("System.Data.IDbCommand", Role.SendsCommand, null, "ExecuteNonQuery", "ExecuteReader", "ExecuteScalar"),
            .. Library.Members("System.Data.Common.DbCommand", Role.SendsCommand, null, "ExecuteNonQuery", "ExecuteNonQueryAsync", "ExecuteReader", "ExecuteReaderAsync", "ExecuteScalar", "ExecuteScalarAsync"),
            new("System.Data.Common.DbDataAdapter", "Fill", Role.SendsCommand),
            .. Library.Members("System.Data.IDbConnection", Role.RentsConnection, null, "Open"),
            .. Library.Members("System.Data.Common.DbConnection", Role.RentsConnection, null, "Open", "OpenAsync"),
            .. Library.Members("System.Data.Common.DbDataSource", Role.RentsConnection, null, "OpenConnection", "OpenConnectionAsync"),
            .. Library.Members("System.Data.IDataReader", Role.AdvancesReader, null, "Read"),
            .. Library.Members("System.Data.Common.DbDataReader", Role.AdvancesReader, null, "Read", "ReadAsync"),
        ], IsProviderNeutral: true),
        new("Npgsql",
        [
            .. Library.Members("Npgsql.NpgsqlCommand", Role.SendsCommand, null, "ExecuteReader", "ExecuteReaderAsync"),
            .. Library.Members("Npgsql.NpgsqlDataSource", Role.RentsConnection, null, "OpenConnection", "OpenConnectionAsync"),
        ]),
        new("Dapper",
        [
            .. Library.Members("Dapper.SqlMapper", Role.SendsSqlPerElement, "cnn", "Execute", "ExecuteAsync"),
            .. Library.Members(
                "Dapper.SqlMapper",
                Role.SendsSql,
                "cnn",
                "ExecuteScalar", "ExecuteScalarAsync", "ExecuteReader", "ExecuteReaderAsync",
                "Query", "QueryAsync", "QueryMultiple", "QueryMultipleAsync", "QueryUnbufferedAsync",
                "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync",
                "QuerySingle", "QuerySingleAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync"),
        ], IsProviderNeutral: true),
        new("Microsoft.EntityFrameworkCore",
        [
            .. Library.Members(
                Queries,
                Role.SendsQuery,
                "source",
                "ToListAsync", "ToArrayAsync", "ToDictionaryAsync", "FirstAsync", "FirstOrDefaultAsync", "SingleAsync", "SingleOrDefaultAsync",
                "LastAsync", "LastOrDefaultAsync", "ElementAtAsync", "ElementAtOrDefaultAsync", "AnyAsync", "AllAsync", "CountAsync", "LongCountAsync",
                "SumAsync", "MinAsync", "MaxAsync", "AverageAsync", "ContainsAsync", "LoadAsync", "Load", "ForEachAsync"),
            .. Library.Members(Set, Role.SendsKeyLookup, "keyValues", "Find", "FindAsync"),
            .. Library.Members(Context, Role.SendsKeyLookup, "keyValues", "Find", "FindAsync"),
            .. Library.Members(Entries + "NavigationEntry", Role.SendsNavigationLoad, null, "Load", "LoadAsync"),
            .. Library.Members(Entries + "CollectionEntry", Role.SendsNavigationLoad, null, "Load", "LoadAsync"),
            .. Library.Members(Entries + "ReferenceEntry", Role.SendsNavigationLoad, null, "Load", "LoadAsync"),
            .. Library.Members(Context, Role.SendsChanges, null, "SaveChanges", "SaveChangesAsync"),
            .. Library.Members(Context, Role.AddsEntity, "entity", "Add", "AddAsync", "Attach"),
            .. Library.Members(Set, Role.AddsEntity, "entity", "Add", "AddAsync", "Attach"),
            .. Library.Members(Context, Role.RemovesEntities, "entities", "RemoveRange"),
            .. Library.Members(Set, Role.RemovesEntities, "entities", "RemoveRange"),
            .. Library.Members(Context, Role.RemovesEntities, "entity", "Remove"),
            .. Library.Members(Set, Role.RemovesEntities, "entity", "Remove"),
            .. Library.Members("Microsoft.EntityFrameworkCore.EF", Role.CompilesQuery, "queryExpression", "CompileQuery", "CompileAsyncQuery"),
            .. Library.Members(Queries, Role.IncludesNavigation, "source", "Include", "ThenInclude"),
            .. Library.Members(Queries, Role.SendsSetWrite, "source", "ExecuteUpdate", "ExecuteUpdateAsync", "ExecuteDelete", "ExecuteDeleteAsync").Select(Moved),
        ], IsProviderNeutral: true),
        new("Microsoft.EntityFrameworkCore.Relational",
        [
            .. Library.Members(RelationalQueries, Role.SendsSetWrite, "source", "ExecuteUpdate", "ExecuteUpdateAsync", "ExecuteDelete", "ExecuteDeleteAsync").Select(Moved),
            .. Library.Members(Facade, Role.SendsEntitySql, "databaseFacade", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync"),
        ], IsProviderNeutral: true),
        new("Microsoft.EntityFrameworkCore.Abstractions",
        [
            new("Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader", "Load", Role.LoadsOwnNavigation),
            new("Microsoft.EntityFrameworkCore.Infrastructure.LazyLoaderExtensions", "Load", Role.LoadsOwnNavigation),
        ], IsProviderNeutral: true),
        new("Microsoft.EntityFrameworkCore.Proxies",
        [
            new("Microsoft.EntityFrameworkCore.ProxiesExtensions", "UseLazyLoadingProxies", Role.LoadsLazily),
        ], IsProviderNeutral: true),
        new(null,
        [
            .. Library.Members(
                "System.Linq.Queryable",
                Role.SendsQueryOrWalks,
                "source",
                "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault",
                "Any", "All", "Count", "LongCount", "Sum", "Min", "Max", "Average", "Contains"),
            .. Library.Members("System.Linq.Enumerable", Role.SendsQueryOrWalks, "source", "ToList", "ToArray", "ToDictionary", "ToHashSet", "ToLookup"),
            .. Library.Members("System.Linq.Queryable", Role.SkipsRows, "count", "Skip"),
        ], IsProviderNeutral: true),
    ];

    private static ApiRow Moved(ApiRow row) => row with { MovedBetweenVersions = true };
}
