using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Is a parameter of this name made beside the command, whatever becomes of it? Then it is not the name that is wrong.</summary>
internal static class LooseParameters
{
    /// <summary>True where the member around a text makes a parameter of a name.</summary>
    /// <param name="name">The name without its prefix.</param>
    /// <param name="text">The text with the placeholder.</param>
    public static bool IsMade(string name, SyntaxNode text) =>
        text.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && member.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)
            && string.Equals(literal.Token.ValueText.TrimStart('@', ':'), name, StringComparison.OrdinalIgnoreCase)
            && IsNameOfParameter(literal));

    private static bool IsNameOfParameter(LiteralExpressionSyntax literal) => literal.Parent switch
    {
        ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: var type } } => type.ToString().EndsWith("Parameter", StringComparison.Ordinal),
        AssignmentExpressionSyntax { Left: var target } => target.ToString().EndsWith("ParameterName", StringComparison.Ordinal),
        _ => false,
    };
}
