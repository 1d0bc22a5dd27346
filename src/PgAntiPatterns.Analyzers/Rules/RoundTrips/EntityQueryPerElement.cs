using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2003: an EF Core query or statement per element.</summary>
internal sealed class EntityQueryPerElement() : RepeatedTripRule(
    RuleId,
    "EF Core query per element of a loop",
    "'{0}' waits for PostgreSQL {1}; {2}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2003";

    public override bool IsMine(RoundTripKind kind) => kind is RoundTripKind.EntityQuery or RoundTripKind.EntityWrite;

    public override string[] Words(RepeatedTrip repeated) => repeated switch
    {
        { IsInvariant: true } => [Name(repeated), "in every turn with the same question", "ask once before the loop"],
        { Trip.Kind: RoundTripKind.EntityWrite } => [.. base.Words(repeated), "change all rows in one statement whose condition is keys.Contains(x.Key), which becomes = ANY(@keys)"],
        _ => [.. base.Words(repeated), "load all rows with one Where(x => keys.Contains(x.Key)), which becomes = ANY(@keys), or with Include"],
    };
}
