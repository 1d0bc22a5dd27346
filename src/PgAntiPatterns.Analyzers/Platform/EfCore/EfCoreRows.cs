namespace PgAntiPatterns.Platform.EfCore;

/// <summary>What the members of Entity Framework Core do.</summary>
internal static class EfCoreRows
{
    private const string Facade = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
    private const string Queryable = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions";
    private const string Property = "Microsoft.EntityFrameworkCore.RelationalPropertyBuilderExtensions";

    public static Library Core { get; } = new("Microsoft.EntityFrameworkCore", [], IsProviderNeutral: true);

    public static Library Relational { get; } = new("Microsoft.EntityFrameworkCore.Relational",
    [
        .. Library.Members(Queryable, Role.TakesNumberedSql, "sql", "FromSqlRaw"),
        .. Library.Members(Queryable, Role.TakesParameterValues, "parameters", "FromSqlRaw"),
        .. Library.Members(Facade, Role.TakesParameterValues, "parameters", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw"),
        .. Library.Members(Queryable, Role.TakesInterpolatedSql, "sql", "FromSql", "FromSqlInterpolated"),
        .. Library.Members(Facade, Role.TakesNumberedSql, "sql", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw"),
        .. Library.Members(Facade, Role.TakesInterpolatedSql, "sql", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync", "SqlQuery"),
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
