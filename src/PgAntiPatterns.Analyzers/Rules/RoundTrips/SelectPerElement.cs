using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2001: a SELECT per element through Npgsql, ADO.NET or Dapper.</summary>
internal sealed class SelectPerElement() : RepeatedTripRule(
    RuleId,
    "SELECT per element of a loop",
    "'{0}' waits for PostgreSQL {1}; {2}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2001";

    public override bool IsMine(RoundTripKind kind) => kind is RoundTripKind.Read;

    public override string[] Words(RepeatedTrip repeated) => repeated.IsInvariant
        ? [Name(repeated), "in every turn with the same question", "ask once before the loop"]
        : [.. base.Words(repeated), "send all keys as one array, WHERE column = ANY(@keys), and look the rows up in a dictionary"];
}
