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

        new("System.Data.IDbConnection", "CreateCommand", Role.CreatesCommand),
        new("System.Data.Common.DbConnection", "CreateCommand", Role.CreatesCommand),
        new("System.Data.Common.DbDataSource", "CreateCommand", Role.CreatesCommand),
        new("System.Data.Common.DbBatch", "CreateBatchCommand", Role.CreatesCommand),
        new("System.Data.Common.DbBatch", "BatchCommands", Role.HoldsCommands),
        new("System.Data.Common.DbBatchCommandCollection", "Add", Role.TakesBatchCommand, "item"),
        .. Library.Members("System.Data.IDbCommand", Role.ExecutesCommand, null, "ExecuteNonQuery", "ExecuteReader", "ExecuteScalar"),
        .. Library.Members("System.Data.Common.DbCommand", Role.ExecutesCommand, null, "ExecuteNonQuery", "ExecuteNonQueryAsync", "ExecuteReader", "ExecuteReaderAsync", "ExecuteScalar", "ExecuteScalarAsync"),
        .. Library.Members("System.Data.Common.DbDataAdapter", Role.ExecutesCommand, null, "Fill", "FillSchema"),
        new("System.Data.IDbCommand", "CommandType", Role.TakesCommandType),
        new("System.Data.Common.DbCommand", "CommandType", Role.TakesCommandType),
        new("System.Data.Common.DbBatchCommand", "CommandType", Role.TakesCommandType),

        new("System.Data.IDbCommand", "Parameters", Role.HoldsParameters),
        new("System.Data.Common.DbCommand", "Parameters", Role.HoldsParameters),
        new("System.Data.Common.DbBatchCommand", "Parameters", Role.HoldsParameters, Detail: ApiRow.InBatch),
        new("System.Collections.IList", "Add", Role.AddsParameter),
        new("System.Collections.IList", "Clear", Role.ClearsParameters),
        new("System.Data.Common.DbParameterCollection", "Add", Role.AddsParameter),
        new("System.Data.Common.DbParameterCollection", "AddRange", Role.AddsParameters, "values"),
        new("System.Data.Common.DbParameterCollection", "Clear", Role.ClearsParameters),
        .. Library.Members("System.Data.Common.DbParameterCollection", Role.LooksAtParameters, null, "Contains", "IndexOf", "Count"),
        .. Library.Members("System.Data.IDataParameterCollection", Role.LooksAtParameters, null, "Contains", "IndexOf"),
        new("System.Collections.ICollection", "Count", Role.LooksAtParameters),

        new("System.Data.IDbCommand", "CreateParameter", Role.CreatesParameter),
        new("System.Data.Common.DbCommand", "CreateParameter", Role.CreatesParameter),
        new("System.Data.Common.DbProviderFactory", "CreateParameter", Role.CreatesParameter),
        new("System.Data.IDataParameter", "ParameterName", Role.TakesParameterName),
        new("System.Data.IDataParameter", "Value", Role.TakesParameterValue),
        new("System.Data.IDataParameter", "DbType", Role.TakesParameterType),
        new("System.Data.Common.DbParameter", "ParameterName", Role.TakesParameterName),
        new("System.Data.Common.DbParameter", "Value", Role.TakesParameterValue),
        new("System.Data.Common.DbParameter", "DbType", Role.TakesParameterType),

        new("System.Data.IDbConnection", "ConnectionString", Role.TakesConnectionString),
        new("System.Data.Common.DbConnection", "ConnectionString", Role.TakesConnectionString),
        new("System.Data.Common.DbConnectionStringBuilder", ApiRow.Indexer, Role.TakesKeyword, "keyword"),
        new("System.Data.Common.DbConnectionStringBuilder", "Add", Role.TakesKeyword, "keyword"),
        new("System.Data.Common.DbConnectionStringBuilder", "ConnectionString", Role.GivesConnectionString),
        new("System.Data.Common.DbConnectionStringBuilder", "ToString", Role.GivesConnectionString),

        new("System.Data.IDbCommand", "CommandTimeout", Role.TakesCommandTimeout),
        new("System.Data.Common.DbCommand", "CommandTimeout", Role.TakesCommandTimeout),
        new("System.Data.Common.DbBatch", "Timeout", Role.TakesCommandTimeout),
    ], IsProviderNeutral: true);
}
