namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1015: a command of a data source is prepared or given a connection or transaction.</summary>
internal sealed class DataSourceCommandMisused() : Rule(
    RuleId,
    "Connections",
    "Command of a data source cannot be prepared or enlisted",
    "'{0}' throws NotSupportedException: a command of a data source opens a connection of its own at each execution; create the command on a connection instead",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1015";
}
