using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2006: a connection taken from the pool per element.</summary>
internal sealed class ConnectionPerElement() : RepeatedTripRule(
    RuleId,
    "Connection opened per element of a loop",
    "'{0}' takes a connection from the pool and resets its session {1}; open it once before the loop",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2006";

    public override bool IsMine(RoundTripKind kind) => kind is RoundTripKind.Rent;
}
