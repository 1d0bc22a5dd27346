namespace PgAntiPatterns.Platform.Npgsql;

/// <summary>What the members of Npgsql do.</summary>
internal static class NpgsqlRows
{
    private const string Connection = "Npgsql.NpgsqlConnection";
    private const string DataSource = "Npgsql.NpgsqlDataSource";
    private const string ConnectionString = "Npgsql.NpgsqlConnectionStringBuilder";
    private const string Registration = "Microsoft.Extensions.DependencyInjection.NpgsqlServiceCollectionExtensions";

    private static readonly string[] Registrations =
    [
        "AddNpgsqlDataSource",
        "AddNpgsqlSlimDataSource",
        "AddMultiHostNpgsqlDataSource",
        "AddMultiHostNpgsqlSlimDataSource",
    ];

    public static Library Registering { get; } = new("Npgsql.DependencyInjection",
    [
        .. Library.Members(Registration, Role.TakesConnectionString, "connectionString", Registrations),
        .. Library.Members(Registration, Role.RegistersDataSource, "dataSourceLifetime", Registrations),
        .. Library.Members(Registration, Role.RunsOnce, "dataSourceBuilderAction", Registrations),
        .. Library.Members(Registration, Role.RegistersConnection, "connectionLifetime", Registrations),
    ]);

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

        new("Npgsql.NpgsqlCommand", ApiRow.Constructor, Role.CreatesCommand),
        new("Npgsql.NpgsqlBatchCommand", ApiRow.Constructor, Role.CreatesCommand),
        new("Npgsql.NpgsqlDataSource", "CreateCommand", Role.CreatesCommand),
        new("Npgsql.NpgsqlConnection", "CreateCommand", Role.CreatesCommand),
        new("Npgsql.NpgsqlBatch", "CreateBatchCommand", Role.CreatesCommand),
        new("Npgsql.NpgsqlBatch", "BatchCommands", Role.HoldsCommands),
        new("Npgsql.NpgsqlBatchCommandCollection", "Add", Role.TakesBatchCommand, "item"),
        new("Npgsql.NpgsqlDataAdapter", ApiRow.Constructor, Role.TakesCommand, "selectCommand"),
        .. Library.Members("Npgsql.NpgsqlDataAdapter", Role.HoldsCommands, null, "InsertCommand", "UpdateCommand", "DeleteCommand"),
        new("Npgsql.NpgsqlDataAdapter", "SelectCommand", Role.HoldsCommand),
        new("Npgsql.NpgsqlDataAdapter", ApiRow.Constructor, Role.CreatesCommand, "selectCommandText"),
        .. Library.Members("Npgsql.NpgsqlCommand", Role.ExecutesCommand, null, "ExecuteNonQuery", "ExecuteNonQueryAsync", "ExecuteReader", "ExecuteReaderAsync", "ExecuteScalar", "ExecuteScalarAsync"),
        new("Npgsql.NpgsqlCommand", "CommandType", Role.TakesCommandType),
        new("Npgsql.NpgsqlBatchCommand", "CommandType", Role.TakesCommandType),

        new("Npgsql.NpgsqlCommand", "Parameters", Role.HoldsParameters),
        new("Npgsql.NpgsqlBatchCommand", "Parameters", Role.HoldsParameters, Detail: ApiRow.InBatch),
        .. Library.Members("Npgsql.NpgsqlParameterCollection", Role.AddsParameter, null, "Add", "AddWithValue"),
        .. Library.Members("Npgsql.NpgsqlParameterCollection", Role.TakesParameterName, "parameterName", "Add", "AddWithValue"),
        .. Library.Members("Npgsql.NpgsqlParameterCollection", Role.TakesParameterType, "parameterType", "Add", "AddWithValue"),
        new("Npgsql.NpgsqlParameterCollection", "AddWithValue", Role.TakesParameterValue, "value"),
        new("Npgsql.NpgsqlParameterCollection", "AddRange", Role.AddsParameters, "values"),
        new("Npgsql.NpgsqlParameterCollection", "Clear", Role.ClearsParameters),
        .. Library.Members("Npgsql.NpgsqlParameterCollection", Role.LooksAtParameters, null, "Contains", "IndexOf", "Count"),

