using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>Can every value that is pasted into this SQL become a parameter, and what of the source would each placeholder replace?</summary>
internal static class ParameterGroups
{
    /// <summary>Nobody reads a rewrite of more places at once.</summary>
    private const int MaxGroups = 256;

    /// <summary>The parameters to be, in order; null where any part of any variant of the text cannot be rewritten, or where two variants disagree.</summary>
    public static ImmutableArray<ParameterGroup>? Of(ImmutableArray<SinkText> texts)
    {
        if (texts.Length >= Text.MaxWidth)
        {
            return null;
        }

        var merged = new List<(ParameterGroup Group, int Count)>();
        var places = new Dictionary<Location, int>();
        foreach (var text in texts)
        {
            if (!text.Variant.IsExact || OfVariant(text) is not { Count: <= MaxGroups } groups || groups.Select(group => group.Region).Distinct().Count() != groups.Count || (texts.Length > 1 && !groups.All(IsWhole)))
            {
                return null;
            }

            foreach (var group in groups)
            {
                if (!places.TryGetValue(group.Region, out var known))
                {
                    places.Add(group.Region, merged.Count);
                    merged.Add((group, 1));
                }
                else if (merged[known].Group.IsSameAs(group))
                {
                    merged[known] = (group, merged[known].Count + 1);
                }
                else
                {
                    return null;
                }
            }
        }

        return merged.Count is 0 or > MaxGroups || !AreApart(places.Keys) ? null : merged.Select(one => one.Group with { IsConditional = one.Count < texts.Length }).ToImmutableArray();
    }

    /// <summary>True where no region touches another one of its file.</summary>
    private static bool AreApart(IEnumerable<Location> regions) => regions
        .GroupBy(region => region.SourceTree, region => region.SourceSpan)
        .Select(spans => spans.OrderBy(span => span.Start).ToList())
        .All(spans => spans.Skip(1).Zip(spans, (later, earlier) => earlier.End < later.Start).All(isApart => isApart));

