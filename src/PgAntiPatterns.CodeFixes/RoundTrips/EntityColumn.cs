using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The properties of an entity that are columns.</summary>
internal static class EntityColumn
{
    private static readonly HashSet<string> Scalars = ["DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid"];

    /// <summary>A property that EF Core keeps in a column by convention; null for others, and for the key.</summary>
    public static IPropertySymbol? Of(ExpressionSyntax target, string element, FixPlace place) =>
        target is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner } } && owner == element
        && place.Model.GetSymbolInfo(target).Symbol is IPropertySymbol { IsStatic: false, GetMethod.DeclaredAccessibility: Accessibility.Public, SetMethod: { IsInitOnly: false }, DeclaringSyntaxReferences: [var reference] } property
        && reference.GetSyntax(place.Cancellation) is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } && accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null)
        && !property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "NotMappedAttribute" or "DatabaseGeneratedAttribute" or "KeyAttribute")
        && IsScalar(Inner(property.Type))
            ? property
            : null;

    private static bool IsScalar(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Enum
        || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_String
        || (Scalars.Contains(type.Name) && type.ContainingNamespace.Name == "System");

    /// <summary>The type behind a question mark.</summary>
    public static ITypeSymbol Inner(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner : type;

    /// <summary>The column's type as it is written at a place.</summary>
    public static string TypeName(IPropertySymbol column, SyntaxNode target, FixPlace place) =>
        column.Type.ToMinimalDisplayString(place.Model, column.Type.IsReferenceType && place.Model.GetNullableContext(target.SpanStart).AnnotationsEnabled() ? NullableFlowState.MaybeNull : NullableFlowState.None, target.SpanStart);
}
