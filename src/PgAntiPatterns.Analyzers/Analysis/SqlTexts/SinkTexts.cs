using System.Collections.Immutable;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>Which SQL can this sink receive, and where in it do values of the program stand?</summary>
internal static class SinkTexts
{
    /// <summary>The texts that a sink can receive; every branch occurs in one of them.</summary>
    public static ImmutableArray<SinkText> Read(SqlSink sink, PlatformModel platform)
    {
        // A statement that is handed through is judged where it is handed in.
        var text = TextEvaluator.Evaluate(sink.Expression, platform, SqlWrappers.LeadingParameter(sink.Expression) is { } parameter ? (parameter, sink.Expression) : null);
        return TextVariant.Of(text).Select(variant => Read(variant, sink, platform)).ToImmutableArray();
    }

    private static SinkText Read(TextVariant variant, SqlSink sink, PlatformModel platform)
    {
        var holes = variant.Holes.ToList();
        var reading = SqlReader.Read(new SqlTemplate(variant.Value, holes.Select(hole => hole.Start).ToList()), ReadAs(sink.Role));
        return new SinkText(
            variant,
            reading,
            holes.Select((hole, index) => Hole((HoleText)hole.Text, hole.IsChecked, reading.Holes[index], platform)).ToImmutableArray());
    }

    private static SqlReadAs ReadAs(Role role) => role switch
    {
        Role.TakesSqlValue => SqlReadAs.Value,
        Role.TakesSqlCondition => SqlReadAs.Condition,
        _ => SqlReadAs.Statements,
    };

    private static SqlHole Hole(HoleText text, bool isChecked, HoleReading reading, PlatformModel platform)
    {
        var origin = HoleOrigins.Of(text.Value, platform);
        var safety = isChecked ? HoleSafety.Safe : reading.Literal is null && HoleSafeties.IsMadeOutOfSight(text) ? HoleSafety.Unknown : HoleSafeties.Of(text, platform);
        // Whatever the type in between, what came in as text from outside is text.
        return new SqlHole(text, reading, safety is HoleSafety.Unknown && text.IsKnown && origin is HoleOrigin.UserInput ? HoleSafety.Unsafe : safety, origin);
    }
}
