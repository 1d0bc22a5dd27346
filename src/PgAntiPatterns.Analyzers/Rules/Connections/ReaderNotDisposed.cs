namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1003: a reader or grid that stays open.</summary>
internal sealed class ReaderNotDisposed() : Rule(
    RuleId,
    "Connections",
    "Data reader is not disposed",
    "'{0}' leaves its reader open, and with it the connection busy or out of the pool; dispose the reader with 'using'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1003";
}
