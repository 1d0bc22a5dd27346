using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4006: <c>IN (…)</c> whose elements are joined into the text.</summary>
internal sealed class JoinedInList() : SqlHoleRule(
    RuleId,
    "IN list joined into SQL text",
    "'{0}' makes another statement for every number of elements and a syntax error for none{1}; pass the list as one array parameter and write '{2}'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4006";

    public override string[]? Words(SqlHole hole, SinkText text, SqlSink sink)
    {
        if (hole.Text.Joined is null || hole.MayBePlaceholders || !IsList(hole.Reading))
        {
            return null;
        }

        return [Name(hole), hole.Safety is HoleSafety.Safe ? "" : ", and an element can change the statement", hole.Reading.Place.IsNegated ? "<> ALL(@list)" : "= ANY(@list)"];
    }

    private static bool IsList(HoleReading reading) => reading.Position switch
    {
        SqlPosition.WholeInList => true,
        SqlPosition.ListElement => reading.Place.MayBeWholeList,
        SqlPosition.InString => reading.Place.Position is SqlPosition.WholeInList || (reading.Place.Position is SqlPosition.ListElement && reading.Place.MayBeWholeList),
        _ => false,
    };
}
