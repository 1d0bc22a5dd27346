namespace PgAntiPatterns.Platform.EfCore;

/// <summary>What the members of Entity Framework Core do.</summary>
internal static class EfCoreRows
{
    private const string Facade = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
    private const string Queryable = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions";
    private const string Property = "Microsoft.EntityFrameworkCore.RelationalPropertyBuilderExtensions";

    private const string Registration = "Microsoft.Extensions.DependencyInjection.EntityFrameworkServiceCollectionExtensions";
    private const string NpgsqlOptions = "Microsoft.EntityFrameworkCore.NpgsqlDbContextOptionsBuilderExtensions";

    public static Library Core { get; } = new("Microsoft.EntityFrameworkCore",
    [
        new(Registration, "AddDbContext", Role.RunsPerScope, "optionsAction", "optionsLifetime"),
        new(Registration, "AddDbContextFactory", Role.RunsPerScope, "optionsAction", "lifetime"),
        .. Library.Members(Registration, Role.RunsOnce, "optionsAction", "AddDbContextPool", "AddPooledDbContextFactory"),
        new("Microsoft.EntityFrameworkCore.DbContext", "OnConfiguring", Role.IsCalledPerScope),
        new("Microsoft.EntityFrameworkCore.DbContext", ApiRow.Constructor, Role.IsCreatedPerCall),
        new("Microsoft.EntityFrameworkCore.IDbContextFactory`1", "CreateDbContext", Role.IsCalledPerScope),
        new("Microsoft.EntityFrameworkCore.IDbContextFactory`1", "CreateDbContextAsync", Role.IsCalledPerScope),
        new("Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory`1", "CreateDbContext", Role.IsCalledAtStart, Detail: ApiRow.ByTools),
        new("Microsoft.EntityFrameworkCore.DbContextOptionsBuilder", "EnableSensitiveDataLogging", Role.ShowsValues, "sensitiveDataLoggingEnabled"),
        new("Microsoft.EntityFrameworkCore.DbContextOptionsBuilder`1", "EnableSensitiveDataLogging", Role.ShowsValues, "sensitiveDataLoggingEnabled"),
        .. Library.Members("Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade", Role.ChangesSchema, null, "EnsureCreated", "EnsureCreatedAsync", "EnsureDeleted", "EnsureDeletedAsync"),
    ], IsProviderNeutral: true);

    public static Library Provider { get; } = new("Npgsql.EntityFrameworkCore.PostgreSQL",
    [
        new(NpgsqlOptions, "UseNpgsql", Role.TakesConnectionString, "connectionString"),
        new(NpgsqlOptions, "UseNpgsql", Role.KeysPoolByString, "connectionString"),
        new(NpgsqlOptions, "UseNpgsql", Role.UsesDataSource, "dataSource"),
        new("Microsoft.Extensions.DependencyInjection.NpgsqlServiceCollectionExtensions", "AddNpgsql", Role.TakesConnectionString, "connectionString"),
        new("Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder", "RemoteCertificateValidationCallback", Role.TakesCertificateCheck, "callback"),
        // MapEnum itself is there since version 9 only.
        new("Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder", ApiRow.Constructor, Role.OffersMapEnum),
    ]);

    public static Library Relational { get; } = new("Microsoft.EntityFrameworkCore.Relational",
    [
        .. Library.Members(Queryable, Role.TakesNumberedSql, "sql", "FromSqlRaw"),
        .. Library.Members(Queryable, Role.TakesParameterValues, "parameters", "FromSqlRaw"),
        .. Library.Members(Facade, Role.TakesParameterValues, "parameters", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw"),
        .. Library.Members(Queryable, Role.TakesInterpolatedSql, "sql", "FromSql", "FromSqlInterpolated"),
        .. Library.Members(Facade, Role.TakesNumberedSql, "sql", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw"),
        .. Library.Members(Facade, Role.TakesInterpolatedSql, "sql", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync", "SqlQuery"),
        new(Facade, "SetCommandTimeout", Role.TakesCommandTimeout, "timeout"),
        new(Facade, "SetConnectionString", Role.TakesConnectionString, "connectionString"),
        new("Microsoft.EntityFrameworkCore.Infrastructure.RelationalDbContextOptionsBuilder`2", "CommandTimeout", Role.TakesCommandTimeout, "commandTimeout"),
        .. Library.Members(Facade, Role.ChangesSchema, null, "Migrate", "MigrateAsync"),
        new("Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder", "Sql", Role.TakesMigrationSql, "sql"),
        .. Library.Members(Property, Role.TakesSqlValue, "sql", "HasDefaultValueSql", "HasComputedColumnSql"),
        new("Microsoft.EntityFrameworkCore.RelationalIndexBuilderExtensions", "HasFilter", Role.TakesSqlCondition, "sql"),
        new("Microsoft.EntityFrameworkCore.Metadata.Builders.TableBuilder", "HasCheckConstraint", Role.TakesSqlCondition, "sql"),
        new("Microsoft.EntityFrameworkCore.RelationalEntityTypeBuilderExtensions", "ToSqlQuery", Role.TakesNumberedSql, "query"),
        .. Library.Members("Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions", Role.NamesModelObject, null, "GetTableName", "GetSchema", "GetSchemaQualifiedTableName", "GetViewName"),
        .. Library.Members("Microsoft.EntityFrameworkCore.RelationalPropertyExtensions", Role.NamesModelObject, null, "GetColumnName"),
        new("Microsoft.EntityFrameworkCore.Storage.ISqlGenerationHelper", "DelimitIdentifier", Role.QuotesIdentifier),
    ], IsProviderNeutral: true);
}
