using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>A part of a parameter's value: characters, or an expression.</summary>
/// <param name="Characters">The characters; empty for an expression.</param>
/// <param name="Expression">The expression; null for characters.</param>
internal sealed record PastedPiece(string Characters, ExpressionSyntax? Expression)
{
    /// <summary>Reads what a diagnostic's properties say of a piece; null where it points nowhere.</summary>
    public static PastedPiece? Read(string text, FixPlace place)
    {
        if (text.StartsWith("'", StringComparison.Ordinal))
        {
            return new PastedPiece(text.Substring(1), null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < place.Diagnostic.AdditionalLocations.Count
            && place.Root.FindNode(place.Diagnostic.AdditionalLocations[index].SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression
            ? new PastedPiece("", WithoutEscaping(expression, place.Model))
            : null;
    }

    /// <summary>True where the piece is text in C#.</summary>
    public bool IsString(SemanticModel model) => Expression is null || model.GetTypeInfo(Expression).Type is { SpecialType: SpecialType.System_String or SpecialType.System_Object };

    /// <summary>The piece as the whole value of a parameter: what was pasted as no characters stays no characters.</summary>
    public string AsValue(SemanticModel model)
    {
        if (Expression is null)
        {
            return SymbolDisplay.FormatLiteral(Characters, quote: true);
        }

        var type = model.GetTypeInfo(Expression);
        if (type.Type is { SpecialType: SpecialType.System_String } && type.Nullability.FlowState is NullableFlowState.MaybeNull)
        {
            return AsOperand() + " ?? \"\"";
        }

        return type.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? "(object?)" + AsOperand() + " ?? DBNull.Value" : Expression.ToString();
    }

    /// <summary>The piece as a list that the driver can send: arrays and lists as they are, other sequences as an array.</summary>
    public string AsArray(SemanticModel model) =>
        Expression is not null && model.GetTypeInfo(Expression).Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "List", IsGenericType: true } ? Expression.ToString() : AsOperand() + ".ToArray()";

    /// <summary>The piece as an operand of a concatenation.</summary>
    public string AsOperand() => Expression switch
    {
        null => SymbolDisplay.FormatLiteral(Characters, quote: true),
        IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax => Expression.ToString(),
        _ => "(" + Expression + ")",
    };

    /// <summary>Doubling the apostrophes was the caller's way to stay inside the quotes; a parameter takes the value as it is.</summary>
    private static ExpressionSyntax WithoutEscaping(ExpressionSyntax expression, SemanticModel model)
    {
        if (Escaped(expression) is { } inner)
        {
            return WithoutEscaping(inner, model);
        }

        return expression is IdentifierNameSyntax
            && model.GetSymbolInfo(expression).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
            && references[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value }
            && Escaped(value) is { } escaped
            ? escaped
            : expression;
    }

    private static ExpressionSyntax? Escaped(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace", Expression: var receiver }, ArgumentList.Arguments: { Count: 2 } arguments }
        && arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "'" }
        && arguments[1].Expression is LiteralExpressionSyntax { Token.ValueText: "''" }
            ? receiver
            : null;
}
