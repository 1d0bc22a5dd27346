using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>The round trips of one turn, and where their answers go.</summary>
internal sealed class TurnTrips
{
    private static readonly ConditionalWeakTable<IOperation, TurnTrips> Cache = new();

    private TurnTrips(IOperation body, PlatformModel platform)
    {
        var all = ImmutableArray.CreateBuilder<RoundTrip>();
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation && (RoundTrips.At(operation, platform) ?? CalledTrips.At(operation, platform)) is { } trip)
            {
                all.Add(trip);
            }
        }

        All = all.ToImmutable();
    }

    /// <summary>The round trips of the body, in the order of the source; those behind calls are told by the call.</summary>
    public ImmutableArray<RoundTrip> All { get; }

    /// <summary>The round trips of a body.</summary>
    public static TurnTrips Of(IOperation body, PlatformModel platform) =>
        (CalledTrips.OpenTurns ?? Cache).GetValue(body, key => new TurnTrips(key, platform));

    /// <summary>Where the answers of the other round trips go.</summary>
    public Origins ResultsBut(RoundTrip trip, Func<RoundTrip, bool> isMeant) => new(
        trip.Operation,
        [],
        All.Where(other => other.Operation != trip.Operation && other.Kind is not RoundTripKind.Rent && isMeant(other))
            .GroupBy(other => other.Operation)
            .ToDictionary(group => group.Key, _ => 1UL));
}
