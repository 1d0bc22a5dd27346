using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2004: SaveChanges per element.</summary>
internal sealed class SaveChangesInLoop() : RepeatedTripRule(
    RuleIds.SaveChangesInLoop,
    "SaveChanges per element of a loop",
    "'{0}' is a transaction and a round trip {1}; save once after the loop, or once per chunk, and EF Core sends the changes in batches",
    Confidence.Certain)
{
    public override bool IsMine(RoundTripKind kind) => kind is RoundTripKind.Save;
}
