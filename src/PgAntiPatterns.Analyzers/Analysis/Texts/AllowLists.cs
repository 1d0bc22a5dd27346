using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Was this value checked against a list of constants or a pattern before it is used? A check that leaves the method, or a branch that only a known value enters.</summary>
internal static class AllowLists
{
    private static readonly ConditionalWeakTable<IBlockOperation, IReadOnlyList<IOperation>> Candidates = new();

    /// <summary>True where a check guards the use of a value.</summary>
    public static bool Guard(IOperation value, Compilation compilation)
    {
        if (SymbolOf(value) is not { } symbol)
        {
            return false;
        }

        for (IOperation inner = value, outer = value.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            if (outer is IConditionalOperation conditional && conditional.Condition != inner
                && IsCheck(conditional.Condition, symbol, compilation, isMet: conditional.WhenTrue == inner))
            {
                return true;
            }

            if (outer is IBlockOperation block && IsCheckedBefore(block, inner, symbol, compilation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCheckedBefore(IBlockOperation block, IOperation statement, ISymbol symbol, Compilation compilation)
    {
        foreach (var candidate in Candidates.GetValue(block, static key => key.Operations.Where(MayBeCheck).ToList()))
        {
            if (candidate.Syntax.SpanStart >= statement.Syntax.SpanStart)
            {
                return false;
            }

            if (LeavesUnlessKnown(candidate, symbol, compilation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A look at the form only: of the statements of a long method, few can be checks.</summary>
    private static bool MayBeCheck(IOperation statement) => statement switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.ReturnsVoid: true, Arguments.Length: > 0 } } => true,
        IConditionalOperation { WhenFalse: null } check => Leaves(check.WhenTrue),
        _ => false,
    };

    private static ISymbol? SymbolOf(IOperation value) => value.Unwrapped() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IPropertyReferenceOperation { Instance: IParameterReferenceOperation or ILocalReferenceOperation or IInstanceReferenceOperation } property => property.Property,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static bool LeavesUnlessKnown(IOperation statement, ISymbol symbol, Compilation compilation) =>
        IsValidation(statement, symbol, compilation)
        || statement is IConditionalOperation { WhenFalse: null } check && Leaves(check.WhenTrue) && IsCheck(check.Condition, symbol, compilation, isMet: false);

    /// <summary>A method that only returns when the value is good: it throws on a condition that looks into the value.</summary>
    private static bool IsValidation(IOperation statement, ISymbol symbol, Compilation compilation)
    {
        if (statement is not IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { ReturnsVoid: true } method } call }
            || call.Arguments.FirstOrDefault(argument => Mentions(argument.Value, symbol))?.Parameter is not { } parameter)
        {
            return false;
        }

        return SourceOperations.BodyOf(method.OriginalDefinition, compilation) is not { } body
            ? SaysItChecks(method)
            : body.Descendants().OfType<IConditionalOperation>().Any(check => Leaves(check.WhenTrue) && LooksInto(check.Condition, parameter.OriginalDefinition));
    }

    private static bool SaysItChecks(IMethodSymbol method) => Libraries.CheckingWords.Any(word => method.Name.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static bool LooksInto(IOperation condition, ISymbol parameter) =>
        condition.DescendantsAndSelf().Any(operation => operation is IInvocationOperation { TargetMethod.Name: not ("IsNullOrEmpty" or "IsNullOrWhiteSpace") } call
            && call.Descendants().Any(inner => SymbolEqualityComparer.Default.Equals(SymbolOf(inner), parameter)));

    private static bool Leaves(IOperation statement) => statement switch
    {
        IBlockOperation block => block.Operations.LastOrDefault() is { } last && Leaves(last),
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => false,
    };

    /// <summary>True where a condition says that the value is one of a known few: when it holds, or when it does not.</summary>
    private static bool IsCheck(IOperation condition, ISymbol symbol, Compilation compilation, bool isMet)
    {
        switch (condition.Unwrapped())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return IsCheck(not.Operand, symbol, compilation, !isMet);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when isMet:
                return IsCheck(both.LeftOperand, symbol, compilation, true) || IsCheck(both.RightOperand, symbol, compilation, true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } neither when !isMet:
                return IsCheck(neither.LeftOperand, symbol, compilation, false) || IsCheck(neither.RightOperand, symbol, compilation, false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } any when isMet:
                return IsCheck(any.LeftOperand, symbol, compilation, true) && IsCheck(any.RightOperand, symbol, compilation, true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } all when !isMet:
                return IsCheck(all.LeftOperand, symbol, compilation, false) && IsCheck(all.RightOperand, symbol, compilation, false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal:
                return isMet && (Compares(equal.LeftOperand, equal.RightOperand, symbol) || Compares(equal.RightOperand, equal.LeftOperand, symbol));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } different:
                return !isMet && (Compares(different.LeftOperand, different.RightOperand, symbol) || Compares(different.RightOperand, different.LeftOperand, symbol));
            case IIsPatternOperation pattern when Mentions(pattern.Value, symbol):
                return IsConstants(isMet ? pattern.Pattern : (pattern.Pattern as INegatedPatternOperation)?.Pattern);
            case IInvocationOperation { TargetMethod.Name: "Any", Arguments: { Length: 2 } arguments } when !isMet:
                // No character is a bad one.
                return Mentions(arguments[0].Value, symbol) && arguments[0].Value.Unwrapped().Type?.SpecialType is SpecialType.System_String;
            case IInvocationOperation call:
                return (isMet && (IsMembership(call, symbol, compilation) || (SaysItChecks(call.TargetMethod) && call.Arguments.Any(argument => Mentions(argument.Value, symbol))))) || IsCheckedInside(call, symbol, compilation, isMet);
            default:
                return false;
        }
    }

    /// <summary>A method of the source that says yes or no: what it returns is the check.</summary>
    private static bool IsCheckedInside(IInvocationOperation call, ISymbol symbol, Compilation compilation, bool isMet) =>
        call is { Type.SpecialType: SpecialType.System_Boolean, TargetMethod: { IsVirtual: false, IsAbstract: false } method }
        && call.Arguments.FirstOrDefault(argument => Mentions(argument.Value, symbol))?.Parameter is { } parameter
        && !SymbolEqualityComparer.Default.Equals(parameter.OriginalDefinition, symbol)
        && SourceOperations.BodyOf(method.OriginalDefinition, compilation) is { } body
        && body.Descendants().OfType<IReturnOperation>().ToList() is [{ ReturnedValue: { } returned }]
        && IsCheck(returned, parameter.OriginalDefinition, compilation, isMet);

    private static bool IsMembership(IInvocationOperation call, ISymbol symbol, Compilation compilation)
    {
        var arguments = call.Arguments;
        switch (call.TargetMethod.Name)
        {
            case "Contains" or "ContainsKey" or "Exists" or "TryGetValue":
                var collection = call.Instance ?? arguments[0].Value;
                return arguments.Any(argument => Mentions(argument.Value, symbol))
                    && !Mentions(collection, symbol)
                    && (TextEvaluator.ElementsOf(collection, compilation) is not null || TextEvaluator.KeysOf(collection, compilation));
            case "IsMatch" when call.TargetMethod.ContainingType.Name == "Regex":
                return arguments.Any(argument => Mentions(argument.Value, symbol));
            case "TryParse" when call.TargetMethod.ContainingType is { TypeKind: not TypeKind.Class } or { SpecialType: SpecialType.System_Enum } or { Name: "Enum" }:
                return arguments.Any(argument => Mentions(argument.Value, symbol));
            case "All" when arguments.Length == 2 && Mentions(arguments[0].Value, symbol):
                // Every character is looked at: letters, digits and the like.
                return arguments[0].Value.Unwrapped().Type?.SpecialType is SpecialType.System_String;
            default:
                return false;
        }
    }

    private static bool Compares(IOperation value, IOperation constant, ISymbol symbol) =>
        constant.ConstantValue is { HasValue: true, Value: string } && Mentions(value, symbol);

    private static bool Mentions(IOperation operation, ISymbol symbol) => operation.Unwrapped() switch
    {
        // Trimmed or lowered, it is still the value that is checked.
        IInvocationOperation { Instance: { } receiver, TargetMethod.ContainingType.SpecialType: SpecialType.System_String } => Mentions(receiver, symbol),
        var inner => SymbolEqualityComparer.Default.Equals(SymbolOf(inner), symbol),
    };

    private static bool IsConstants(IPatternOperation? pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: string } } => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsConstants(either.LeftPattern) && IsConstants(either.RightPattern),
        _ => false,
    };
}
