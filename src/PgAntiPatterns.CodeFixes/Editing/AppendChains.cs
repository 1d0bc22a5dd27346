using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Puts characters where a value was appended: <c>.Append("a = '").Append(x).Append("'")</c> becomes <c>.Append("a = @x")</c>.</summary>
internal static class AppendChains
{
    /// <summary>The edit; null where the region does not run through calls of Append in one chain.</summary>
    public static TextChange? Replace(SyntaxNode root, TextSpan region, string characters)
    {
        if (StringPieces.LiteralAt(root, region.Start) is not LiteralExpressionSyntax left
            || StringPieces.KindOf(left) is not { } kind
            || CallOf(left) is not { } first
            || root.FindNode(region, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => call.Span.Contains(region)) is not { } last)
        {
            return null;
        }

        for (var call = last; call != first; call = (InvocationExpressionSyntax)((MemberAccessExpressionSyntax)call.Expression).Expression)
        {
            if (!IsAppend(call) || ((MemberAccessExpressionSyntax)call.Expression).Expression is not InvocationExpressionSyntax)
            {
                return null;
            }
        }

        return last.ArgumentList.Arguments[0].Expression switch
        {
            // What follows the value in the next literal stays behind the placeholder.
            LiteralExpressionSyntax right when right != left && StringPieces.KindOf(right) == kind && right.Span.Contains(region.End) => new TextChange(region, characters),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.CharacterLiteralExpression } => new TextChange(TextSpan.FromBounds(region.Start, last.Span.End), characters + "\")"),
            var value when value.Span.End == region.End => new TextChange(TextSpan.FromBounds(region.Start, last.Span.End), characters + "\")"),
            _ => null,
        };
    }

    private static InvocationExpressionSyntax? CallOf(ExpressionSyntax literal) =>
        literal.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && IsAppend(call) ? call : null;

    private static bool IsAppend(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append" }, ArgumentList.Arguments.Count: 1 };
}
