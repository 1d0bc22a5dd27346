using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Takes a format away whose items have all become something else: <c>string.Format("a = '{0}'", x)</c> becomes <c>"a = @x"</c>.</summary>
internal static class FormatCalls
{
    /// <summary>The call whose format holds a region; null where the region does not lie in one.</summary>
    public static InvocationExpressionSyntax? Of(SyntaxNode root, TextSpan region) =>
        StringPieces.LiteralAt(root, region.Start) is LiteralExpressionSyntax literal
        && literal.Span.Contains(region)
        && literal.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Format" or "AppendFormat" } } call }
        && call.ArgumentList.Arguments[0].Expression == literal
            ? call
            : null;

    /// <summary>The edits that leave only the literal; null where one of its items stays.</summary>
    /// <param name="call">The call.</param>
    /// <param name="replaced">The regions of the literal that are replaced.</param>
    public static IEnumerable<TextChange>? Unwrap(InvocationExpressionSyntax call, IReadOnlyCollection<TextSpan> replaced)
    {
        var literal = (LiteralExpressionSyntax)call.ArgumentList.Arguments[0].Expression;
        var changes = new List<TextChange>();
        var text = literal.Token.Text;
        for (var at = 0; at < text.Length; at++)
        {
            var position = new TextSpan(literal.SpanStart + at, 1);
            if (text[at] is not ('{' or '}') || replaced.Any(region => region.Contains(position)))
            {
                continue;
            }

            if (at + 1 >= text.Length || text[at + 1] != text[at])
            {
                return null;
            }

            changes.Add(new TextChange(position, ""));
            at++;
        }

        var access = (MemberAccessExpressionSyntax)call.Expression;
        if (access.Name.Identifier.ValueText == "Format")
        {
            changes.Add(new TextChange(TextSpan.FromBounds(call.SpanStart, literal.SpanStart), ""));
            changes.Add(new TextChange(TextSpan.FromBounds(literal.Span.End, call.Span.End), ""));
        }
        else
        {
            changes.Add(new TextChange(access.Name.Span, "Append"));
            changes.Add(new TextChange(TextSpan.FromBounds(literal.Span.End, call.ArgumentList.CloseParenToken.SpanStart), ""));
        }

        return changes;
    }
}
