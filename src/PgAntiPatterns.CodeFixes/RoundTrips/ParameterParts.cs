using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>What an expression that makes a parameter is made of.</summary>
internal static class ParameterParts
{
    /// <summary>The parameter that a call is handed, or the call that makes one.</summary>
    public static ExpressionSyntax Created(ExpressionSyntax added) =>
        added is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: BaseObjectCreationExpressionSyntax created }] } ? created : added;

    /// <summary>The name in an expression that makes a parameter; null where it has a number.</summary>
    public static string? NameIn(ExpressionSyntax added) =>
        added.DescendantNodes().OfType<LiteralExpressionSyntax>().FirstOrDefault(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && IsName(literal))?.Token.ValueText.TrimStart('@', ':');

    /// <summary>True for a literal that stands where a name does.</summary>
    public static bool IsName(LiteralExpressionSyntax literal) => literal.Token.ValueText.Length > 0 && literal.Parent switch
    {
        ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax list } argument => list.Arguments[0] == argument && (list.Arguments.Count > 1 || list.Parent is BaseObjectCreationExpressionSyntax),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "ParameterName" } } => true,
        _ => false,
    };

    /// <summary>True for a value that only stands in for the one that comes later.</summary>
    public static bool IsZero(ExpressionSyntax part) => part is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } or DefaultExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression };

    /// <summary>What a parameter is made of; null where that is more than its name, type and value.</summary>
    public static List<ExpressionSyntax>? Of(ExpressionSyntax made)
    {
        var arguments = made switch
        {
            InvocationExpressionSyntax call => call.ArgumentList.Arguments,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            _ => default,
        };
        var given = arguments.Select(argument => argument.NameColon is null ? argument.Expression : null).ToList();
        foreach (var assigned in (made as BaseObjectCreationExpressionSyntax)?.Initializer?.Expressions ?? default)
        {
            given.Add(assigned is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "ParameterName" or "NpgsqlDbType" or "Value" or "TypedValue" }, Right: var value } ? value : null);
        }

        return given.Contains(null) ? null : given.OfType<ExpressionSyntax>().ToList();
    }
}
