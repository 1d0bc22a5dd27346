using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Conditions: null checks, checks of the state, patterns and flags.</summary>
internal abstract partial class Tracking
{
    /// <summary>Whether a condition holds; null where that is not known.</summary>
    private bool? Ask(IOperation condition)
    {
        switch (condition)
        {
            case IConversionOperation { OperatorMethod: null, Operand: var operand }:
                return Ask(operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                return !Ask(operand);
            case IIsNullOperation { Operand: var operand }:
                return IsNull(Read(operand)) ?? Remembered(condition) ?? (IsOfUsing(condition) ? false : null);
            case IIsPatternOperation pattern:
                return AskPattern(pattern) ?? Remembered(condition);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return AskComparison(comparison) ?? Remembered(condition);
            case IPropertyReferenceOperation { Property.Name: "IsClosed", Instance: { } instance } when Platform.Resources.KindOf(instance.Type) is ResourceKind.Reader && Read(instance).Holds:
                return !_state.IsHeld;
            default:
                var reading = condition is IBinaryOperation or IUnaryOperation ? ReadTogether(condition) : Read(condition);
                if (!_isGone && AsksState(condition))
                {
                    GiveAway();
                }

                return reading.Truth ?? Remembered(condition);
        }
    }

    private Reading ReadTogether(IOperation condition)
    {
        ReadParts(condition);
        return Reading.Other;
    }

    private bool? Remembered(IOperation operation)
    {
        var condition = _conditions.Of(operation);
        return _state.OutcomeOf(condition.Number) is { } outcome ? outcome != condition.IsNegated : null;
    }

    /// <summary>The check of a <c>using</c>: what it is given is hardly ever null, and then there is nothing to tell.</summary>
    private static bool IsOfUsing(IOperation condition) =>
        condition is { IsImplicit: true, Syntax: VariableDeclaratorSyntax or { Parent: UsingStatementSyntax } };

    private static bool? IsNull(Reading reading) => reading.Holds ? false : reading.IsNull ? true : null;

    private bool? AskPattern(IIsPatternOperation operation)
    {
        if (StateOf(operation.Value) is { } isOpen)
        {
            return AskState(operation.Pattern, isOpen);
        }

        var value = Read(operation.Value);
        if (value.Holds && Conditions.IsOnlyNamed(operation.Pattern) && Conditions.NamedIn(operation.Pattern) is { } named)
        {
            Assign(named, value);
            return operation.Pattern is not INegatedPatternOperation;
        }

        if (Conditions.IsNullPattern(operation.Pattern) is { } asksNull)
        {
            return IsNull(value) is { } isNull ? isNull == asksNull : null;
        }

        if (value.IsNull)
        {
            return operation.Pattern is INegatedPatternOperation;
        }

        if (!value.Holds)
        {
            return null;
        }

        switch (operation.Pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared, MatchedType: var matched }:
                Assign(declared, value);
                return IsAlways(matched) ? true : null;
            case IRecursivePatternOperation { PropertySubpatterns: [{ Member: IPropertyReferenceOperation member, Pattern: var inner }], DeclaredSymbol: var alias } when Platform.Find(member.Property, Role.TellsState) is not null:
                if (alias is not null)
                {
                    Assign(alias, value);
                }

                return AskState(inner, _state.IsHeld);
            case ITypePatternOperation { MatchedType: var matched }:
                return IsAlways(matched) ? true : null;
            case INegatedPatternOperation { Pattern: ITypePatternOperation { MatchedType: var matched } }:
                return IsAlways(matched) ? false : null;
            default:
                GiveAway();
                return null;
        }
    }

    /// <summary>True for a type that the resource has whatever variable holds it.</summary>
    private bool IsAlways(ITypeSymbol? matched) =>
        matched is not null && origin?.Type is { } made && (made is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : made) is var type
        && Platform.Compilation.ClassifyCommonConversion(type, matched) is { IsImplicit: true, IsReference: true } or { IsIdentity: true };

