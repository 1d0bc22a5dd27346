namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1006: a second command starts on a connection before the first one has ended.</summary>
internal sealed class ConcurrentCommands() : Rule(
    RuleId,
    "Connections",
    "Two commands at once on one connection",
    "'{0}' starts on a connection that is still busy with another task: PostgreSQL runs one command at a time and Npgsql throws; await the first command before the second one starts, or use a connection for each",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1006";
}
