using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>The value behind what an expression does to be pasted.</summary>
internal static class PastedExpression
{
    /// <summary>Doubling the apostrophes was the caller's way to stay inside the quotes; a parameter takes the value as it is.</summary>
    public static ExpressionSyntax WithoutEscaping(ExpressionSyntax expression, SemanticModel model)
    {
        if (Escaped(expression) is { } inner)
        {
            return WithoutEscaping(inner, model);
        }

        return LocalValue(expression, model) is { } value && Escaped(value) is { } escaped ? escaped : expression;
    }

    /// <summary>The Value of a nullable fails where the nullable itself is NULL.</summary>
    public static ExpressionSyntax WithoutValue(ExpressionSyntax expression, SemanticModel model) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var nullable, Parent: not InterpolationSyntax { FormatClause: not null } }
        && model.GetTypeInfo(nullable).Type is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            ? nullable
            : expression;

    /// <summary>What a variable is declared with.</summary>
    public static ExpressionSyntax? LocalValue(ExpressionSyntax expression, SemanticModel model) =>
        expression is IdentifierNameSyntax
        && model.GetSymbolInfo(expression).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
        && references[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? value
            : null;

    private static ExpressionSyntax? Escaped(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace", Expression: var receiver }, ArgumentList.Arguments: { Count: 2 } arguments }
        && arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "'" }
        && arguments[1].Expression is LiteralExpressionSyntax { Token.ValueText: "''" }
            ? receiver
            : null;
}
