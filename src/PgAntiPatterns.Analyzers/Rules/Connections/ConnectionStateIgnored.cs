namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1014: an open connection is opened, or a closed one is used.</summary>
internal sealed class ConnectionStateIgnored() : Rule(
    RuleId,
    "Connections",
    "Connection is opened twice or never",
    "'{0}' fails every time: the connection is already open, or nothing has opened it; open a connection once, before its first command",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1014";
}
