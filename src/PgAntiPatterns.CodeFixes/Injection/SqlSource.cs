using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>A stretch of SQL as it stands in the C# source.</summary>
internal static class SqlSource
{
    /// <summary>The place that a rule gave under a number; null where the fix cannot write there: another file, or characters that C# escapes.</summary>
    public static TextSpan? At(FixPlace place, int index)
    {
        if (Located(place, index) is not { } span)
        {
            return null;
        }

        if (IsPlain(place.Text.ToString(span)))
        {
            return span;
        }

        // The holes of an interpolated string may hold any C#.
        return StringPieces.InterpolatedOf(place.Root.FindToken(span.Start)) is { } whole
            && whole.StringStartToken.Span.End <= span.Start && span.End <= whole.StringEndToken.SpanStart
            && whole.Contents.OfType<InterpolatedStringTextSyntax>().All(text => text.Span.Intersection(span) is not { } part || IsPlain(place.Text.ToString(part)))
            ? span
            : null;
    }

    /// <summary>The place of C# that a rule gave under a number; null where it lies in another file.</summary>
    public static TextSpan? Located(FixPlace place, int index) =>
        index < place.Diagnostic.AdditionalLocations.Count && place.Diagnostic.AdditionalLocations[index] is { IsInSource: true } location && location.SourceTree == place.Root.SyntaxTree
            ? location.SourceSpan
            : null;

    /// <summary>A quote or backslash means an escape, or several literals that are joined.</summary>
    private static bool IsPlain(string text) => text.IndexOfAny(['"', '\\']) < 0;
}
