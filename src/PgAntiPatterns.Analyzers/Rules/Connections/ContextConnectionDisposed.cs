namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1009: the connection of a DbContext is disposed.</summary>
internal sealed class ContextConnectionDisposed() : Rule(
    RuleId,
    "Connections",
    "Connection that belongs to a DbContext is disposed",
    "'{0}' belongs to the DbContext, and disposing it breaks every later use of the context; open and close it through 'Database.OpenConnection' and 'Database.CloseConnection'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1009";
}
