using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2002: an INSERT, UPDATE or DELETE per element through Npgsql, ADO.NET or Dapper.</summary>
internal sealed class WritePerElement() : RepeatedTripRule(
    RuleId,
    "INSERT, UPDATE or DELETE per element of a loop",
    "'{0}' waits for PostgreSQL {1}; send all rows at once in an NpgsqlBatch, from unnest(@array) or by COPY",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2002";

    public override bool IsMine(RoundTripKind kind) => kind is RoundTripKind.Write;
}
