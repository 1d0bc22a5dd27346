using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>A condition that means the same wherever it is asked, until one of its variables changes.</summary>
/// <param name="Number">Its number; -1 where it is not worth remembering.</param>
/// <param name="IsNegated">True where this place asks for the opposite.</param>
internal readonly record struct Condition(int Number, bool IsNegated);

/// <summary>Numbers the conditions of a body that are asked more than once, so that a path remembers their outcomes.</summary>
internal sealed class Conditions
{
    private const int Most = 28;

    private readonly FlowBody _body;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<object, uint> _dependents = [];
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

    public Conditions(FlowBody body)
    {
        _body = body;
        foreach (var block in body.Graph.Blocks)
        {
            if (block is { ConditionKind: not ControlFlowConditionKind.None, BranchValue: { } condition } && Read(condition) is var (key, _) and not (null, _))
            {
                Ask(key!, condition);
            }
        }

        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation { Value: { } value } && value.Type?.SpecialType is SpecialType.System_Boolean && Read(value) is ({ } key, _))
            {
                Ask(key, value);
            }
        }
    }

    /// <summary>The condition that an operation asks.</summary>
    public Condition Of(IOperation operation) =>
        Read(operation) is ({ } key, var isNegated) && _numbers.TryGetValue(key, out var number) ? new Condition(number, isNegated) : new Condition(-1, false);

    /// <summary>The condition that a variable is null, or that a flag is set; -1 where nobody asks.</summary>
    public int Null(object variable) => _numbers.TryGetValue("null " + Name(variable), out var number) ? number : -1;

    public int Flag(object variable) => _numbers.TryGetValue(Name(variable), out var number) ? number : -1;

    /// <summary>The conditions that lose their meaning when a variable changes.</summary>
    public uint Depending(object variable) => _dependents.TryGetValue(variable, out var conditions) ? conditions : 0;

    private void Ask(string key, IOperation operation)
    {
        _asked.TryGetValue(key, out var times);
        _asked[key] = times + 1;
        // One question is enough where an assignment can answer it before it is asked.
        var isVariable = operation.DescendantsAndSelf().Count(part => FlowBody.VariableOf(part) is not null) == 1 && operation.DescendantsAndSelf().Any(part => FlowBody.VariableOf(part) is { } variable && _body.ValuesOf(variable).Count > 0);
        if ((times == 0 && !isVariable) || _numbers.ContainsKey(key) || _numbers.Count >= Most)
        {
            return;
        }

        var number = _numbers.Count;
        _numbers[key] = number;
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (FlowBody.VariableOf(part) is { } variable)
            {
                var origin = Origin(variable);
                _dependents.TryGetValue(origin, out var known);
                _dependents[origin] = known | (1u << number);
            }
        }
    }

    private (string? Key, bool IsNegated) Read(IOperation operation)
    {
        switch (operation)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                var (key, isNegated) = Read(operand);
                return (key, !isNegated);
            case IConversionOperation { OperatorMethod: null, Operand: var operand }:
                return Read(operand);
            case IIsNullOperation { Operand: var operand }:
                return (NameOf(operand) is { } name ? "null " + name : null, false);
            case IIsPatternOperation { Value: var value, Pattern: var pattern } when IsNullPattern(pattern) is { } isNull:
                return (NameOf(value) is { } tested ? "null " + tested : null, !isNull);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison when OtherThanNull(comparison) is { } compared:
                return (NameOf(compared) is { } side ? "null " + side : null, comparison.OperatorKind is BinaryOperatorKind.NotEquals);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals, LeftOperand: var left, RightOperand: var right } when NameOf(left) is { } first && NameOf(right) is { } second:
                return (first + " = " + second, true);
            case IBinaryOperation { LeftOperand: var left, RightOperand: var right } binary when NameOf(left) is { } first && NameOf(right) is { } second:
                return (first + (binary.OperatorKind is BinaryOperatorKind.Equals ? " = " : " " + binary.OperatorKind + " ") + second, false);
            default:
                return (operation.Type?.SpecialType is SpecialType.System_Boolean ? NameOf(operation) : null, false);
        }
    }

    /// <summary>True for <c>null</c>, false for <c>not null</c> and <c>{ }</c>, null for any other pattern.</summary>
    public static bool? IsNullPattern(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => true,
        INegatedPatternOperation { Pattern: var inner } => !IsNullPattern(inner),
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } => false,
        _ => null,
    };

    /// <summary>The variable that a pattern declares for the whole value; null where it declares none.</summary>
    public static ILocalSymbol? NamedIn(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => NamedIn(inner),
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared } => declared,
        IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol declared } => declared,
        _ => null,
    };

    /// <summary>True for <c>{ } name</c>, <c>var name</c> and their opposites: what is not null is given a name and asked nothing.</summary>
    public static bool IsOnlyNamed(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => IsOnlyNamed(inner),
        IDeclarationPatternOperation { MatchesNull: true } => true,
        IRecursivePatternOperation { DeclaredSymbol: not null, DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true, MatchedType: var matched, InputType: var input } => SymbolEqualityComparer.Default.Equals(matched, input) || matched is null,
        _ => false,
    };

    /// <summary>What a comparison with null compares; null where it is none.</summary>
    public static IOperation? OtherThanNull(IBinaryOperation comparison)
    {
        if (IsNullLiteral(comparison.RightOperand))
        {
            return comparison.LeftOperand;
        }

        return IsNullLiteral(comparison.LeftOperand) ? comparison.RightOperand : null;
    }

    private static bool IsNullLiteral(IOperation operation) => operation is { ConstantValue: { HasValue: true, Value: null } };

    /// <summary>A text for an expression that only reads; null for any other.</summary>
    private string? NameOf(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                return "constant " + constant;
            case IConversionOperation { OperatorMethod: null, Operand: var operand }:
                return NameOf(operand);
            case IFieldReferenceOperation { Field: var field, Instance: var instance }:
                return instance is null or IInstanceReferenceOperation ? field.ToDisplayString() : NameOf(instance) is { } owner ? owner + "." + field.Name : null;
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property, Instance: var instance }:
                return instance is null or IInstanceReferenceOperation ? property.ToDisplayString() : NameOf(instance) is { } holder ? holder + "." + property.Name : null;
            default:
                return FlowBody.VariableOf(operation) is { } variable ? Name(Origin(variable)) : null;
        }
    }

    private string Name(object variable) => Origin(variable) switch
    {
        ISymbol symbol => symbol.Name + " at " + (symbol.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0),
        var other => "capture " + other.GetHashCode(),
    };

    /// <summary>The variable that a capture of the compiler stands for.</summary>
    private object Origin(object variable)
    {
        var current = variable;
        for (var depth = 0; depth < 8 && current is CaptureId && _body.ValuesOf(current) is [var value] && FlowBody.VariableOf(value) is { } origin; depth++)
        {
            current = origin;
        }

        return current;
    }
}
