using PgAntiPatterns.Analysis.SqlTexts;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4001: a value pasted into the text of an Npgsql or ADO.NET command.</summary>
internal sealed class UnparameterizedSql() : UnparameterizedValueRule(
    RuleId,
    "Value pasted into SQL instead of a parameter",
    "pass it as a parameter")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4001";

    protected override bool IsMine(SqlApi api) => api is SqlApi.AdoNet or SqlApi.Copy;
}
