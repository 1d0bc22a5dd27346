using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Follows a connection: idle until it is opened, held until it is closed or disposed.</summary>
internal sealed class ConnectionTracking(Lifetime lifetime, IOperation? origin, Hold initial) : Tracking(lifetime, origin, initial)
{
    protected override bool OnCall(IInvocationOperation call, bool isInstance, IReadOnlyList<IArgumentOperation> held, out Reading result)
    {
        result = Reading.Other;
        if (isInstance && Platform.Find(call.TargetMethod, Role.Opens) is not null)
        {
            if (State.IsHeld)
            {
                Misused(Misuse.OpenedTwice, call);
            }

            State = State.Without(Marks.Closed) with { Hold = Hold.Held };
            return true;
        }

        if (State.Has(Marks.Closed) && NeedsOpenConnection(call) && IsFollowed(Lifetime.Carriers.OfRun(call)))
        {
            Misused(Misuse.NeverOpened, call);
            return true;
        }

        if (State.Hold is not (Hold.Idle or Hold.Held) || !IsFollowed(Lifetime.Carriers.OfRun(call)))
        {
            return false;
        }

        if (State.Hold is Hold.Idle && NeedsOpenConnection(call))
        {
            Misused(Misuse.NeverOpened, call);
            return true;
        }

        if (ClosesWithReader(call))
        {
            // The reader has the connection now, and a call that fails gives it back.
            Outcome.IsReleased = true;
            State = State with { Hold = Hold.Released };
        }

        return false;
    }

    protected override void OnReleased(IInvocationOperation? call = null)
    {
        base.OnReleased(call);
        if (call is not null && !State.Has(Marks.Thrown))
        {
            State = State.With(Marks.Closed);
        }
    }

    protected override bool IsLostIn(IOperation member) => State.Hold is Hold.Idle or Hold.Held && Lifetime.Calls.IsLostIn(member, State.Hold);

    protected override bool IsFallible(IInvocationOperation call) =>
        base.IsFallible(call) && !(ClosesWithReader(call) && IsFollowed(Lifetime.Carriers.OfRun(call)));

    /// <summary>Dapper and EF Core open a closed connection themselves.</summary>
    private bool NeedsOpenConnection(IInvocationOperation call) =>
        Platform.Find(call.TargetMethod, role => role is Role.RunsCommand or Role.OpensReader or Role.BeginsTransaction or Role.BeginsCopy) is not null;

    /// <summary>True for <c>ExecuteReader(CommandBehavior.CloseConnection)</c>, or a behaviour that is not known.</summary>
    internal static bool ClosesWithReader(IInvocationOperation call)
    {
        const int CloseConnection = 32;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type is { Name: "CommandBehavior", TypeKind: TypeKind.Enum })
            {
                return argument.Value.Unwrapped().ConstantValue is not { HasValue: true, Value: int behavior } || (behavior & CloseConnection) != 0;
            }
        }

        return false;
    }
}
