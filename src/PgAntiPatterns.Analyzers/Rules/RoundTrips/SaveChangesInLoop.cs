using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2004: SaveChanges per element.</summary>
internal sealed class SaveChangesInLoop() : RepeatedTripRule(
    RuleId,
    "SaveChanges per element of a loop",
    "'{0}' is a transaction and a round trip {1}; save once after the loop, or once per chunk, and EF Core sends the changes in batches",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2004";

    public override bool IsMine(RoundTripKind kind) => kind is RoundTripKind.Save;
}
