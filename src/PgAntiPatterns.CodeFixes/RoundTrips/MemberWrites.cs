using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>May code set a member of an object, by whatever name it knows the object, itself or in a method that it calls?</summary>
internal static class MemberWrites
{
    private const int MaxDepth = 3;

    /// <summary>True where the property may be set, of any object.</summary>
    public static bool MayBeIn(SyntaxNode part, IPropertySymbol property, SemanticModel model) =>
        MayBeIn(part, property.ContainingType, written => SymbolEqualityComparer.Default.Equals(written.OriginalDefinition, property.OriginalDefinition), model, 0);

    /// <summary>True where any member of objects of a type may be set.</summary>
    public static bool MayBeIn(SyntaxNode part, ITypeSymbol type, SemanticModel model) =>
        MayBeIn(part, type, written => IsOrInherits(type, written.ContainingType), model, 0);

    private static bool MayBeIn(SyntaxNode part, ITypeSymbol type, Func<ISymbol, bool> isMeant, SemanticModel model, int depth) => part.DescendantNodesAndSelf().Any(node => node switch
    {
        InvocationExpressionSyntax call => model.GetSymbolInfo(call).Symbol is IMethodSymbol method && MaySet(call, method, type, isMeant, model, depth),
        _ => Target(node) is { } target && model.GetSymbolInfo(target).Symbol is { } written && isMeant(written),
    });

    /// <summary>A method of the program's own sets it in its code; one without code may where it is given such an object.</summary>
    private static bool MaySet(InvocationExpressionSyntax call, IMethodSymbol method, ITypeSymbol type, Func<ISymbol, bool> isMeant, SemanticModel model, int depth)
    {
        if (ServerCalls.IsOfALibrary(method))
        {
            return false;
        }

        if (method.DeclaringSyntaxReferences.IsEmpty || depth >= MaxDepth)
        {
            return call.ArgumentList.Arguments.Select(argument => argument.Expression).Append((call.Expression as MemberAccessExpressionSyntax)?.Expression).OfType<ExpressionSyntax>()
                .Any(given => model.GetTypeInfo(given).Type is { } handed && IsOrInherits(handed, type));
        }

        return method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Any(body =>
            MayBeIn(body, type, isMeant, body.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(body.SyntaxTree), depth + 1));
    }

    private static SyntaxNode? Target(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax or IdentifierNameSyntax or MemberBindingExpressionSyntax } assignment when assignment.Parent is not InitializerExpressionSyntax => assignment.Left,
        PostfixUnaryExpressionSyntax postfix when !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression) => postfix.Operand,
        PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression) => prefix.Operand,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 and not (int)SyntaxKind.InKeyword, Expression: var passed } => passed,
        _ => null,
    };

    private static bool IsOrInherits(ITypeSymbol type, ITypeSymbol? other)
    {
        for (var declaring = type; declaring is not null && other is not null; declaring = declaring.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(declaring.OriginalDefinition, other.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
