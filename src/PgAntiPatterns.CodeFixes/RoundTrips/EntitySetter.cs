using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>An assignment to a column of an entity, as a call of <c>SetProperty</c>.</summary>
/// <param name="Property">The property.</param>
/// <param name="Reads">The properties of the same entity that the value is made of.</param>
/// <param name="Text">The call, from its dot on.</param>
internal sealed record EntitySetter(string Property, IReadOnlyList<string> Reads, string Text)
{
    private static readonly HashSet<string> Scalars = ["DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid"];

    /// <summary>The setter; null where a value is more than constants, variables, columns and sums of them.</summary>
    public static EntitySetter? Of(StatementSyntax statement, string element, INamedTypeSymbol entity, FixPlace place)
    {
        var (target, value) = statement switch
        {
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left, Right: var right } } => (left, right.ToString()),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression or (int)SyntaxKind.MultiplyAssignmentExpression, Left: var left, Right: var right } assignment }
                when IsNumber(left, place) && IsSameType(left, right, place) => (left, $"{left} {assignment.OperatorToken.Text[0]} {(right is BinaryExpressionSyntax ? $"({right})" : right)}"),
            ExpressionStatementSyntax { Expression: PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression, Operand: var operand } step } when IsNumber(operand, place) => (operand, $"{operand} {step.OperatorToken.Text[0]} 1"),
            _ => (null, ""),
        };
        if (target is null || ColumnOf(target, element, place) is not { } column)
        {
            return null;
        }

        var given = statement.DescendantNodes().OfType<AssignmentExpressionSyntax>().FirstOrDefault()?.Right;
        if (given is not null && !IsValue(given, element, place))
        {
            return null;
        }

        var reads = (given is null ? [] : given.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Where(access => ColumnOf(access, element, place) is not null).Select(access => access.Name.Identifier.ValueText)).ToList();
        var isOwn = reads.Count > 0 || value.StartsWith(target + " ", StringComparison.Ordinal);
        var text = isOwn ? $"{element} => {value}"
            : given is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } ? $"({TypeName(column, target, place)}){value}" : value;
        return new EntitySetter(column.Name, reads, $".SetProperty({element} => {target}, {text})");
    }

    /// <summary>A property that EF Core keeps in a column by convention; null for others.</summary>
    private static IPropertySymbol? ColumnOf(ExpressionSyntax target, string element, FixPlace place) =>
        target is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner } } && owner == element
        && place.Model.GetSymbolInfo(target).Symbol is IPropertySymbol { IsStatic: false, GetMethod.DeclaredAccessibility: Accessibility.Public, SetMethod: { IsInitOnly: false } } property
        && property.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax(place.Cancellation) is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } && accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null)
        && !property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "NotMappedAttribute" or "DatabaseGeneratedAttribute")
        && IsScalar(property.Type)
            ? property
            : null;

    private static bool IsScalar(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
        {
            type = inner;
        }

        return type.TypeKind is TypeKind.Enum
            || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_String or SpecialType.System_DateTime
            || Scalars.Contains(type.Name) && type.ContainingNamespace.Name == "System";
    }

    private static bool IsValue(ExpressionSyntax value, string element, FixPlace place) => value switch
    {
        LiteralExpressionSyntax => true,
        ParenthesizedExpressionSyntax { Expression: var inner } => IsValue(inner, element, place),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax } => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner } } when owner == element => ColumnOf(value, element, place) is not null,
        IdentifierNameSyntax { Identifier.ValueText: var name } when name != element => place.Model.GetSymbolInfo(value).Symbol is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None } or IFieldSymbol,
        MemberAccessExpressionSyntax => place.Model.GetSymbolInfo(value).Symbol is IFieldSymbol { IsConst: true },
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression, Left: var left, Right: var right } =>
            IsNumber(left, place) && IsSameType(left, right, place) && IsValue(left, element, place) && IsValue(right, element, place),
        _ => false,
    };

    /// <summary>Numbers that the server adds up as C# does.</summary>
    private static bool IsNumber(ExpressionSyntax expression, FixPlace place) =>
        place.Model.GetTypeInfo(expression).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double;

    private static bool IsSameType(ExpressionSyntax first, ExpressionSyntax second, FixPlace place) =>
        SymbolEqualityComparer.Default.Equals(place.Model.GetTypeInfo(first).Type, place.Model.GetTypeInfo(second).Type) || second is LiteralExpressionSyntax && IsNumber(second, place);

    private static string TypeName(IPropertySymbol column, SyntaxNode target, FixPlace place) =>
        column.Type.ToMinimalDisplayString(place.Model, column.Type.IsReferenceType && place.Model.GetNullableContext(target.SpanStart).AnnotationsEnabled() ? NullableFlowState.MaybeNull : NullableFlowState.None, target.SpanStart);
}
