using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Rows read into a list, where they were read while somebody walks through them.</summary>
internal static class Buffering
{
    /// <summary>The argument that says that rows are not to be buffered; null where there is none by name.</summary>
    public static ArgumentSyntax? Argument(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault(argument => argument is { NameColon.Name.Identifier.ValueText: "buffered", Expression.RawKind: (int)SyntaxKind.FalseLiteralExpression });

    /// <summary>The argument with the comma in front of it.</summary>
    public static TextSpan RemovalOf(ArgumentSyntax argument)
    {
        var arguments = ((ArgumentListSyntax)argument.Parent!).Arguments;
        var index = arguments.IndexOf(argument);
        return index == 0 ? argument.Span : TextSpan.FromBounds(arguments.GetSeparator(index - 1).SpanStart, argument.Span.End);
    }

    /// <summary>The edits that make a loop over a query one over a list; null where that cannot be written here.</summary>
    public static IReadOnlyList<TextChange>? Loop(CommonForEachStatementSyntax loop, SemanticModel model)
    {
        if (loop.Expression is InvocationExpressionSyntax call && Argument(call) is { } unbuffered)
        {
            return [new TextChange(RemovalOf(unbuffered), "")];
        }

        var (query, token) = Query(loop.Expression);
        var type = model.GetTypeInfo(query).Type;
        var isAsync = Disposals.IsInAsyncCode(loop);
        var member = isAsync ? "ToListAsync" : "ToList";
        if (type is null || model.LookupSymbols(loop.SpanStart, type, member, includeReducedExtensionMethods: true).IsEmpty || query is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax))
        {
            return null;
        }

        var changes = new List<TextChange>();
        if (loop.AwaitKeyword.RawKind != 0)
        {
            changes.Add(new TextChange(TextSpan.FromBounds(loop.AwaitKeyword.SpanStart, loop.ForEachKeyword.SpanStart), ""));
        }

        changes.Add(new TextChange(loop.Expression.Span, (isAsync ? "await " : "") + query + "." + member + "(" + (isAsync ? token : "") + ")"));
        return changes;
    }

    /// <summary>The query behind <c>AsAsyncEnumerable()</c> and <c>WithCancellation(token)</c>, and the token.</summary>
    private static (ExpressionSyntax Query, string Token) Query(ExpressionSyntax expression)
    {
        var token = "";
        var current = expression;
        while (current is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsAsyncEnumerable" or "AsEnumerable" or "WithCancellation" } access } call)
        {
            token = call.ArgumentList.Arguments.FirstOrDefault()?.ToString() ?? token;
            current = access.Expression;
        }

        return (current, token);
    }
}
