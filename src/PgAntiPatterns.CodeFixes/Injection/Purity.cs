using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>May an expression be evaluated a little later than it stands, or once more?</summary>
internal static class Purity
{
    /// <summary>Types whose methods only compute; of strings and numbers no method does anything else.</summary>
    private static readonly HashSet<string> Types = ["System.Text.RegularExpressions.Regex", "System.Text.RegularExpressions.Match", "System.Text.RegularExpressions.Capture", "System.Math", "System.Convert", "System.IO.Path", "System.Net.WebUtility", "System.Uri"];

    private static readonly HashSet<string> Methods = ["ToString", "ToArray", "ToList"];

    /// <summary>True where reading an expression again, or a little later, gives the same and does nothing else.</summary>
    public static bool IsPure(ExpressionSyntax expression, SemanticModel model) => expression.DescendantNodesAndSelf().All(node => node switch
    {
        InvocationExpressionSyntax call => IsComputation(call, model),
        AwaitExpressionSyntax or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax or BaseObjectCreationExpressionSyntax or DeclarationExpressionSyntax => false,
        PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        PrefixUnaryExpressionSyntax prefix => !prefix.IsKind(SyntaxKind.PreIncrementExpression) && !prefix.IsKind(SyntaxKind.PreDecrementExpression),
        _ => true,
    });

    private static bool IsComputation(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { } type } method
        && (Methods.Contains(method.Name)
            || type.SpecialType is SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Boolean or SpecialType.System_DateTime
            || type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double
            || Types.Contains(type.ToDisplayString()))
        && method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In);
}
