namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1007: a command on a connection whose reader is still open.</summary>
internal sealed class CommandDuringReader() : Rule(
    RuleId,
    "Connections",
    "Command runs while a reader is open on its connection",
    "'{0}' runs on a connection whose reader is still open: Npgsql has no MARS and throws 'A command is already in progress'; read the rows into a list first, or use another connection",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1007";
}
