using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Is a method that makes a round trip handed to something that calls it once per element, as in <c>ids.Select(Load)</c>?</summary>
internal static class MethodGroups
{
    public static RepeatedTrip? At(IInvocationOperation call, PlatformModel platform)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrapped() is not IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } reference } handed
                || Repetitions.OfDelegate(call, argument, handed, method.Parameters, platform) is not { IsPerElement: true } loop
                || CalledTrips.Of(method, platform) is not { } summary
                || summary.Kind is RoundTripKind.Other
                || !method.Parameters.Any(summary.DependsOn) && summary.Kind is not RoundTripKind.Save
                || Sequences.IsCollection(loop.ElementType))
            {
                continue;
            }

            var trip = new RoundTrip(reference, summary.Kind, ImmutableArray<Microsoft.CodeAnalysis.IOperation>.Empty, null, summary.Sql) { Chain = summary.Chain };
            return new RepeatedTrip(trip, loop, false);
        }

        return null;
    }
}
