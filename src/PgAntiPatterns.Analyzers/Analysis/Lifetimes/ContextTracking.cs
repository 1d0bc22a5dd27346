using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Follows a DbContext: it holds a connection only while it was told to keep one, or while a transaction of its own is open.</summary>
internal sealed class ContextTracking(Lifetime lifetime, IOperation origin) : Tracking(lifetime, origin, Hold.Idle)
{
    protected override bool OnCall(IInvocationOperation call, bool isInstance, IReadOnlyList<IArgumentOperation> held, out Reading result)
    {
        result = Reading.Other;
        if (State.Hold is not (Hold.Idle or Hold.Held))
        {
            return false;
        }

        var member = Platform.Find(call.TargetMethod, role => role is Role.OpensContext or Role.ClosesContext or Role.BeginsContextTransaction or Role.Commits or Role.RollsBack or Role.Opens or Role.Releases);
        if (member is null || isInstance || !IsFollowed(CarrierOf(call, member)))
        {
            return false;
        }

        switch (member.Row.Role)
        {
            case Role.OpensContext or Role.Opens:
                State = State.With(Marks.KeptOpen) with { Hold = Hold.Held };
                break;
            case Role.BeginsContextTransaction:
                State = State.With(Marks.InTransaction) with { Hold = Hold.Held };
                break;
            case Role.ClosesContext:
                Let(Marks.KeptOpen);
                break;
            case Role.Releases when Platform.Resources.KindOf(Carriers.Bare(call.Instance!).Type) is ResourceKind.Connection:
                Let(Marks.KeptOpen);
                break;
            default:
                Let(Marks.InTransaction);
                break;
        }

        return true;
    }

    /// <summary>A rollback that fails has lost its connection already.</summary>
    protected override bool IsFallible(IInvocationOperation call) => base.IsFallible(call) && Platform.Find(call.TargetMethod, Role.RollsBack) is null;

    private Carrier? CarrierOf(IInvocationOperation call, ApiMember member) => member.Row.Role switch
    {
        Role.Opens => Lifetime.Carriers.OfConnection(call.Instance),
        Role.OpensContext or Role.ClosesContext or Role.BeginsContextTransaction => Lifetime.Carriers.OfContext(member.Ordinal < 0 ? call.Instance : call.ArgumentFor(member.Ordinal)?.Value),
        _ when call.Instance is null => null,
        _ => Platform.Resources.KindOf(Carriers.Bare(call.Instance).Type) switch
        {
            ResourceKind.Connection => Lifetime.Carriers.OfConnection(call.Instance),
            ResourceKind.Transaction => Lifetime.Carriers.OfCommand(call.Instance),
            _ => Lifetime.Carriers.OfContext(call.Instance),
        },
    };

    private void Let(Marks mark)
    {
        State = State.Without(mark);
        if (!State.Has(Marks.KeptOpen) && !State.Has(Marks.InTransaction))
        {
            Outcome.IsReleased |= State.IsHeld;
            State = State with { Hold = Hold.Idle };
        }
    }
}
