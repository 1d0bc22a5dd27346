namespace PgAntiPatterns.Rules;

/// <summary>The ids of all rules: the thousands are the area. An id is never reused.</summary>
internal static class RuleIds
{
    public const string OptionNotUnderstood = "PGAP0001";

    public const string PoolingDisabled = "PGAP3003";

    public const string UnparameterizedSql = "PGAP4001";
}
