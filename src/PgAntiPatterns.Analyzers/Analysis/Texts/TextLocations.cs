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
        foreach (var span in variant.Parts)
        {
            if (start >= span.Start && start < span.Start + span.Length)
            {
                return span.Text is LiteralText literal
                    && LiteralPositions.SpanOf(literal.Source, literal.Offset + start - span.Start, Math.Min(length, span.Start + span.Length - start)) is { } source
                    ? (literal.Source.SyntaxTree, source)
                    : null;
            }
        }

        return null;
    }
}
