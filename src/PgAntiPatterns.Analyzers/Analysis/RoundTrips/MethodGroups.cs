using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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
            if (Handed(argument.Value.Unwrapped()) is not var (handed, reference, method)
                || Repetitions.OfDelegate(call, argument, handed, method.Parameters, platform) is not { IsPerElement: true } loop
                || CalledTrips.OfHanded(handed, platform) is not { } summary
                || summary.Kind is RoundTripKind.Other
                || !method.Parameters.Any(summary.DependsOn) && summary.Kind is not RoundTripKind.Save
                || Sequences.IsCollection(loop.ElementType))
            {
                continue;
            }

            var trip = new RoundTrip(reference, summary.Kind, ImmutableArray<IOperation>.Empty, null, summary.Sql) { Chain = summary.Chain };
            return new RepeatedTrip(trip, loop, false);
        }

        return null;
    }

    /// <summary>A method group, or a variable that holds a lambda: the delegate, what names it here, and the method behind it.</summary>
    private static (IOperation Handed, IOperation Reference, IMethodSymbol Method)? Handed(IOperation value) => value switch
    {
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } reference } => (value, reference, method),
        ILocalReferenceOperation { Local: var local } when CalledTrips.ValueOf(value)?.Unwrapped() is IDelegateCreationOperation { Target: var target } => target switch
        {
            IAnonymousFunctionOperation lambda => (value, value, lambda.Symbol),
            IMethodReferenceOperation { Method: var method } => (value, value, method),
            _ => null,
        },
        _ => null,
    };
}
