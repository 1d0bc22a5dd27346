namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1004: a reader, task or lazy sequence that is returned while its connection is disposed.</summary>
internal sealed class ResultOutlivesConnection() : Rule(
    RuleId,
    "Connections",
    "Result outlives the connection it needs",
    "'{0}' still needs its connection or context, which is disposed on the way out: the caller gets a closed reader, a failing task or an ObjectDisposedException; await or materialise the result before the 'using' ends",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1004";
}
