using PgAntiPatterns.Analysis.SqlTexts;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4002: a value pasted into the SQL that Dapper executes.</summary>
internal sealed class UnparameterizedDapperSql() : UnparameterizedValueRule(
    RuleIds.UnparameterizedDapperSql,
    "Value pasted into Dapper's SQL instead of a parameter",
    "write @name and pass an object that has it")
{
    protected override bool IsMine(SqlApi api) => api is SqlApi.Dapper;
}
