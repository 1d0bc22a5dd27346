namespace PgAntiPatterns.Rules.Connections;

/// <summary>PGAP1016: a COPY that is left open, disturbed, or begun in the wrong format.</summary>
internal sealed class CopyNotFinished() : Rule(
    RuleId,
    "Connections",
    "COPY is not finished properly",
    "'{0}' leaves the connection in COPY mode, runs into one, or begins a binary COPY in text format; dispose the COPY with 'using' before the next command, and write '(FORMAT BINARY)' into a binary one",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP1016";
}
