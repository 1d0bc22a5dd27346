using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Code that moves to another place, with edits inside and the indentation of the new place.</summary>
internal static class Indentation
{
    /// <summary>The code as it stands in its new place.</summary>
    /// <param name="span">The code.</param>
    /// <param name="edits">What changes in it.</param>
    /// <param name="from">The indentation that it has.</param>
    /// <param name="to">The indentation that it gets.</param>
    /// <param name="place">The file.</param>
    public static string Moved(TextSpan span, IEnumerable<TextChange> edits, string from, string to, FixPlace place)
    {
        var changes = edits.Where(edit => span.Contains(edit.Span)).ToList();
        foreach (var line in place.Text.Lines.Where(line => line.Start > span.Start && line.Start < span.End || line.Start == span.Start && from != to))
        {
            // Lines of a literal are text, and not indented by us, unless the literal is one whose indentation is not part of the text.
            var token = place.Root.FindToken(line.Start);
            var isInside = token.SpanStart < line.Start && line.Start < token.Span.End;
            if (place.Text.ToString(line.Span).StartsWith(from, StringComparison.Ordinal)
                && (!isInside || IsRaw(token) && CanMove(token, from, place.Text))
                && !changes.Any(change => change.Span.Contains(line.Start) || change.Span.Start == line.Start))
            {
                changes.Add(new TextChange(new TextSpan(line.Start, from.Length), to));
            }
        }

        var shifted = changes.OrderBy(change => change.Span.Start).Select(change => new TextChange(new TextSpan(change.Span.Start - span.Start, change.Span.Length), change.NewText ?? ""));
        return place.Text.GetSubText(span).WithChanges(shifted).ToString();
    }

    private static bool IsRaw(SyntaxToken token) => token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken);

    private static bool CanMove(SyntaxToken token, string from, SourceText text)
    {
        var last = text.Lines.GetLineFromPosition(token.Span.End).LineNumber;
        return Enumerable.Range(text.Lines.GetLineFromPosition(token.SpanStart).LineNumber + 1, last - text.Lines.GetLineFromPosition(token.SpanStart).LineNumber)
            .Select(number => text.Lines[number].ToString())
            .All(line => line.Trim().Length == 0 || line.StartsWith(from, StringComparison.Ordinal));
    }
}
