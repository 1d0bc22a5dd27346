using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2014: a multi-row VALUES whose text grows with the rows.</summary>
internal sealed class ValuesTextPerRow() : Rule(
    RuleId,
    "RoundTrips",
    "VALUES text built row by row",
    "'{0}' makes another statement for each number of rows, parsed and planned anew and limited to 65535 parameters; insert from unnest(@array), in an NpgsqlBatch or by COPY",
    Confidence.Likely,
    withoutFix: "The arrays' element types and the parameters that belong to the text are spread over the method.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2014";

    /// <summary>What the message says.</summary>
    public static string[] Words(RowText found) => [Wording.Short(found.Text.Syntax.ToString())];
}
