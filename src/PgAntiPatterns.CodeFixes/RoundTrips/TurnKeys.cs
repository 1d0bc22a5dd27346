using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Are the keys of all turns known before the loop, and is the answer for each of them then what its turn would have got?</summary>
internal static class TurnKeys
{
    /// <summary>False where a turn may change its key or that of another, may have none, opens the connection itself or calls what may write.</summary>
    public static bool AreKnown(LoopSyntax loop, SyntaxNode query, ExpressionSyntax key, SemanticModel model)
    {
        if (loop.Loop is not ForEachStatementSyntax { Identifier.ValueText: var element }
            || model.GetSymbolInfo(key).Symbol is IPropertySymbol property && MemberWrites.MayBeIn(loop.Body, property, model))
        {
            return false;
        }

        return !loop.Body.DescendantNodes().Any(node => node switch
        {
            InvocationExpressionSyntax call when call != query => model.GetSymbolInfo(call).Symbol is IMethodSymbol method
                && (ServerCalls.IsOpen(method)
                    || method.Name is "Open" or "OpenAsync" or "Close" or "CloseAsync" && IsConnection(method.ContainingType)
                    || call.SpanStart < query.SpanStart && !query.Span.Contains(call.Span) && !ServerCalls.IsOfALibrary(method) && IsGiven(call, element)),
            BinaryExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } => name == element,
            IsPatternExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } => name == element,
            ConditionalAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } => name == element,
            _ => false,
        });
    }

    private static bool IsGiven(InvocationExpressionSyntax call, string element) =>
        call.ArgumentList.Arguments.Any(argument => argument.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == element)
        || call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner } } && owner == element;

    private static bool IsConnection(ITypeSymbol type) => type.Name.EndsWith("Connection", StringComparison.Ordinal) || type.Name is "DatabaseFacade" or "RelationalDatabaseFacadeExtensions";
}
