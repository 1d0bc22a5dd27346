using PgAntiPatterns.Analysis.SqlTexts;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4003: a value pasted into the raw SQL of EF Core, directly or on a detour that EF1002 does not see.</summary>
internal sealed class UnparameterizedEfSql() : UnparameterizedValueRule(
    RuleId,
    "Value pasted into EF Core's raw SQL instead of a parameter",
    "use FromSql, SqlQuery or ExecuteSql with an interpolated string, or write {{0}} and pass it as an argument")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4003";

    protected override bool IsMine(SqlApi api) => api is SqlApi.EfRaw or SqlApi.EfModel;
}
