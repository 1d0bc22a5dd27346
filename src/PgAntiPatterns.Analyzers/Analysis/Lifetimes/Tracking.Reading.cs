using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Expressions.</summary>
internal abstract partial class Tracking
{
    /// <summary>Goes through an expression in the order in which it runs.</summary>
    private Reading Read(IOperation? operation)
    {
        // An expression that is nested as deeply as this was written by a program.
        if (++_depth > MaxNesting)
        {
            GiveAway();
        }

        var reading = _depth > MaxNesting ? Reading.Other : ReadOne(operation);
        _depth--;
        return reading;
    }

    private Reading ReadOne(IOperation? operation)
    {
        switch (operation)
        {
            case null:
                return Reading.Other;
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                return constant is null ? Reading.Null : new Reading(false, false, constant as bool?);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation:
                return ValueOf(FlowBody.VariableOf(operation)!);
            case IFlowCaptureOperation capture:
                var captured = Read(capture.Value);
                Assign(capture.Id, captured);
                return captured;
            case ISimpleAssignmentOperation assignment:
                return ReadAssignment(assignment);
            case IDeconstructionAssignmentOperation deconstruction:
                return ReadDeconstruction(deconstruction);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Read(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand);
            case IExpressionStatementOperation statement:
                return Read(statement.Operation);
            case IAwaitOperation wait:
                return ReadAwait(wait);
            case IInvocationOperation call:
                return ReadCall(call);
            case IObjectCreationOperation creation:
                return ReadCreation(creation);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IReturnOperation yielded:
                if (Read(yielded.ReturnedValue).Holds)
                {
                    GiveAway();
                }

                return Reading.Other;
            case IFlowAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation:
                return ReadFunction(operation);
            case IIsPatternOperation or IIsNullOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean }:
                return new Reading(false, false, Ask(operation));
            case ITupleOperation or IArrayCreationOperation or IArrayInitializerOperation or IAnonymousObjectCreationOperation:
            case { } when CollectionExpressions.Is(operation):
                return ReadContainer(operation);
            case IInterpolatedStringOperation or IInterpolationOperation or IInterpolatedStringTextOperation or IBinaryOperation or IUnaryOperation or IIsTypeOperation or INameOfOperation or ITypeOfOperation or IFieldReferenceOperation or IEventAssignmentOperation or IEventReferenceOperation or IDiscardOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation:
                ReadParts(operation);
                return Reading.Other;
            case IInvalidOperation { Syntax: var unfinished }:
                // What the compiler does not understand may do anything with what it names.
                ReadParts(operation);
                if ((origin is not null && unfinished.Span.Contains(origin.Syntax.Span)) || unfinished.DescendantTokens().Any(token => _variables.In(_state).OfType<ISymbol>().Any(variable => variable.Name == token.ValueText)))
                {
                    GiveAway();
                }

                return Reading.Other;
            default:
                if (ReadParts(operation))
                {
                    GiveAway();
                }

                return Reading.Other;
        }
    }

    private bool ReadParts(IOperation operation)
    {
        var holds = false;
        foreach (var part in operation.ChildOperations)
        {
            holds |= Read(part).Holds;
        }

        return holds;
    }

    /// <summary>Whoever takes a container apart is out of sight, except where it is handed on at once.</summary>
    private Reading ReadContainer(IOperation container)
    {
        if (!ReadParts(container))
        {
            if (_state.Hold is not Hold.NotYet && container.ChildOperations.Any(IsDerived))
            {
                OnDerivedGiven();
            }

            return Reading.Other;
        }

        if (ContainerHolds)
        {
            return Reading.Resource;
        }

        GiveAway();
        return Reading.Other;
    }

    /// <summary>True where a container of the resource counts as the resource.</summary>
    protected virtual bool ContainerHolds => false;

    private Reading ValueOf(object variable)
    {
        if ((_variables.Bit(variable) & _state.Holders) != 0)
        {
            return Reading.Resource;
        }

        if (_state.OutcomeOf(_conditions.Null(variable)) is true)
        {
            return Reading.Null;
        }

        return new Reading(false, false, _state.OutcomeOf(_conditions.Flag(variable)));
    }

    private Reading ReadAwait(IAwaitOperation wait)
    {
        var value = Read(wait.Operation);
        if (value.Holds)
        {
            // Where its own task fails there is no resource.
            OnAwaited();
        }
        else if (Carriers.Bare(wait.Operation) is not IInvocationOperation)
        {
            Fail();
        }

        return value;
    }

    private Reading ReadProperty(IPropertyReferenceOperation property)
    {
        if (property == origin)
        {
            return Make();
        }

        var instance = Read(property.Instance);
        foreach (var argument in property.Arguments)
        {
            Read(argument.Value);
        }

        if (Platform.Find(property.Property, Role.CarriesConnection) is not null && IsFollowed(lifetime.Carriers.OfConnection(property)))
        {
            return Reading.Resource;
        }

        if (instance.Holds && !IsTaskMember(property.Property))
        {
            OnPropertyRead(property.Property);
        }

        return instance.Holds && IsTaskMember(property.Property) ? Waited() : Reading.Other;
    }

    private Reading Waited()
    {
        OnAwaited();
        return Reading.Resource;
    }

    private static bool IsTaskMember(ISymbol member) => member.ContainingNamespace?.ToDisplayString() is "System.Threading.Tasks" or "System.Runtime.CompilerServices";

    /// <summary>The resource comes into being.</summary>
    private Reading Make()
    {
        OnMadeAgain();
        if (_isGone)
        {
            return Reading.Other;
        }

        _state = _state with { Hold = initial, Marks = Marks.None, Holders = 0 };
        return Reading.Resource;
    }

    /// <summary>A lambda or method reference: who it is handed to may use what it captures, and nothing more.</summary>
    private Reading ReadFunction(IOperation operation)
    {
        if (operation is IDelegateCreationOperation creation)
        {
            return ReadFunction(creation.Target);
        }

        if (operation is IMethodReferenceOperation { Instance: { } instance })
        {
            if (Read(instance).Holds)
            {
                GiveAway();
            }

            return Reading.Other;
        }

        if (operation is not (IFlowAnonymousFunctionOperation or IMethodReferenceOperation) || _state.Holders == 0)
        {
            return Reading.Other;
        }

        var symbol = operation is IFlowAnonymousFunctionOperation lambda ? lambda.Symbol : ((IMethodReferenceOperation)operation).Method;
        if (_variables.In(_state).OfType<ISymbol>().Any(variable => lifetime.Calls.UseIn(symbol, variable) is FunctionUse.Unknown) || (!IsHandedOver(operation) && _variables.In(_state).OfType<ISymbol>().Any(variable => lifetime.Calls.UseIn(symbol, variable) is not FunctionUse.None)))
        {
            GiveAway();
        }

        return Reading.Other;
    }

    /// <summary>True where a lambda goes straight into a call or becomes an event's handler.</summary>
    private static bool IsHandedOver(IOperation function)
    {
        var parent = function.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation or IEventAssignmentOperation;
    }
}
