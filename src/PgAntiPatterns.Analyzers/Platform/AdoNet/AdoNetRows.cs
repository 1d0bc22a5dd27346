namespace PgAntiPatterns.Platform.AdoNet;

/// <summary>What the provider-neutral ADO.NET types do; they count where Npgsql is the only provider, or where the value is Npgsql's.</summary>
internal static class AdoNetRows
{
    public static Library Library { get; } = new(null,
    [
        new("System.Data.IDbCommand", "CommandText", Role.TakesSql),
        new("System.Data.Common.DbCommand", "CommandText", Role.TakesSql),
        new("System.Data.Common.DbBatchCommand", "CommandText", Role.TakesSql),
        new("System.Data.Common.DbDataSource", "CreateCommand", Role.TakesSql, "commandText"),

        new("System.Data.Common.DbConnectionStringBuilder", ApiRow.Indexer, Role.TakesKeyword, "keyword"),
        new("System.Data.Common.DbConnectionStringBuilder", "Add", Role.TakesKeyword, "keyword"),
    ], IsProviderNeutral: true);
}
