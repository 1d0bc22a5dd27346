using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Where the characters of a text stand in the source.</summary>
internal static class TextLocations
{
    /// <summary>The source of some characters; null where they do not stand in one piece of one file.</summary>
    public static Location? Of(TextVariant variant, int start, int length)
    {
        var first = SourceAt(variant, start, 1);
        var last = SourceAt(variant, Math.Max(start, start + length - 1), 1);
        return first is null || last is null || first.Value.Tree != last.Value.Tree || last.Value.Span.End < first.Value.Span.Start
            ? null
            : Location.Create(first.Value.Tree, TextSpan.FromBounds(first.Value.Span.Start, last.Value.Span.End));
    }

    /// <summary>The source of characters that one literal holds; null for the characters of a hole.</summary>
    public static (SyntaxTree Tree, TextSpan Span)? SourceAt(TextVariant variant, int start, int length)
    {
        if (variant.PartAt(start) is not { Text: LiteralText literal } part
            || LiteralPositions.SpanOf(literal.Source, literal.Offset + start - part.Start, Math.Min(length, part.Start + part.Length - start)) is not { } source)
        {
            return null;
        }

        return (literal.Source.SyntaxTree, source);
    }
}
