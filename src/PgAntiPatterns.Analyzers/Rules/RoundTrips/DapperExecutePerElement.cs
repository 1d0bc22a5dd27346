using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2007: a sequence as Dapper's parameters, which is one command per element.</summary>
internal sealed class DapperExecutePerElement() : Rule(
    RuleId,
    "RoundTrips",
    "Dapper runs a statement once per element of its parameters",
    "'{0}' runs the statement once per element of '{1}' and waits for PostgreSQL each time; pass arrays and insert from unnest(@array), or use COPY",
    Confidence.Likely)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2007";

    /// <summary>What the message says.</summary>
    public static string[] Words(DapperSequence found) => [found.Call.TargetMethod.Name, Wording.Short(found.Parameters.Syntax.ToString())];
}
