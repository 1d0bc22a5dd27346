using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A value of a row that a binary import writes. Nothing is converted there, and eight bytes of a moment are eight bytes of another kind of moment.</summary>
/// <param name="Text">The value.</param>
/// <param name="Type">The member of <c>NpgsqlDbType</c> that is given with it; null where the value tells.</param>
/// <param name="HasType">False where C# finds the expression's type by where it stands.</param>
internal sealed record CopiedValue(string Text, string? Type, bool HasType)
{
    /// <summary>The value in an expression; null where the server may take it for something else.</summary>
    public static CopiedValue? Of(ExpressionSyntax value, ExpressionSyntax? type, SemanticModel model) =>
        Inner(value, model) is { } inner && (type is not null || IsPlain(inner))
        && !value.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or DeclarationExpressionSyntax or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax || IsUnknownCall(node, model))
            ? new CopiedValue(value.ToString(), type?.ToString(), model.GetTypeInfo(value).Type is not null)
            : null;

    /// <summary>The value in a property of a row.</summary>
    public static CopiedValue? Of(string row, IPropertySymbol? property) => property is not null && IsPlain(EntityColumn.Inner(property.Type)) ? new CopiedValue(row + "." + property.Name, null, true) : null;

    private static bool IsPlain(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Decimal
        || type is { Name: "Guid", ContainingNamespace.Name: "System" };

    /// <summary>The type of what is written, behind the ways to say that it may be missing.</summary>
    private static ITypeSymbol? Inner(ExpressionSyntax value, SemanticModel model) => value switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => Inner(inner, model),
        CastExpressionSyntax { Expression: var inner } cast when model.GetTypeInfo(cast).Type?.SpecialType is SpecialType.System_Object => Inner(inner, model),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var left, Right: var right } when IsNull(right) => Inner(left, model),
        ConditionalExpressionSyntax { WhenTrue: var first, WhenFalse: var second } when IsNull(first) => Inner(second, model),
        ConditionalExpressionSyntax { WhenTrue: var first, WhenFalse: var second } when IsNull(second) => Inner(first, model),
        _ => model.GetTypeInfo(value).Type is { } type && type.SpecialType is not SpecialType.System_Object && type is not (IArrayTypeSymbol or IDynamicTypeSymbol or { TypeKind: TypeKind.Enum }) ? EntityColumn.Inner(type) : null,
    };

    private static bool IsNull(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsNull(inner),
        CastExpressionSyntax { Expression: var inner } => IsNull(inner),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "DBNull" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DBNull" } } => true,
        _ => false,
    };

    /// <summary>A method of the program's own may use the connection, which is busy while the rows are sent.</summary>
    public static bool IsUnknownCall(SyntaxNode node, SemanticModel model) =>
        node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax
        && (model.GetSymbolInfo(node).Symbol is not IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true } method || method.ContainingNamespace?.ToString().StartsWith("System", StringComparison.Ordinal) is not true || method.ContainingType.TypeKind is TypeKind.Delegate || method.ContainingType.Name is "Queryable" || method.ContainingNamespace.ToString().StartsWith("System.Data", StringComparison.Ordinal));
}
