using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>Writes into a diagnostic what its fix has to know.</summary>
internal static class Rewrites
{
    /// <summary>The properties and additional locations for the texts of a sink; without properties where they cannot be rewritten.</summary>
    public static (ImmutableDictionary<string, string?> Properties, IReadOnlyList<Location> Locations) For(SqlSink sink, ImmutableArray<SinkText> texts, SinkText reported)
    {
        var locations = reported.Holes.Where(hole => hole.Safety is not HoleSafety.Safe || hole.Text.Joined is not null).Select(hole => hole.Value.Syntax.GetLocation()).ToList();
        if (ParameterGroups.Of(texts) is not { } groups)
        {
            return (sink.Api is SqlApi.EfInterpolated ? ImmutableDictionary<string, string?>.Empty : NamesOf(texts, reported, locations), locations);
        }

        var indexes = new Dictionary<Location, int>();
        for (var index = locations.Count - 1; index >= 0; index--)
        {
            indexes[locations[index]] = index;
        }

        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (var index = 0; index < groups.Length; index++)
        {
            var group = groups[index];
            properties[RewriteProperties.Kind + index] = group.Kind.ToString();
            properties[RewriteProperties.Detail + index] = group.Detail;
            properties[RewriteProperties.IsText + index] = group.IsText ? "true" : "false";
            properties[RewriteProperties.IsQuoted + index] = group.IsQuoted ? "true" : "false";
            properties[RewriteProperties.IsConditional + index] = group.IsConditional ? "true" : "false";
            properties[RewriteProperties.Pieces + index] = string.Join(RewriteProperties.Separator.ToString(), group.Pieces.Select(Piece));
        }

        properties[RewriteProperties.Api] = sink.Api.ToString();
        properties[RewriteProperties.Count] = groups.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        properties[RewriteProperties.Expressions] = locations.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        properties[RewriteProperties.Names] = string.Join(RewriteProperties.Separator.ToString(), texts.SelectMany(text => text.Reading.Placeholders).Select(placeholder => placeholder.IsPositional ? "$" + placeholder.Number : placeholder.Name).Distinct());
        return (properties.ToImmutable(), locations.Concat(groups.Select(group => group.Region)).ToList());

        string Piece(ParameterPiece piece)
        {
            if (piece.Expression is null)
            {
                return "'" + piece.Characters;
            }

            var location = piece.Expression.Syntax.GetLocation();
            if (!indexes.TryGetValue(location, out var index))
            {
                index = locations.Count;
                locations.Add(location);
                indexes.Add(location, index);
            }

            return index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Where all that is pasted are names: how many, and the quotes around each.</summary>
    private static ImmutableDictionary<string, string?> NamesOf(ImmutableArray<SinkText> texts, SinkText reported, List<Location> locations)
    {
        var pasted = reported.Holes.Where(hole => hole.Safety is not HoleSafety.Safe).ToList();
        if (texts.Length != 1 || pasted.Count != locations.Count || !pasted.All(hole => hole is { Safety: HoleSafety.Unsafe, Reading: { IsGluedBefore: false, IsGluedAfter: false } reading } && IsName(reading)))
        {
            return ImmutableDictionary<string, string?>.Empty;
        }

        foreach (var reading in pasted.Select(hole => hole.Reading).Where(reading => reading.Position is SqlPosition.InQuotedIdentifier))
        {
            if (reading.Literal is not { IsUnterminated: false } quoted
                || TextLocations.Of(reported.Variant, quoted.Start, 1) is not { } opening
                || TextLocations.Of(reported.Variant, quoted.End - 1, 1) is not { } closing)
            {
                return ImmutableDictionary<string, string?>.Empty;
            }

            locations.Add(opening);
            locations.Add(closing);
        }

        return ImmutableDictionary<string, string?>.Empty.Add(RewriteProperties.QuotableNames, pasted.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool IsName(HoleReading reading) => reading.Position switch
    {
        SqlPosition.Identifier => reading.Place.Identifier is SqlIdentifierKind.Table or SqlIdentifierKind.Schema or SqlIdentifierKind.Column or SqlIdentifierKind.Function
            or SqlIdentifierKind.Channel or SqlIdentifierKind.Role or SqlIdentifierKind.Database or SqlIdentifierKind.Object or SqlIdentifierKind.Qualifier,
        SqlPosition.InQuotedIdentifier => reading.Literal!.End - reading.Literal.Start == 3,
        _ => false,
    };
}
