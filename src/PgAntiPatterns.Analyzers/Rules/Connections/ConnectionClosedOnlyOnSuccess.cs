namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1002: a connection that is closed only where nothing fails.</summary>
internal sealed class ConnectionClosedOnlyOnSuccess() : Rule(
    RuleId,
    "Connections",
    "Connection is closed only on success",
    "'{0}' is given back only where nothing fails: every error that PostgreSQL raises before that costs the pool one connection for good; dispose it with 'using'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1002";
}
