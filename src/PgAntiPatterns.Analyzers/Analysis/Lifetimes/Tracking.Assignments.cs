using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Assignments and deconstructions.</summary>
internal abstract partial class Tracking
{
    private void Assign(object variable, Reading value)
    {
        OnAssigned(variable);
        _state = _state.Forgetting(_conditions.Depending(variable)) with { Holders = _state.Holders & ~_variables.Bit(variable) };
        if (value.Holds)
        {
            _state = _state with { Holders = _state.Holders | _variables.BitFor(variable) };
        }
        else if (value.IsNull)
        {
            _state = _state.Knowing(_conditions.Null(variable), true);
        }
        else if (value.Truth is { } truth)
        {
            _state = _state.Knowing(_conditions.Flag(variable), truth);
        }
    }

    private Reading ReadAssignment(ISimpleAssignmentOperation assignment)
    {
        var target = lifetime.Body.TargetOf(assignment);
        if (target is not (ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation or IFlowCaptureReferenceOperation))
        {
            ReadParts(target);
        }

        var value = Read(assignment.Value);
        if (value.Holds && IsCollectedIn(target))
        {
            return value;
        }

        switch (target)
        {
            case IDiscardOperation:
                return value;
            case IParameterReferenceOperation { Parameter.RefKind: not (RefKind.None or RefKind.Out or RefKind.Ref) }:
            case not (ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IPropertyReferenceOperation):
                Give(target, assignment.Value, value);
                return value;
            case IPropertyReferenceOperation { Property: var property }:
                if (!PlatformModel.IsDatabaseMember(property))
                {
                    Give(target, assignment.Value, value);
                }

                return value;
            case ILocalReferenceOperation { Local: { IsRef: true } }:
                Give(target, assignment.Value, value);
                return value;
            default:
                if (value.Holds && FlowBody.VariableOf(target) is ISymbol symbol && lifetime.Calls.IsSharedWithFunction(symbol))
                {
                    GiveAway();
                    return value;
                }

                Assign(FlowBody.VariableOf(target)!, value);
                return value;
        }
    }

    private void Give(IOperation target, IOperation operation, Reading value)
    {
        if (value.Holds && IsLostIn(target))
        {
            // The body may still give it back under the name that it has here.
            Outcome.IsKept = true;
            _state = _state.With(Marks.Kept);
            return;
        }

        if (value.Holds || (_state.Hold is not Hold.NotYet && IsDerived(operation)))
        {
            GiveAway();
        }
    }

    private Reading ReadDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        if (Element < 0 && Targets(deconstruction.Target) is { } targets && Carriers.Bare(deconstruction.Value) is ITupleOperation { Elements: var elements } && elements.Length == targets.Length)
        {
            var values = elements.Select(Read).ToList();
            for (var index = 0; index < targets.Length; index++)
            {
                if (FlowBody.VariableOf(targets[index]) is { } variable && targets[index] is not IParameterReferenceOperation { Parameter.RefKind: not RefKind.None })
                {
                    Assign(variable, values[index]);
                }
                else if (targets[index] is not IDiscardOperation && values[index].Holds)
                {
                    GiveAway();
                }
            }

            return Reading.Other;
        }

        if (!Read(deconstruction.Value).Holds)
        {
            return Reading.Other;
        }

        if (Element < 0 || Targets(deconstruction.Target) is not { } parts || FlowBody.VariableOf(parts[Element]) is not { } taken)
        {
            GiveAway();
            return Reading.Other;
        }

        Assign(taken, Reading.Resource);
        return Reading.Other;
    }

    private static System.Collections.Immutable.ImmutableArray<IOperation>? Targets(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements,
        IDeclarationExpressionOperation { Expression: ITupleOperation tuple } => tuple.Elements,
        _ => null,
    };
}
