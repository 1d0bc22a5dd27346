using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Calls and creations.</summary>
internal abstract partial class Tracking
{
    private Reading ReadCall(IInvocationOperation call)
    {
        var isInstance = Read(call.Instance).Holds;
        var held = ReadArguments(call.Arguments);
        if (_isGone)
        {
            return Reading.Other;
        }

        if (call == origin)
        {
            Fail();
            return Make();
        }

        if (isInstance && Platform.Find(call.TargetMethod, Role.Releases) is { Ordinal: -1 })
        {
            OnReleased(call);
            return Reading.Other;
        }

        // A helper that gives the resource back is trusted to do so, as Dispose itself is; so is one that hands it on, as a check of its arguments does.
        if (IsFallible(call) && !held.Any(argument => lifetime.Calls.FateOf(call.TargetMethod, argument, _state.Hold) is Fate.Released or Fate.Returned or Fate.OpenedAndReturned))
        {
            Fail();
        }

        if (origin is IArgumentOperation { Value: var handed } argument && argument.Parent == call)
        {
            Make();
            Assign(FlowBody.VariableOf(handed is IDeclarationExpressionOperation { Expression: var named } ? named : handed)!, Reading.Resource);
            // Where a method that tries to open says no, there is nothing to give back.
            return new Reading(false, false, call.Type?.SpecialType is SpecialType.System_Boolean ? true : null);
        }

        if (OnCall(call, isInstance, held, out var result) || _isGone)
        {
            return result;
        }

        if (isInstance)
        {
            return IsTaskMember(call.TargetMethod) ? ReadTaskMember(call) : Reading.Other;
        }

        if (held.Count > 0 && call.Instance is null && IsTaskMember(call.TargetMethod) && call.TargetMethod.Name is "ConfigureAwait" or "FromResult")
        {
            return Reading.Resource;
        }

        if (call.TargetMethod.MethodKind is MethodKind.LocalFunction && _variables.In(_state).OfType<ISymbol>().Any(variable => lifetime.Calls.UseIn(call.TargetMethod, variable) is FunctionUse.Unknown))
        {
            GiveAway();
            return Reading.Other;
        }

        return ReadHandedOver(call.TargetMethod, held);
    }

    /// <summary>Called with the arguments that hold the resource; other things that lead to it may be among the rest.</summary>
    private Reading ReadHandedOver(IMethodSymbol method, List<IArgumentOperation> held)
    {
        var result = Reading.Other;
        foreach (var argument in held)
        {
            switch (lifetime.Calls.FateOf(method, argument, _state.Hold))
            {
                case Fate.Borrowed:
                    break;
                case Fate.Released:
                    OnReleased();
                    break;
                case Fate.Opened:
                    _state = _state with { Hold = Hold.Held };
                    break;
                case Fate.Returned:
                    result = Reading.Resource;
                    break;
                case Fate.OpenedAndReturned:
                    _state = _state with { Hold = Hold.Held };
                    result = Reading.Resource;
                    break;
                default:
                    GiveAway();
                    return Reading.Other;
            }
        }

        return result;
    }

    private List<IArgumentOperation> ReadArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var held = new List<IArgumentOperation>();
        foreach (var argument in arguments)
        {
            if (argument is { Parameter.RefKind: RefKind.Out, Value: var target } && FlowBody.VariableOf(target is IDeclarationExpressionOperation { Expression: var declared } ? declared : target) is { } variable)
            {
                Assign(variable, Reading.Other);
            }
            else if (Read(argument.Value).Holds)
            {
                held.Add(argument);
            }
            else if (_state.Hold is not Hold.NotYet && !_isGone && IsDerived(argument.Value) && lifetime.Calls.FateOf((IMethodSymbol)argument.Parameter?.ContainingSymbol!, argument) is not (Fate.Borrowed or Fate.Released))
            {
                OnDerivedGiven();
            }
        }

        return held;
    }

    private Reading ReadTaskMember(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is "GetResult" or "Wait")
        {
            OnAwaited();
        }

        return Reading.Resource;
    }

    private Reading ReadCreation(IObjectCreationOperation creation)
    {
        var held = ReadArguments(creation.Arguments);
        if (creation == origin)
        {
            return _isGone ? Reading.Other : Make();
        }

        if (creation.Initializer is { } initializer)
        {
            ReadParts(initializer);
        }

        return creation.Constructor is { } constructor && held.Count > 0 && !_isGone ? ReadHandedOver(constructor, held) : Reading.Other;
    }

    private void Fail()
    {
        if (!_isGone)
        {
            _thrown.Add(_state);
        }
    }
}
