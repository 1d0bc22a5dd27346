namespace PgAntiPatterns.Platform.Npgsql;

/// <summary>What the members of Npgsql do.</summary>
internal static class NpgsqlRows
{
    public static Library Library { get; } = new("Npgsql",
    [
        new("Npgsql.NpgsqlCommand", ApiRow.Constructor, Role.TakesSql, "cmdText"),
        new("Npgsql.NpgsqlCommand", "CommandText", Role.TakesSql),
        new("Npgsql.NpgsqlBatchCommand", ApiRow.Constructor, Role.TakesSql, "commandText"),
        new("Npgsql.NpgsqlBatchCommand", "CommandText", Role.TakesSql),
        new("Npgsql.NpgsqlDataSource", "CreateCommand", Role.TakesSql, "commandText"),
        new("Npgsql.NpgsqlDataAdapter", ApiRow.Constructor, Role.TakesSql, "selectCommandText"),
        .. Library.Members("Npgsql.NpgsqlConnection", Role.TakesCopySql, "copyFromCommand", "BeginBinaryImport", "BeginBinaryImportAsync", "BeginTextImport", "BeginTextImportAsync"),
        .. Library.Members("Npgsql.NpgsqlConnection", Role.TakesCopySql, "copyToCommand", "BeginBinaryExport", "BeginBinaryExportAsync", "BeginTextExport", "BeginTextExportAsync"),
        .. Library.Members("Npgsql.NpgsqlConnection", Role.TakesCopySql, "copyCommand", "BeginRawBinaryCopy", "BeginRawBinaryCopyAsync"),
        new("Npgsql.NpgsqlCommandBuilder", "QuoteIdentifier", Role.QuotesIdentifier, "unquotedIdentifier"),

        new("Npgsql.NpgsqlConnection", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlConnection", "ConnectionString", Role.TakesConnectionString),
        new("Npgsql.NpgsqlConnectionStringBuilder", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlDataSource", "Create", Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlDataSourceBuilder", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),

        .. Library.Members("Npgsql.NpgsqlConnectionStringBuilder", Role.ReadsConfiguration, null, "Host", "Database", "Username", "Password", "SearchPath", "ApplicationName"),
        new("Npgsql.NpgsqlConnectionStringBuilder", "Pooling", Role.TakesSetting, Detail: "Pooling"),
        new("Npgsql.NpgsqlConnectionStringBuilder", ApiRow.Indexer, Role.TakesKeyword, "keyword"),
    ]);
}
