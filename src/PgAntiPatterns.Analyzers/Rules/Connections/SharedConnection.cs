namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1005: one connection for the whole program.</summary>
internal sealed class SharedConnection() : Rule(
    RuleId,
    "Connections",
    "One connection is shared by the whole program",
    "'{0}' is one connection for all callers: PostgreSQL runs one command at a time on it, concurrent callers fail, and it is not replaced after a failover; share an NpgsqlDataSource and open a connection for each operation",
    Confidence.Certain,
    "What takes its place depends on where connections are opened; the page shows the two usual ways.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1005";
}
