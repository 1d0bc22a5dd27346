namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2008: a binary import that is never completed.</summary>
internal sealed class CopyNotCompleted() : Rule(
    RuleId,
    "RoundTrips",
    "Binary import is never completed",
    "'{0}' is disposed without 'Complete', which cancels the COPY: no exception, and not one row arrives; call 'Complete' or 'CompleteAsync' after the last row",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2008";
}
