using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Which parameter stands where in the texts of a sink? Brings placeholders and parameters together, whatever API they go through.</summary>
internal static class BoundTexts
{
    private static readonly char[] Signs = ['@', ':', '$', '{', TextVariant.Hole, ';'];

    private static readonly ImmutableArray<(int Offset, int Shift)> Unshifted = ImmutableArray<(int Offset, int Shift)>.Empty;

    /// <summary>False where a constant text has no place for a parameter, so that nobody needs to read it.</summary>
    public static bool MayHavePlaces(string? constant) => constant is not null && constant.IndexOfAny(Signs) >= 0;

    /// <summary>The texts of a sink with their parameters; none where the parameters are not known or the text has no place for one.</summary>
    public static IEnumerable<BoundText> Of(SqlSink sink, ImmutableArray<SinkText> texts, PlatformModel platform)
    {
        if (sink.Api is SqlApi.EfModel || texts.All(text => text.Variant.Value.IndexOfAny(Signs) < 0))
        {
            return [];
        }

        var arguments = WrapperArguments.None;
        var source = sink;
        if (sink.Behind is not null)
        {
            if (WrapperArguments.Behind(sink) is not { } inner)
            {
                return [];
            }

            source = inner;
            arguments = WrapperArguments.Of((IInvocationOperation)sink.Operation);
        }
        else if (SqlWrappers.LeadingParameter(sink.Expression) is not null)
        {
            // Who calls is told.
            return [];
        }

        switch (sink.Api)
        {
            case SqlApi.EfInterpolated:
                return InterpolatedTexts.Of(sink, platform);
            case SqlApi.EfRaw:
                return RawArguments.Of(sink, platform) is { } given ? texts.Select(text => Numbered(sink, text, given, platform)) : [];
            default:
                var parameters = sink.Api switch
                {
                    SqlApi.Copy => ParameterSet.None,
                    SqlApi.Dapper => ObjectBindings.Of(source, platform, arguments),
                    // A helper that makes the command gives it back, or sends it itself.
                    _ when sink.Inner is not null && CommandBindings.Of(sink, platform, WrapperArguments.None) is { } made => made,
                    _ => CommandBindings.Of(source, platform, arguments),
                };
                return parameters is null ? [] : texts.Select(text => new BoundText(platform, sink, text.Variant, parameters, text.Reading, Unshifted) { Slots = Slots(text.Reading, parameters).ToImmutableArray() });
        }
    }

    private static IEnumerable<ParameterSlot> Slots(SqlReading reading, ParameterSet parameters)
    {
        foreach (var placeholder in reading.Placeholders)
        {
            if (!placeholder.HasHole)
            {
                var bound = placeholder.IsPositional ? parameters.Numbered(placeholder.Number) : parameters.Named(placeholder.Name);
                yield return new ParameterSlot(Label(reading, placeholder.Start, placeholder.End), placeholder.Start, placeholder.End, placeholder.Place, null, bound);
            }
        }

        foreach (var quoted in reading.QuotedPlaceholders)
        {
            var bound = quoted.IsPositional ? parameters.Numbered(quoted.Number) : parameters.Named(quoted.Name);
            if (bound is not null && !quoted.IsGlued)
            {
                yield return new ParameterSlot(Label(reading, quoted.Start, quoted.End), quoted.Start, quoted.End, quoted.Place, quoted.Literal, bound);
            }
        }
    }

    private static string Label(SqlReading reading, int start, int end) => reading.Template.Text.Substring(start, end - start);

    /// <summary>A text with {0} and {1}: each is read as the parameter that EF Core puts there.</summary>
    private static BoundText Numbered(SqlSink sink, SinkText text, RawArguments arguments, PlatformModel platform)
    {
        var items = NumberedItem.In(text.Variant.Value);
        if (items.IsEmpty)
        {
            return new BoundText(platform, sink, text.Variant, arguments.Parameters, text.Reading, Unshifted) { Slots = Slots(text.Reading, arguments.Parameters).ToImmutableArray() };
        }

        var value = text.Variant.Value;
        var sql = new System.Text.StringBuilder(value.Length);
        var holes = new List<int>();
        var shifts = ImmutableArray.CreateBuilder<(int Offset, int Shift)>();
        var own = new Dictionary<int, NumberedItem>();
        var at = 0;
        foreach (var item in items)
        {
            Copy(value, at, item.Start, sql, holes);
            own[sql.Length] = item;
            holes.Add(sql.Length);
            shifts.Add((sql.Length, item.Length - 1));
            sql.Append(SqlTemplate.HoleChar);
            at = item.Start + item.Length;
        }

        Copy(value, at, value.Length, sql, holes);
        var reading = SqlReader.Read(new SqlTemplate(sql.ToString(), holes));
        var slots = reading.Holes.Where(hole => own.ContainsKey(hole.Offset) && hole.Position is not SqlPosition.InComment).Select(hole => new ParameterSlot(
            value.Substring(own[hole.Offset].Start, own[hole.Offset].Length),
            hole.Offset,
            hole.Offset + 1,
            hole.Place,
            hole.Position is SqlPosition.InString or SqlPosition.InDollarQuoted ? hole.Literal : null,
            arguments.At(own[hole.Offset].Number)));
        return new BoundText(platform, sink, text.Variant, arguments.Parameters, reading, shifts.ToImmutable())
        {
            Slots = slots.Concat(Slots(reading, arguments.Parameters)).ToImmutableArray(),
            Unbound = arguments.Count is { } count ? items.Where(item => item.Number >= count).Select(item => value.Substring(item.Start, item.Length)).FirstOrDefault() : null,
        };
    }

    private static void Copy(string value, int start, int end, System.Text.StringBuilder sql, List<int> holes)
    {
        for (var at = start; at < end; at++)
        {
            if (value[at] == TextVariant.Hole)
            {
                holes.Add(sql.Length);
            }

            sql.Append(value[at]);
        }
    }
}
