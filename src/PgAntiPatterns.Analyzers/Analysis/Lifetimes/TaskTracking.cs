using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Follows a task that runs a command: its connection is busy until somebody waits for it.</summary>
internal sealed class TaskTracking(Lifetime lifetime, IInvocationOperation origin, Carrier carrier) : Tracking(lifetime, origin, Hold.Held)
{
    protected override bool ContainerHolds => true;

    public override void Leave(PathState state)
    {
        if (state.IsHeld && !state.Has(Marks.Returned) && !state.Has(Marks.Thrown) && carrier is { IsContext: true, Kind: CarrierKind.Foreign })
        {
            Outcome.Add(Misuse.Forgotten, Origin!);
        }
    }

    public override void Escape(PathState state)
    {
    }

    protected override bool OnCall(IInvocationOperation call, bool isInstance, IReadOnlyList<IArgumentOperation> held, out Reading result)
    {
        result = Reading.Other;
        if (!State.IsHeld)
        {
            return false;
        }

        if (Platform.Find(call.TargetMethod, Role.AwaitsAll) is not null)
        {
            result = held.Count > 0 ? Reading.Resource : Reading.Other;
            if (held.Count > 0 && call.TargetMethod.ReturnsVoid)
            {
                OnAwaited();
            }

            return true;
        }

        if (!State.Has(Marks.Thrown) && Lifetime.Runs(call).Contains(carrier))
        {
            Misused(Misuse.Busy, call);
            return true;
        }

        if (isInstance && !IsOfTask(call.TargetMethod) && !call.Arguments.Any(argument => IsTask(argument.Value.Type)))
        {
            // Who takes tasks out of a list may wait for them one by one.
            GiveAway();
            return true;
        }

        if (held.Count > 0 && !isInstance && call.Instance is not null && Lifetime.Body.SymbolOf(Carriers.Bare(call.Instance)) is ILocalSymbol list)
        {
            // A list of tasks counts as the task: who waits for the list waits for it.
            HoldIn(list);
            return true;
        }

        if (held.Count > 0 && !isInstance)
        {
            // Whoever takes the task may wait for it.
            GiveAway();
            return true;
        }

        if (Lifetime.EndOf(call, carrier) is { } fate)
        {
            if (fate is Fate.Released && !State.Has(Marks.Thrown))
            {
                Misused(Misuse.Outlived, Origin!);
            }
            else
            {
                GiveAway();
            }

            return true;
        }

        return false;
    }

    protected override void OnAwaited() => State = State with { Hold = Hold.Released };

    /// <summary>The values of a dictionary may be waited for; how many there are says nothing.</summary>
    protected override void OnPropertyRead(IPropertySymbol property)
    {
        if (property.Type.SpecialType is SpecialType.None)
        {
            GiveAway();
        }
    }

    protected override void OnReturned() => State = State.With(Marks.Returned);

    /// <summary>Who waits for the array or list waits for the task.</summary>
    protected override bool IsCollectedIn(IOperation target)
    {
        var collection = target switch
        {
            IArrayElementReferenceOperation { ArrayReference: var array } => array,
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } => indexed,
            _ => null,
        };
        if (collection is null || Lifetime.Body.SymbolOf(Carriers.Bare(collection)) is not ILocalSymbol local)
        {
            return false;
        }

        HoldIn(local);
        return true;
    }

    /// <summary>Another connection in the same variable, as in a loop that makes one each time.</summary>
    protected override void OnAssigned(object variable)
    {
        if (variable.Equals(carrier.Key))
        {
            State = State with { Hold = Hold.Released };
        }
    }

    protected override void OnMadeAgain()
    {
        if (State.IsHeld && !State.Has(Marks.Thrown))
        {
            Outcome.Add(Misuse.Busy, Origin!);
        }
    }

    private static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    private static bool IsOfTask(IMethodSymbol method) => method.ContainingNamespace is { Name: "Tasks" or "CompilerServices" };

    protected override bool IsFallible(IInvocationOperation call) => false;
}
