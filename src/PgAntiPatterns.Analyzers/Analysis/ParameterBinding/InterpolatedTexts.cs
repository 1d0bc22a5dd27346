using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>The text of an interpolated string whose holes EF Core makes parameters of: whatever stands in a hole is a value and never text.</summary>
internal static class InterpolatedTexts
{
    /// <summary>The text of a sink with its holes; none where the string is out of sight.</summary>
    public static IEnumerable<BoundText> Of(SqlSink sink, PlatformModel platform)
    {
        if (Interpolated(sink.Expression) is not { } interpolated)
        {
            yield break;
        }

        var parts = ImmutableArray.CreateBuilder<Text>(interpolated.Parts.Length);
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string literal } } text:
                    parts.Add(new LiteralText(literal, text.Syntax));
                    break;
                case IInterpolationOperation interpolation:
                    parts.Add(new HoleText(interpolation.Expression));
                    break;
                default:
                    yield break;
            }
        }

        foreach (var variant in TextVariant.Of(new SequenceText(parts.ToImmutable())))
        {
            var holes = variant.Holes.ToList();
            var reading = SqlReader.Read(new SqlTemplate(variant.Value, holes.Select(hole => hole.Start).ToList()));
            yield return new BoundText(platform, sink, variant, ParameterSet.None, reading, ImmutableArray<(int Offset, int Shift)>.Empty)
            {
                Slots = Slots(reading, holes.Select(hole => ((HoleText)hole.Text).Value)).ToImmutableArray(),
            };
        }
    }

    private static IInterpolatedStringOperation? Interpolated(IOperation expression) => expression.Unwrapped() switch
    {
        IInterpolatedStringOperation interpolated => interpolated,
        ILocalReferenceOperation { Local: var local } reference => VariableTrace.OnlyValue(local, reference) as IInterpolatedStringOperation,
        _ => null,
    };

    private static IEnumerable<ParameterSlot> Slots(SqlReading reading, IEnumerable<IOperation> values)
    {
        foreach (var (hole, value) in reading.Holes.Zip(values, (hole, value) => (hole, value)))
        {
            if (hole.Position is not SqlPosition.InComment)
            {
                yield return new ParameterSlot(
                    "{" + value.Syntax + "}",
                    hole.Offset,
                    hole.Offset + 1,
                    hole.Place,
                    hole.Position is SqlPosition.InString or SqlPosition.InDollarQuoted ? hole.Literal : null,
                    new BoundParameter("", value) { Value = value });
            }
        }
    }
}
