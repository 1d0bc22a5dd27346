namespace PgAntiPatterns.Platform.Dapper;

/// <summary>What the members of Dapper do.</summary>
internal static class DapperRows
{
    public static Library Library { get; } = new("Dapper",
    [
        .. Library.Members(
            "Dapper.SqlMapper",
            Role.TakesDapperSql,
            "sql",
            "Execute", "ExecuteAsync", "ExecuteScalar", "ExecuteScalarAsync", "ExecuteReader", "ExecuteReaderAsync",
            "Query", "QueryAsync", "QueryUnbufferedAsync", "QueryMultiple", "QueryMultipleAsync",
            "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync",
            "QuerySingle", "QuerySingleAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync"),
        new("Dapper.CommandDefinition", ApiRow.Constructor, Role.TakesDapperSql, "commandText"),
    ], IsProviderNeutral: true);
}
