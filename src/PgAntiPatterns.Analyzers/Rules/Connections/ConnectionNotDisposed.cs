namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1001: an opened connection that some path never gives back.</summary>
internal sealed class ConnectionNotDisposed() : Rule(
    RuleId,
    "Connections",
    "Opened connection is not disposed",
    "'{0}' opens a connection that is never given back, and Npgsql has no finalizer that would do it: after 100 of them the pool is empty and every open waits and fails; dispose it with 'using'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1001";
}
