using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>A part of a parameter's value: characters, or an expression.</summary>
/// <param name="Characters">The characters; empty for an expression.</param>
/// <param name="Expression">The expression; null for characters.</param>
internal sealed record PastedPiece(string Characters, ExpressionSyntax? Expression)
{
    /// <summary>True where the value is read also on ways on which nothing has checked it for null.</summary>
    private bool IsReadUnchecked { get; init; }

    /// <summary>Reads what a diagnostic's properties say of a piece; null where it points nowhere.</summary>
    /// <param name="text">The piece as the properties hold it.</param>
    /// <param name="isConditional">True where the value was pasted on some ways through the program only.</param>
    /// <param name="place">Where the fix is asked for.</param>
    public static PastedPiece? Read(string text, bool isConditional, FixPlace place)
    {
        if (text.StartsWith("'", StringComparison.Ordinal))
        {
            return new PastedPiece(text.Substring(1), null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < place.Diagnostic.AdditionalLocations.Count
            && place.Root.FindNode(place.Diagnostic.AdditionalLocations[index].SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression
            ? new PastedPiece("", isConditional ? PastedExpression.WithoutValue(PastedExpression.WithoutEscaping(expression, place.Model), place.Model) : PastedExpression.WithoutEscaping(expression, place.Model)) { IsReadUnchecked = isConditional }
            : null;
    }

    /// <summary>True where the piece is text in C#.</summary>
    public bool IsString(SemanticModel model) => Expression is null || Formatted is not null || model.GetTypeInfo(Expression).Type is { SpecialType: SpecialType.System_String or SpecialType.System_Object };

    /// <summary>The piece as the whole value of a parameter: what was pasted as no characters stays no characters.</summary>
    public string AsValue(SemanticModel model)
    {
        if (Expression is null)
        {
            return SymbolDisplay.FormatLiteral(Characters, quote: true);
        }

        if (Formatted is { } formatted)
        {
            return formatted;
        }

        var type = model.GetTypeInfo(Expression);
        if (type.Type is { SpecialType: SpecialType.System_String } && (type.Nullability.FlowState is NullableFlowState.MaybeNull || ((IsReadUnchecked || type.Nullability.FlowState is NullableFlowState.None) && !IsMade(Expression, model))))
        {
            return AsOperand() + " ?? \"\"";
        }

        return type.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            ? "(object?)" + Sendable(inner, "?") + " ?? DBNull.Value"
            : Sendable(type.Type, "");
    }

    /// <summary>The expression as a type that Npgsql sends: it knows no unsigned numbers, and of moments those of UTC.</summary>
    private string Sendable(ITypeSymbol? type, string nullable) => type switch
    {
        { SpecialType: SpecialType.System_UInt16 } => "(int" + nullable + ")" + AsOperand(),
        { SpecialType: SpecialType.System_UInt32 } => "(long" + nullable + ")" + AsOperand(),
        { SpecialType: SpecialType.System_UInt64 } => "(decimal" + nullable + ")" + AsOperand(),
        { Name: "DateTimeOffset", ContainingNamespace.Name: "System" } => AsOperand() + nullable + ".ToUniversalTime()",
        _ => nullable.Length > 0 ? AsOperand() : Expression!.ToString(),
    };

    /// <summary>The piece as a list that the driver can send: arrays and lists as they are, other sequences as an array.</summary>
    public string AsArray(SemanticModel model) =>
        Expression is not null && model.GetTypeInfo(Expression).Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "List", IsGenericType: true } ? Expression.ToString() : AsOperand() + ".ToArray()";

    /// <summary>The piece as an operand of a concatenation.</summary>
    public string AsOperand() => Expression switch
    {
        null => SymbolDisplay.FormatLiteral(Characters, quote: true),
        _ when Formatted is { } formatted => formatted,
        IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax => Expression.ToString(),
        _ => "(" + Expression + ")",
    };

    /// <summary>True for a DateTime, whose kind nobody knows.</summary>
    public bool IsDateTime(SemanticModel model) =>
        Expression is not null && Formatted is null && model.GetTypeInfo(Expression).Type is { SpecialType: SpecialType.System_DateTime } or INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_DateTime }] };

    /// <summary>True for a Guid, which is quoted wherever it stands.</summary>
    public bool IsGuid(SemanticModel model) => Expression is not null && model.GetTypeInfo(Expression).Type is { Name: "Guid", ContainingNamespace.Name: "System" };

    /// <summary>True where text was made of something that is none, by a format or by ToString.</summary>
    public bool IsWritten(SemanticModel model) => Expression is not null && (Formatted is not null || IsToString(Expression, model) || (PastedExpression.LocalValue(Expression, model) is { } value && IsToString(value, model)));

    /// <summary>The expression with the format and the width that it was pasted with; null where it had none.</summary>
    private string? Formatted => Expression?.Parent is InterpolationSyntax { } hole && (hole.FormatClause is not null || hole.AlignmentClause is not null)
        ? "$\"{" + Expression + hole.AlignmentClause + hole.FormatClause + "}\""
        : null;

    private static bool IsToString(ExpressionSyntax expression, SemanticModel model) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var receiver } }
        && model.GetTypeInfo(receiver).Type is { SpecialType: not (SpecialType.System_String or SpecialType.System_Object), Name: not "StringBuilder" } type
        && !type.GetMembers(WellKnownMemberNames.ImplicitConversionName).OfType<IMethodSymbol>().Any(conversion => conversion.ReturnType.SpecialType is SpecialType.System_String);

    /// <summary>True where an operation makes the text, which is not null then; code without nullable types says nothing of others.</summary>
    private static bool IsMade(ExpressionSyntax expression, SemanticModel model) => model.GetOperation(expression) switch
    {
        { ConstantValue: { HasValue: true, Value: not null } } or IInterpolatedStringOperation or IBinaryOperation => true,
        IInvocationOperation { TargetMethod: { Name: "ToString" } or { ContainingType.SpecialType: SpecialType.System_String } } => true,
        _ => false,
    };
}
