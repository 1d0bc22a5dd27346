namespace PgAntiPatterns.Platform.Dapper;

/// <summary>What the members of Dapper do.</summary>
internal static class DapperRows
{
    private static readonly string[] Calls =
    [
        "Execute", "ExecuteAsync", "ExecuteScalar", "ExecuteScalarAsync", "ExecuteReader", "ExecuteReaderAsync",
        "Query", "QueryAsync", "QueryUnbufferedAsync", "QueryMultiple", "QueryMultipleAsync",
        "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync",
        "QuerySingle", "QuerySingleAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync",
    ];

    public static Library Library { get; } = new("Dapper",
    [
        .. Library.Members("Dapper.SqlMapper", Role.TakesDapperSql, "sql", Calls),
        .. Library.Members("Dapper.SqlMapper", Role.TakesParameterObject, "param", Calls),
        .. Library.Members("Dapper.SqlMapper", Role.TakesCommandType, "commandType", Calls),
        new("Dapper.CommandDefinition", ApiRow.Constructor, Role.TakesDapperSql, "commandText"),
        new("Dapper.SqlMapper+Settings", "CommandTimeout", Role.TakesCommandTimeout),
        new("Dapper.CommandDefinition", ApiRow.Constructor, Role.TakesParameterObject, "parameters"),
        new("Dapper.CommandDefinition", ApiRow.Constructor, Role.TakesCommandType, "commandType"),
        new("Dapper.DynamicParameters", ApiRow.Constructor, Role.CreatesParameterBag),
        new("Dapper.DynamicParameters", ApiRow.Constructor, Role.TakesParameterObject, "template"),
        new("Dapper.DynamicParameters", "AddDynamicParams", Role.TakesParameterObject, "param"),
        new("Dapper.DynamicParameters", "Add", Role.AddsParameter),
        new("Dapper.DynamicParameters", "Add", Role.TakesParameterName, "name"),
        new("Dapper.DynamicParameters", "Add", Role.TakesParameterValue, "value"),
        new("Dapper.DynamicParameters", "Get", Role.LooksAtParameters),
        new("Dapper.DynamicParameters", "ParameterNames", Role.LooksAtParameters),
    ], IsProviderNeutral: true);
}
