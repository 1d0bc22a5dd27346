using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>The cancellation token that a new call is given.</summary>
internal static class Tokens
{
    /// <summary>The token that a call passes on itself; null where it passes none.</summary>
    public static string? PassedBy(SyntaxNode call, SemanticModel model) => Passed(call, model)?.ToString();

    /// <summary>The token for a call that comes in front of another one: the other's, or the only one that the method is given.</summary>
    /// <param name="call">The call that is there.</param>
    /// <param name="position">Where the new one goes.</param>
    /// <param name="model">The model.</param>
    public static string? For(SyntaxNode call, int position, SemanticModel model)
    {
        var visible = model.LookupSymbols(position);
        if (Passed(call, model) is { } passed && model.GetSymbolInfo(Root(passed)).Symbol is { } root && (root is not ILocalSymbol || visible.Contains(root, SymbolEqualityComparer.Default)))
        {
            return root is ILocalSymbol local && local.DeclaringSyntaxReferences.Any(reference => reference.Span.Start > position) ? null : passed.ToString();
        }

        var given = visible.OfType<IParameterSymbol>().Where(parameter => IsToken(parameter.Type)).ToList();
        return given is [var only] ? only.Name : null;
    }

    private static ExpressionSyntax? Passed(SyntaxNode call, SemanticModel model) =>
        (call as InvocationExpressionSyntax)?.ArgumentList.Arguments.Select(argument => argument.Expression)
            .LastOrDefault(expression => expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && IsToken(model.GetTypeInfo(expression).Type));

    private static ExpressionSyntax Root(ExpressionSyntax token) => token is MemberAccessExpressionSyntax { Expression: var owner } ? Root(owner) : token;

    private static bool IsToken(ITypeSymbol? type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };
}
