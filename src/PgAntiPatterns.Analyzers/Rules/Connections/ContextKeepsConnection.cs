namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1010: a DbContext that is never disposed keeps its connection.</summary>
internal sealed class ContextKeepsConnection() : Rule(
    RuleId,
    "Connections",
    "DbContext keeps its connection and is not disposed",
    "'{0}' opens its connection or a transaction and is not disposed on every path, so that the pool loses a connection each time; dispose the context with 'using'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1010";
}
