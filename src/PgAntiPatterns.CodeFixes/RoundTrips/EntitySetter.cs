using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>An assignment to a column of the rows that a loop walks over, as a call of <c>SetProperty</c>.</summary>
/// <param name="Property">The property.</param>
/// <param name="Reads">The properties of the same row that the value is made of.</param>
/// <param name="Text">The call, from its dot on.</param>
/// <param name="Declaration">The statement in front that fetches the value; null where it is written in the call.</param>
internal sealed record EntitySetter(string Property, IReadOnlyList<string> Reads, string Text, string? Declaration)
{
    /// <summary>The setter; null where a value is more than columns, sums of them and what is the same for all rows.</summary>
    public static EntitySetter? Of(StatementSyntax statement, LoopSyntax loop, FixPlace place)
    {
        var element = ((ForEachStatementSyntax)loop.Loop).Identifier.ValueText;
        if (statement is not ExpressionStatementSyntax { Expression: var expression } || TargetOf(expression) is not { } target || EntityColumn.Of(target, element, place) is not { } column)
        {
            return null;
        }

        var value = (expression as AssignmentExpressionSyntax)?.Right;
        var reads = (value is null ? [] : value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == element).Select(name => (name.Parent as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? "")).ToList();
        var call = $".SetProperty({element} => {target}, ";
        if (!expression.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            return IsNumber(target, place) && (value is null || IsSameType(target, value, place) && IsOfRow(value, element, place))
                ? new EntitySetter(column.Name, reads, call + $"{element} => {target} {Sign(expression)} {(value is null ? "1" : value is BinaryExpressionSyntax ? $"({value})" : value)})", null)
                : null;
        }

        if (reads.Count > 0)
        {
            var type = place.Model.GetTypeInfo(value!).Type;
            return (Is(type, column.Type) || Is(type, EntityColumn.Inner(column.Type))) && IsOfRow(value!, element, place) ? new EntitySetter(column.Name, reads, call + $"{element} => {value})", null) : null;
        }

        return Given(value!, column, loop, place) is var (text, declaration) ? new EntitySetter(column.Name, reads, call + text + ")", declaration) : null;
    }

    private static ExpressionSyntax? TargetOf(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression or (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression or (int)SyntaxKind.MultiplyAssignmentExpression, Left: var left } => left,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression, Operand: var operand } => operand,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression, Operand: var operand } => operand,
        _ => null,
    };

    private static char Sign(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpressionSyntax { OperatorToken.Text: var text } => text[0],
        PostfixUnaryExpressionSyntax { OperatorToken.Text: var text } => text[0],
        _ => ((PrefixUnaryExpressionSyntax)expression).OperatorToken.Text[0],
    };

    /// <summary>What the server makes of a row as C# does.</summary>
    private static bool IsOfRow(ExpressionSyntax value, string element, FixPlace place) => value switch
    {
        LiteralExpressionSyntax => true,
        ParenthesizedExpressionSyntax { Expression: var inner } => IsOfRow(inner, element, place),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => IsOfRow(operand, element, place),
        IdentifierNameSyntax { Identifier.ValueText: var name } => name != element && IsVariable(value, place),
        MemberAccessExpressionSyntax => EntityColumn.Of(value, element, place) is not null || place.Model.GetSymbolInfo(value).Symbol is IFieldSymbol { IsConst: true },
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression, Left: var left, Right: var right } =>
            IsNumber(left, place) && IsSameType(left, right, place) && IsOfRow(left, element, place) && IsOfRow(right, element, place),
        _ => false,
    };

    /// <summary>A value that is the same for all rows, and the statement that fetches it where the query would take it for a question to the server.</summary>
    private static (string Text, string? Declaration)? Given(ExpressionSyntax value, IPropertySymbol column, LoopSyntax loop, FixPlace place)
    {
        var natural = place.Model.GetTypeInfo(value).Type;
        if (place.Model.GetConstantValue(value).HasValue || value.IsKind(SyntaxKind.DefaultLiteralExpression))
        {
            return natural is null || value.IsKind(SyntaxKind.DefaultLiteralExpression) || !place.Model.Compilation.ClassifyConversion(natural, column.Type).IsImplicit ? ($"({EntityColumn.TypeName(column, value, place)}){(value is LiteralExpressionSyntax ? value : $"({value})")}", null) : (value.ToString(), null);
        }

        if (natural is null || !(Is(natural, column.Type) || Is(natural, EntityColumn.Inner(column.Type)) || IsNumber(value, place)) || value.DescendantNodesAndSelf().Any(IsMore))
        {
            return null;
        }

        var name = char.ToLowerInvariant(column.Name[0]) + column.Name.Substring(1);
        return IsVariable(value, place) || (value is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } && IsVariable(owner, place)) ? (value.ToString(), null)
            : loop.IsFree(name, place.Model) && SyntaxFacts.GetKeywordKind(name) is SyntaxKind.None ? (name, $"var {name} = {value};") : null;
    }

    private static bool IsMore(SyntaxNode node) => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax or DeclarationExpressionSyntax or ThrowExpressionSyntax
        or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression };

    private static bool IsVariable(ExpressionSyntax value, FixPlace place) =>
        value is IdentifierNameSyntax && place.Model.GetSymbolInfo(value).Symbol is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None } or IFieldSymbol;

    /// <summary>Numbers that the server adds up as C# does.</summary>
    private static bool IsNumber(ExpressionSyntax expression, FixPlace place) =>
        place.Model.GetTypeInfo(expression).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double;

    private static bool IsSameType(ExpressionSyntax first, ExpressionSyntax second, FixPlace place) =>
        Is(place.Model.GetTypeInfo(first).Type, place.Model.GetTypeInfo(second).Type) || (second is LiteralExpressionSyntax && IsNumber(second, place));

    private static bool Is(ITypeSymbol? first, ITypeSymbol? second) => SymbolEqualityComparer.Default.Equals(first, second);
}
