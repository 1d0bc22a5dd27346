using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>A method that hands its task out turned into one that awaits it.</summary>
internal static class AsyncMethods
{
    /// <summary>The edits; null where the method cannot be asynchronous, or returns something else than calls.</summary>
    public static IReadOnlyList<TextChange>? Awaiting(SyntaxNode returned)
    {
        var owner = returned.Ancestors().FirstOrDefault(node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax);
        var (body, modifiers, type, parameters) = owner switch
        {
            MethodDeclarationSyntax method => (method.Body, method.Modifiers, method.ReturnType, method.ParameterList),
            LocalFunctionStatementSyntax function => (function.Body, function.Modifiers, function.ReturnType, function.ParameterList),
            _ => (null, default, null, null),
        };
        if (body is null || type is null || modifiers.Any(SyntaxKind.AsyncKeyword) || parameters!.Parameters.Any(parameter => parameter.Modifiers.Any(SyntaxKind.RefKeyword) || parameter.Modifiers.Any(SyntaxKind.OutKeyword)))
        {
            return null;
        }

        var returns = body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        var hasResult = type is GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax };
        if (!hasResult || returns.Any(statement => statement.Expression is not InvocationExpressionSyntax))
        {
            return null;
        }

        var changes = returns.Select(statement => new TextChange(new TextSpan(statement.Expression!.SpanStart, 0), "await ")).ToList();
        changes.Add(new TextChange(new TextSpan(type.SpanStart, 0), "async "));
        return changes;
    }
}
