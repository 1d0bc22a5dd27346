using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Puts characters where a value was pasted into text: inside an interpolated string, or between the operands of a concatenation.</summary>
internal static class StringPieces
{
    /// <summary>The edit that puts characters in the place of a region; null where the region does not lie in one string, or in literals of one kind that are added.</summary>
    public static TextChange? Replace(SyntaxNode root, TextSpan region, string characters, SourceText text)
    {
        var first = root.FindToken(region.Start);
        if (InterpolatedOf(first) is { } whole && whole.Span.Contains(region))
        {
            // A part of a hole, an operand of what is added up in it, cannot be put apart from the rest.
            var holes = whole.Contents.Where(content => content is InterpolationSyntax && content.Span.OverlapsWith(region)).ToList();
            return holes.Count > 0 && holes.All(hole => region.Contains(hole.Span))
                ? new TextChange(region, whole.StringStartToken.Text.Count(character => character == '$') == 1 ? Doubled(characters) : characters)
                : null;
        }

        if (FormatCalls.Of(root, region) is not null)
        {
            return new TextChange(region, characters);
        }

        if (AppendChains.Replace(root, region, characters) is { } appended)
        {
            return HasComment(root, appended.Span) ? null : appended;
        }

        // Adding: the region runs from inside one literal to inside the next, or to the end of the last operand.
        var left = LiteralAt(root, region.Start);
        if (left is null || root.FindNode(region, getInnermostNodeForTie: true) is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } || HasComment(root, region))
        {
            return null;
        }

        var right = LiteralAt(root, region.End);
        if (right is null)
        {
            return region.Start >= left.Span.End - 1 || left.Span.Contains(region.Start) ? new TextChange(region, characters + Closing(left)) : null;
        }

        return right != left && KindOf(left) == KindOf(right) && KindOf(left) is not null ? new TextChange(region, characters) : null;
    }

    /// <summary>The edits that make a plain literal of an interpolated string, none of whose holes stays.</summary>
    public static IEnumerable<TextChange> Plain(InterpolatedStringExpressionSyntax whole, IReadOnlyCollection<TextSpan> replaced)
    {
        if (whole.Contents.Any(content => content is InterpolationSyntax && !replaced.Any(region => region.Contains(content.Span))))
        {
            yield break;
        }

        var start = whole.StringStartToken;
        yield return new TextChange(start.Span, start.Text.Replace("$", ""));
        if (start.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken) || start.IsKind(SyntaxKind.InterpolatedSingleLineRawStringStartToken))
        {
            yield break;
        }

        foreach (var token in whole.Contents.OfType<InterpolatedStringTextSyntax>().Select(content => content.TextToken))
        {
            for (var at = 0; at + 1 < token.Text.Length; at++)
            {
                if (token.Text[at] is '{' or '}' && token.Text[at + 1] == token.Text[at])
                {
                    var brace = new TextSpan(token.SpanStart + at, 1);
                    if (!replaced.Any(region => region.Contains(brace)))
                    {
                        yield return new TextChange(brace, "");
                    }

                    at++;
                }
            }
        }
    }

    /// <summary>The interpolated string that a token belongs to.</summary>
    public static InterpolatedStringExpressionSyntax? InterpolatedOf(SyntaxToken token) => token.Parent?.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().FirstOrDefault();

    private static string Doubled(string characters) => characters.Replace("{", "{{").Replace("}", "}}");

    private static bool HasComment(SyntaxNode root, TextSpan region) =>
        root.DescendantTrivia(region).Any(trivia => trivia.Span.OverlapsWith(region) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective));

    /// <summary>The literal inside of which, or at the closing quote of which, a position lies.</summary>
    internal static ExpressionSyntax? LiteralAt(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        return token.Parent switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) && position > literal.SpanStart && position < literal.Span.End => literal,
            _ => InterpolatedOf(token) is { } whole && position > whole.SpanStart && position < whole.Span.End ? whole : null,
        };
    }

    internal static string? KindOf(ExpressionSyntax literal) => literal switch
    {
        LiteralExpressionSyntax { Token: var token } when token.IsKind(SyntaxKind.StringLiteralToken) => token.Text.StartsWith("@", StringComparison.Ordinal) ? "verbatim" : "regular",
        InterpolatedStringExpressionSyntax { StringStartToken.Text: var start } when !start.Contains("\"\"\"") => start.Contains('@') ? "interpolated verbatim" : "interpolated",
        _ => null,
    };

    private static string Closing(ExpressionSyntax literal) => literal is InterpolatedStringExpressionSyntax interpolated ? interpolated.StringEndToken.Text : KindOf(literal) is null ? "" : "\"";
}