        new("Npgsql.NpgsqlCommand", "CreateParameter", Role.CreatesParameter),
        new("Npgsql.NpgsqlParameter", ApiRow.Constructor, Role.CreatesParameter),
        new("Npgsql.NpgsqlParameter", ApiRow.Constructor, Role.TakesParameterName, "parameterName"),
        new("Npgsql.NpgsqlParameter", ApiRow.Constructor, Role.TakesParameterValue, "value"),
        new("Npgsql.NpgsqlParameter", ApiRow.Constructor, Role.TakesParameterType, "parameterType"),
        new("Npgsql.NpgsqlParameter", "ParameterName", Role.TakesParameterName),
        .. Library.Members("Npgsql.NpgsqlParameter", Role.TakesParameterValue, null, "Value", "NpgsqlValue"),
        .. Library.Members("Npgsql.NpgsqlParameter", Role.TakesParameterType, null, "NpgsqlDbType", "DbType", "DataTypeName"),
        new("Npgsql.NpgsqlParameter`1", ApiRow.Constructor, Role.CreatesParameter),
        new("Npgsql.NpgsqlParameter`1", ApiRow.Constructor, Role.TakesParameterName, "parameterName"),
        new("Npgsql.NpgsqlParameter`1", ApiRow.Constructor, Role.TakesParameterValue, "value"),
        new("Npgsql.NpgsqlParameter`1", ApiRow.Constructor, Role.TakesParameterType, "npgsqlDbType"),
        new("Npgsql.NpgsqlParameter`1", ApiRow.Constructor, Role.TakesParameterType, "dbType"),
        .. Library.Members("Npgsql.NpgsqlParameter`1", Role.TakesParameterValue, null, "Value", "TypedValue"),

        new("Npgsql.NpgsqlConnection", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlConnection", "ConnectionString", Role.TakesConnectionString),
        new(Connection, ApiRow.Constructor, Role.KeysPoolByString, "connectionString"),
        new(Connection, "ConnectionString", Role.KeysPoolByString),
        new(Connection, "CloneWith", Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlConnectionStringBuilder", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlDataSource", "Create", Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlDataSourceBuilder", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", ApiRow.Constructor, Role.TakesConnectionString, "connectionString"),

        .. Library.Members("Npgsql.NpgsqlConnectionStringBuilder", Role.ReadsConfiguration, null, "Host", "Database", "Username", "Password", "SearchPath", "ApplicationName"),
        new("Npgsql.NpgsqlConnectionStringBuilder", ApiRow.Indexer, Role.TakesKeyword, "keyword"),
        new(ConnectionString, ApiRow.Constructor, Role.BuildsConnectionString),
        new("Npgsql.NpgsqlDataSourceBuilder", "ConnectionStringBuilder", Role.ExposesConnectionString),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", "ConnectionStringBuilder", Role.ExposesConnectionString),

        new("Npgsql.NpgsqlDataSourceBuilder", ApiRow.Constructor, Role.BuildsDataSource),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", ApiRow.Constructor, Role.BuildsDataSource),
        new(DataSource, "Create", Role.CreatesDataSource),
        new("Npgsql.NpgsqlFactory", "CreateDataSource", Role.CreatesDataSource),
        new("Npgsql.NpgsqlFactory", "CreateDataSource", Role.TakesConnectionString, "connectionString"),
        .. Library.Members("Npgsql.NpgsqlDataSourceBuilder", Role.CreatesDataSource, null, "Build", "BuildMultiHost"),
        .. Library.Members("Npgsql.NpgsqlSlimDataSourceBuilder", Role.CreatesDataSource, null, "Build", "BuildMultiHost"),
        .. Library.Members("Npgsql.NpgsqlDataSourceBuilder", Role.MapsTypeInDataSource, null, "MapEnum", "MapComposite"),
        .. Library.Members("Npgsql.NpgsqlSlimDataSourceBuilder", Role.MapsTypeInDataSource, null, "MapEnum", "MapComposite"),
        new(Connection, "GlobalTypeMapper", Role.MapsTypesGlobally),
        .. Library.Members(Connection, Role.ClearsPool, null, "ClearPool", "ClearAllPools"),
        new(DataSource, "Clear", Role.ClearsPool),

        new("Npgsql.NpgsqlCommand", "CommandTimeout", Role.TakesCommandTimeout),
        new("Npgsql.NpgsqlBatch", "Timeout", Role.TakesCommandTimeout),
        new("Npgsql.NpgsqlDataSourceBuilder", "EnableParameterLogging", Role.ShowsValues, "parameterLoggingEnabled"),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", "EnableParameterLogging", Role.ShowsValues, "parameterLoggingEnabled"),
        new("Npgsql.NpgsqlDataSourceBuilder", "UseUserCertificateValidationCallback", Role.TakesCertificateCheck, "userCertificateValidationCallback"),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", "UseUserCertificateValidationCallback", Role.TakesCertificateCheck, "userCertificateValidationCallback"),
        new(Connection, "UserCertificateValidationCallback", Role.TakesCertificateCheck),
        new("Npgsql.NpgsqlDataSourceBuilder", "UseSslClientAuthenticationOptionsCallback", Role.TakesTlsSetup, "sslClientAuthenticationOptionsCallback"),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", "UseSslClientAuthenticationOptionsCallback", Role.TakesTlsSetup, "sslClientAuthenticationOptionsCallback"),
        new(Connection, "SslClientAuthenticationOptionsCallback", Role.TakesTlsSetup),
    ]);
}
