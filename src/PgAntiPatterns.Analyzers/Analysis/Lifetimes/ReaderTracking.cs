using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Follows what keeps a connection busy: a reader, a grid of Dapper's, a COPY.</summary>
/// <param name="lifetime">The body.</param>
/// <param name="origin">The call that gives it.</param>
/// <param name="carrier">The connection that it keeps busy.</param>
/// <param name="endsWithRead">True where reading on may have closed it.</param>
internal sealed class ReaderTracking(Lifetime lifetime, IOperation origin, Carrier? carrier, bool endsWithRead) : Tracking(lifetime, origin, Hold.Held)
{
    protected override bool OnCall(IInvocationOperation call, bool isInstance, IReadOnlyList<IArgumentOperation> held, out Reading result)
    {
        result = Reading.Other;
        if (!State.IsHeld)
        {
            return false;
        }

        if (isInstance)
        {
            if (endsWithRead && Platform.Find(call.TargetMethod, Role.ReadsOn) is not null)
            {
                OnReleased();
            }

            return false;
        }

        if (carrier is null or { Kind: CarrierKind.Hidden })
        {
            return false;
        }

        if (State.Has(Marks.Thrown) && Platform.Find(call.TargetMethod, Role.RollsBack) is not null)
        {
            // An error has ended the reader with its command.
            return false;
        }

        if (Lifetime.Runs(call).Contains(carrier))
        {
            Misused(Misuse.Busy, call);
            return true;
        }

        if (Lifetime.EndOf(call, carrier) is { } fate)
        {
            if (fate is Fate.Released)
            {
                Outcome.IsLeftToConnection |= !State.Has(Marks.Thrown);
                State = State with { Hold = Hold.Released };
            }
            else
            {
                GiveAway();
            }
        }

        return false;
    }

    /// <summary>A loop that comes back to the command finds the last reader open: the command itself is the one that fails.</summary>
    protected override void OnMadeAgain()
    {
        base.OnMadeAgain();
        if (State.IsHeld && carrier is { Kind: not CarrierKind.Hidden })
        {
            Outcome.Add(Misuse.Busy, Origin!);
        }
    }
}
