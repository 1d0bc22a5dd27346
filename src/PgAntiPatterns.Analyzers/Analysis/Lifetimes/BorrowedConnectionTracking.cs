using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Follows the connection that a context lends: closing it is fine, disposing it is not.</summary>
internal sealed class BorrowedConnectionTracking(Lifetime lifetime, IOperation origin) : Tracking(lifetime, origin, Hold.Held)
{
    public override void Leave(PathState state)
    {
    }

    public override void Escape(PathState state)
    {
    }

    protected override void OnReleased(IInvocationOperation? call = null)
    {
        if (call is null || call.TargetMethod.Name.StartsWith("Dispose", StringComparison.Ordinal))
        {
            Misused(Misuse.NotOwned, Origin!);
        }
    }
}
