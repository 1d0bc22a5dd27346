using PgAntiPatterns.Analysis.SqlTexts;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4002: a value pasted into the SQL that Dapper executes.</summary>
internal sealed class UnparameterizedDapperSql() : UnparameterizedValueRule(
    RuleId,
    "Value pasted into Dapper's SQL instead of a parameter",
    "write @name and pass an object that has it")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4002";

    protected override bool IsMine(SqlApi api) => api is SqlApi.Dapper;
}
