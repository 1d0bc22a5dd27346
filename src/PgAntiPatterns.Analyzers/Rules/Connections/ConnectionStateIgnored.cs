namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1014: an open connection is opened, or a closed one is used.</summary>
internal sealed class ConnectionStateIgnored() : Rule(
    RuleIds.ConnectionStateIgnored,
    "Connections",
    "Connection is opened twice or never",
    "'{0}' fails every time: the connection is already open, or nothing has opened it; open a connection once, before its first command",
    Confidence.Certain);
