namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1008: one DbContext used by several callers at once.</summary>
internal sealed class SharedContext() : Rule(
    RuleId,
    "Connections",
    "DbContext is used by several callers at once",
    "'{0}' uses one DbContext from several places at once: a context is not thread-safe and its one connection runs one command at a time; await each operation before the next, or create a context for each from IDbContextFactory",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1008";
}