    private bool? AskComparison(IBinaryOperation comparison)
    {
        var isEqual = comparison.OperatorKind is BinaryOperatorKind.Equals;
        if (Conditions.OtherThanNull(comparison) is { } compared)
        {
            return IsNull(Read(compared)) is { } isNull ? isNull == isEqual : null;
        }

        foreach (var (side, other) in new[] { (comparison.LeftOperand, comparison.RightOperand), (comparison.RightOperand, comparison.LeftOperand) })
        {
            if (StateOf(side) is { } isOpen)
            {
                return Number(other) is { } state ? Is(state, isOpen) is { } same ? same == isEqual : null : GivenUp();
            }
        }

        if (AsksState(comparison))
        {
            return GivenUp();
        }

        var (left, right) = (Read(comparison.LeftOperand), Read(comparison.RightOperand));
        if (left.Truth is { } first && right.Truth is { } second)
        {
            return (first == second) == isEqual;
        }

        return left.Holds && right.Holds ? isEqual : left.Holds != right.Holds && (left.IsNull || right.IsNull) ? !isEqual : null;
    }

    private bool? GivenUp()
    {
        GiveAway();
        return null;
    }

    private bool? AskState(IPatternOperation pattern, bool isOpen)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value: var value }:
                return Number(value) is { } state ? Is(state, isOpen) : GivenUp();
            case INegatedPatternOperation { Pattern: var inner }:
                return !AskState(inner, isOpen);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                var (left, right) = (AskState(either.LeftPattern, isOpen), AskState(either.RightPattern, isOpen));
                return left is true || right is true ? true : left is false && right is false ? false : null;
            default:
                return GivenUp();
        }
    }

    /// <summary>Whether the followed connection is open, where the expression is its state.</summary>
    private bool? StateOf(IOperation operation) =>
        AskedFor(operation) is { Instance: { } instance, Property: var property } && Platform.Find(property, Role.TellsState) is not null && Read(instance).Holds
            ? _state.IsHeld
            : null;

    /// <summary>The property that an expression reads, with <c>?.</c> or without.</summary>
    private IPropertyReferenceOperation? AskedFor(IOperation operation) => Carriers.Bare(operation) switch
    {
        IPropertyReferenceOperation property => property,
        IFlowCaptureReferenceOperation capture => lifetime.Body.ValuesOf(capture.Id).Select(Carriers.Bare).OfType<IPropertyReferenceOperation>().FirstOrDefault(),
        _ => null,
    };

    private static int? Number(IOperation operation) => Carriers.Bare(operation).ConstantValue is { HasValue: true, Value: int value } ? value : null;

    /// <summary>Closed is 0 and Open is 1; an open connection is in no other state between two commands, save broken.</summary>
    private static bool? Is(int state, bool isOpen) => state switch
    {
        0 => !isOpen,
        1 => isOpen,
        16 => isOpen ? null : false,
        _ => false,
    };

    /// <summary>True where a condition asks for the state of the followed connection in a way that is not understood.</summary>
    private bool AsksState(IOperation condition) =>
        condition.DescendantsAndSelf().Any(part => part switch
        {
            IPropertyReferenceOperation or IFlowCaptureReferenceOperation when AskedFor(part) is { Instance: { } instance, Property: { } property } =>
                (Platform.Find(property, Role.TellsState) is not null || property.Name is "FullState" or "IsClosed") && FlowBody.VariableOf(Carriers.Bare(instance)) is { } variable && (_variables.Bit(variable) & _state.Holders) != 0,
            IInvocationOperation { TargetMethod: { ReturnType.SpecialType: SpecialType.System_Boolean } method, Arguments: var arguments } =>
                !PlatformModel.IsDatabaseMember(method) && arguments.Any(argument => FlowBody.VariableOf(Carriers.Bare(argument.Value)) is { } variable && (_variables.Bit(variable) & _state.Holders) != 0),
            _ => false,
        });
}
