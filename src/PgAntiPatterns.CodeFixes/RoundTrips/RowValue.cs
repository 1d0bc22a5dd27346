using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A value that is made of nothing but a row of a reader.</summary>
/// <param name="Place">The expression.</param>
/// <param name="Type">Its type, as it is written here.</param>
/// <param name="Column">The name or the number of the column that it is read from.</param>
internal sealed record RowValue(ExpressionSyntax Place, string Type, string Column)
{
    /// <summary>The largest such expression around a name of the reader; null where there is none, or where it is not evaluated for each row.</summary>
    public static RowValue? Around(IdentifierNameSyntax reader, SyntaxNode scope, FixPlace place)
    {
        ExpressionSyntax? found = null;
        for (SyntaxNode? node = reader.Parent; node is not null && node != scope; node = node.Parent)
        {
            if (node is ExpressionSyntax expression and (InvocationExpressionSyntax or ElementAccessExpressionSyntax or CastExpressionSyntax or ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or PostfixUnaryExpressionSyntax or IsPatternExpressionSyntax
                or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression or (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression or (int)SyntaxKind.IsExpression }))
            {
                if (!IsOfRow(expression, reader, place))
                {
                    break;
                }

                found = expression;
            }
            else if (node is not (MemberAccessExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or BracketedArgumentListSyntax))
            {
                break;
            }
        }

        if (found is ParenthesizedExpressionSyntax { Expression: var inner })
        {
            found = inner;
        }

        if (found is null || !IsAlwaysEvaluated(found, scope))
        {
            return null;
        }

        var info = place.Model.GetTypeInfo(found);
        var type = info.Type ?? info.ConvertedType;
        return type is null or IErrorTypeSymbol or IDynamicTypeSymbol or { IsRefLikeType: true } or { IsAnonymousType: true } || ColumnOf(found, reader) is not { } column
            ? null
            : new RowValue(found, TypeName(type, info, found, place), column);
    }

    private static string TypeName(ITypeSymbol type, TypeInfo info, ExpressionSyntax found, FixPlace place)
    {
        var isAnnotated = place.Model.GetNullableContext(found.SpanStart).AnnotationsEnabled();
        var maybeNull = isAnnotated && type.IsReferenceType && (info.Type is null || info.Nullability.FlowState is NullableFlowState.MaybeNull);
        return type.ToMinimalDisplayString(place.Model, NullableFlowState.NotNull, found.SpanStart).TrimEnd('?') + (maybeNull || type.OriginalDefinition.SpecialType is SpecialType.System_Nullable_T ? "?" : "");
    }

    /// <summary>True where nothing but the reader, constants and what is made of them is named.</summary>
    private static bool IsOfRow(ExpressionSyntax expression, IdentifierNameSyntax reader, FixPlace place) =>
        !expression.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or AnonymousFunctionExpressionSyntax or AssignmentExpressionSyntax or DeclarationPatternSyntax or DeclarationExpressionSyntax or VarPatternSyntax or ObjectCreationExpressionSyntax or ThrowExpressionSyntax)
        && expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().All(name => name.Identifier.ValueText == reader.Identifier.ValueText || place.Model.GetSymbolInfo(name).Symbol switch
        {
            INamespaceOrTypeSymbol or IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true } => true,
            IFieldSymbol { IsStatic: true, Name: "Value", ContainingType.Name: "DBNull" } => true,
            IMethodSymbol { Name: "ToString" } => true,
            IMethodSymbol { ContainingType.Name: "Convert" or "NpgsqlDataReader" or "DbDataReader" } => true,
            IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface, ContainingType.Name: "IDataReader" or "IDataRecord" } => true,
            _ => false,
        });

    private static bool IsAlwaysEvaluated(ExpressionSyntax found, SyntaxNode scope)
    {
        for (SyntaxNode node = found; node.Parent is { } parent && node != scope; node = parent)
        {
            var isConditional = parent switch
            {
                ConditionalExpressionSyntax choice => choice.Condition != node,
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression } either => either.Left != node,
                IfStatementSyntax choice => choice.Condition != node,
                CommonForEachStatementSyntax each => each is not ForEachStatementSyntax { Expression: var source } || source != node,
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } => true,
                WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax or ConditionalAccessExpressionSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax => true,
                _ => false,
            };
            if (isConditional && node != scope)
            {
                return false;
            }
        }

        return true;
    }

    private static string? ColumnOf(ExpressionSyntax found, IdentifierNameSyntax reader) => found.DescendantNodesAndSelf()
        .OfType<LiteralExpressionSyntax>().Where(literal => literal.Parent is ArgumentSyntax && literal.Kind() is SyntaxKind.NumericLiteralExpression or SyntaxKind.StringLiteralExpression)
        .FirstOrDefault(literal => literal.Ancestors().OfType<ExpressionSyntax>().Any(around => around is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner } } } && owner == reader.Identifier.ValueText || around is ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var indexed } } && indexed == reader.Identifier.ValueText))
        ?.Token.ValueText;
}