    /// <summary>True where the values are all that is pasted in their places, and not one of two that are chosen there.</summary>
    private static bool IsWhole(ParameterGroup group) => group.Pieces.All(piece => piece.Expression is not { Syntax: var value }
        || (value.SyntaxTree == group.Region.SourceTree && group.Region.SourceSpan.Contains(value.Span) && Around(value) is not (ConditionalExpressionSyntax or SwitchExpressionArmSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression })));

    private static SyntaxNode? Around(SyntaxNode value) => value.Ancestors().FirstOrDefault(ancestor => ancestor is not (ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax));

    private static List<ParameterGroup>? OfVariant(SinkText text)
    {
        var groups = new List<ParameterGroup>();
        for (var index = 0; index < text.Holes.Length; index++)
        {
            var hole = text.Holes[index];
            if (!CanStay(hole))
            {
                var last = LastOf(text, index);
                if (Group(text, index, last) is not { } group)
                {
                    return null;
                }

                groups.Add(group);
                index = last;
            }
        }

        return groups;
    }

    /// <summary>A name that was quoted or chosen stays; digits stay where no parameter can stand.</summary>
    private static bool CanStay(SqlHole hole) => hole.Safety is HoleSafety.Safe && hole.Text.Joined is null
        && (hole.Value.Type is not { IsValueType: true } || hole.Value.Type.TypeKind is TypeKind.Enum || IsName(hole.Reading.Position));

    private static bool IsName(SqlPosition position) => position is SqlPosition.Identifier or SqlPosition.InQuotedIdentifier or SqlPosition.InPlaceholder or SqlPosition.InComment
        or SqlPosition.OrderByItem or SqlPosition.OrderByDirection or SqlPosition.TypeName;

    /// <summary>The last hole of the same literal.</summary>
    private static int LastOf(SinkText text, int index)
    {
        var literal = text.Holes[index].Reading.Literal;
        var last = index;
        while (literal is not null && last + 1 < text.Holes.Length && text.Holes[last + 1].Reading.Literal?.Start == literal.Start)
        {
            last++;
        }

        return last;
    }

    private static ParameterGroup? Group(SinkText text, int first, int last)
    {
        var hole = text.Holes[first];
        var reading = hole.Reading;
        var place = reading.Place;
        if (hole.Text.Joined is { } joined)
        {
            return first == last && IsWholeList(place) && !place.List.IsEmpty && !place.Operator.IsEmpty && joined.Source.Type is not null && IsPlain(joined, reading.Literal is not null)
                ? Region(text, place.Operator.Start, place.List.End) is { } list
                    ? new ParameterGroup(place.IsNegated ? GroupKind.NotAny : GroupKind.Any, list, ImmutableArray.Create(new ParameterPiece("", joined.Source)), "", false)
                    : null
                : null;
        }

        if (Pieces(text, first, last) is not { } pieces || reading.IsGluedBefore || reading.IsGluedAfter || hole.Safety is HoleSafety.Unknown
            || (reading.Literal is null && hole.Text.Format is not null))
        {
            return null;
        }

        var start = reading.Literal?.Start ?? reading.Offset;
        var end = reading.Literal?.End ?? reading.Offset + 1;
        var role = reading.Position is SqlPosition.InString ? place.Position : reading.Position;
        if (place.IsTyped)
        {
            // A value that stands there without quotes brings its own, and fields behind the literal belong to it.
            return reading.Literal is null || !place.TypeSuffix.IsEmpty ? null : Region(text, place.Type.Start, end) is { } typed ? new ParameterGroup(GroupKind.Cast, typed, pieces, place.Type.Of(text.Variant.Value), false) : null;
        }

        if (role is SqlPosition.UtilityValue)
        {
            // Without quotes it is a name, which the server writes in lower case.
            return reading.Literal is null && hole.Value.Type is not { IsValueType: true } ? null : Utility(text, place, end, pieces);
        }

        if (role is SqlPosition.ListElement && place.MayBeWholeList && reading.Literal is null && hole.Safety is HoleSafety.Unsafe)
        {
            // It may hold several elements.
            return null;
        }

        var isValue = role is SqlPosition.Value or SqlPosition.ListElement or SqlPosition.LikePattern or SqlPosition.Limit or SqlPosition.Offset
            || (role is SqlPosition.ColumnOrValue or SqlPosition.SelectListItem && (reading.Position is SqlPosition.InString || hole.Value.Type is { IsValueType: true }));
        return isValue && Region(text, start, end) is { } region
            ? new ParameterGroup(GroupKind.Value, region, pieces, SqlTyping.ComparedWith(text.Reading, start), place.Pattern is not SqlPatternOperator.None || place.IsConcatenated || (reading.Literal is { } untyped && SqlTyping.HasNone(text.Reading, untyped)))
            {
                // Quotes that a number does not need speak of a column of text; a Guid, which needs them, may stand in one too.
                IsQuoted = reading.Literal is not null && hole.Safety is HoleSafety.Safe,
            }
            : null;
    }

    private static bool IsWholeList(SqlPlace place) => place.Position is SqlPosition.WholeInList || (place.Position is SqlPosition.ListElement && place.MayBeWholeList);

    /// <summary>True where the array of the elements says the same: numbers as they are, text between apostrophes.</summary>
    private static bool IsPlain(JoinedElements joined, bool isInLiteral)
    {
        var variants = TextVariant.Of(joined.Element);
        if (variants.Length != 1 || !variants[0].IsExact || variants[0].Value.Trim('\'') is not [TextVariant.Hole] || HoleSafeties.ElementType(joined.Source.Type) is not { } element)
        {
            return false;
        }

        var isQuoted = isInLiteral || variants[0].Value.Length > 1;
        var isFit = element switch
        {
            // A missing element was pasted as no characters, in an array it is NULL, and NOT IN holds for nothing then.
            { SpecialType: SpecialType.System_String } => isQuoted && element.NullableAnnotation is not NullableAnnotation.Annotated,
            { Name: "Guid" } => isQuoted,
            // Npgsql has no arrays of these, and a bytea for bytes.
            { SpecialType: SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 } => false,
            // Quotes that a number does not need speak of a column of text.
            _ => !isQuoted,
        };
        return isFit && variants[0].Holes.All(hole => hole.Text is HoleText { Format: null, Value: var value } && (value == joined.Source || IsElement(value)));
    }

    /// <summary>The element itself, or the element with its apostrophes doubled.</summary>
    private static bool IsElement(IOperation value) => value switch
    {
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } => true,
        _ when HandQuoting.DoubledIn(value, '\'') is { } original => IsElement(original),
        _ => false,
    };

    private static ParameterGroup? Utility(SinkText text, SqlPlace place, int end, ImmutableArray<ParameterPiece> pieces)
    {
        if (place.Statement < 0 || text.Reading.Statements.Count != 1 || text.Reading.Statements[place.Statement] is not { Kind: SqlStatementKind.Notify or SqlStatementKind.Set } statement
            || statement.Target.IsEmpty || statement.Target.Of(text.Variant.Value).IndexOf(TextVariant.Hole) >= 0
            || text.Variant.Value.Substring(end).Trim().Trim(';').Length > 0
            || Region(text, statement.Start, end) is not { } region)
        {
            return null;
        }

        var kind = statement.Kind is SqlStatementKind.Notify ? GroupKind.Notify : statement.IsLocal ? GroupKind.LocalSetting : GroupKind.Setting;
        return new ParameterGroup(kind, region, pieces, statement.Target.Of(text.Variant.Value), true);
    }

    /// <summary>The value of the parameter: the holes and what stood between and around them inside the literal.</summary>
    private static ImmutableArray<ParameterPiece>? Pieces(SinkText text, int first, int last)
    {
        var literal = text.Holes[first].Reading.Literal;
        if (literal is null)
        {
            return ImmutableArray.Create(new ParameterPiece("", text.Holes[first].Value));
        }

        if (literal.Kind is not SqlTokenKind.String || literal.IsUnterminated)
        {
            return null;
        }

        var pieces = ImmutableArray.CreateBuilder<ParameterPiece>();
        var at = literal.InsideStart;
        for (var index = first; index <= last; index++)
        {
            // The format of an item is not written down where the value is.
            if (text.Holes[index] is not { Safety: not HoleSafety.Unknown, Text.Joined: null } hole || hole.Text is { Format: not null, Item: not null })
            {
                return null;
            }

            AddCharacters(at, hole.Reading.Offset);
            pieces.Add(new ParameterPiece("", hole.Value));
            at = hole.Reading.Offset + 1;
        }

        AddCharacters(at, literal.InsideEnd);
        return pieces.ToImmutable();

        void AddCharacters(int start, int end)
        {
            if (end > start)
            {
                pieces.Add(new ParameterPiece(text.Variant.Value.Substring(start, end - start).Replace("''", "'"), null));
            }
        }
    }

    /// <summary>The source of a stretch of the text that has holes in it; null where it does not lie in one expression.</summary>
    private static Location? Region(SinkText text, int start, int end)
    {
        var variant = text.Variant;
        // A hole at either end takes the source up to the characters next to it.
        var before = TextLocations.SourceAt(variant, start, 1) ?? (start > 0 ? After(TextLocations.SourceAt(variant, start - 1, 1)) : null);
        var after = TextLocations.SourceAt(variant, end - 1, 1) is { } closing ? After(closing) : EndOfHole(text, end);
        return before is { } first && after is { } last && first.Tree == last.Tree && first.Span.Start <= last.Span.Start
            ? Location.Create(first.Tree, TextSpan.FromBounds(first.Span.Start, last.Span.Start))
            : null;
    }

    private static (SyntaxTree Tree, TextSpan Span)? After((SyntaxTree Tree, TextSpan Span)? character) =>
        character is { } known ? (known.Tree, new TextSpan(known.Span.End, 0)) : null;

    /// <summary>Where the source of a hole ends: at the character that follows in the same statement, at the end of its item, or of its expression.</summary>
    private static (SyntaxTree Tree, TextSpan Span)? EndOfHole(SinkText text, int end)
    {
        if (text.Variant.PartAt(end - 1) is not { Text: HoleText hole })
        {
            return null;
        }

        if (hole.Item is var (source, start, length))
        {
            return Roslyn.LiteralPositions.SpanOf(source, start, length) is { } item ? (source.SyntaxTree, new TextSpan(item.End, 0)) : null;
        }

        if (end < text.Variant.Value.Length
            && TextLocations.SourceAt(text.Variant, end, 1) is { } next
            && next.Tree == hole.Value.Syntax.SyntaxTree
            && hole.Value.Syntax.FirstAncestorOrSelf<StatementSyntax>()?.Span.Contains(next.Span) is not false)
        {
            return next;
        }

        SyntaxNode node = hole.Value.Syntax;
        while (node.Parent is ParenthesizedExpressionSyntax or InterpolationSyntax)
        {
            node = node.Parent;
        }

        return (node.SyntaxTree, new TextSpan(node.Span.End, 0));
    }
}
