using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Which round trip does a body make whenever it runs?</summary>
internal static class Summaries
{
    /// <summary>The first round trip that depends on a parameter, else the first; null where the body makes none, or none that a caller in a loop could be told of.</summary>
    public static SummarizedTrip? Of(IOperation body, IMethodSymbol method, PlatformModel platform, Func<IOperation, RoundTrip?> follow)
    {
        SummarizedTrip? first = null;
        SummarizedTrip? depending = null;
        var trips = 0;
        var changes = false;
        Origins? origins = null;
        foreach (var operation in body.DescendantsAndSelf().OrderBy(operation => operation.Syntax.SpanStart))
        {
            if (operation is not (IInvocationOperation or IForEachLoopOperation or IPropertyReferenceOperation) || !IsRun(operation, body, platform))
            {
                continue;
            }

            if ((RoundTrips.At(operation, platform) ?? follow(operation)) is not { } trip || trip.Kind is RoundTripKind.Rent)
            {
                continue;
            }

            trips += trip.Trips;
            changes |= trip.Changes;
            if (!IsPlain(trip, body, platform))
            {
                continue;
            }

            var fromSql = trip.SqlParameter >= 0 && method.Parameters.Length > trip.SqlParameter ? trip.SqlParameter : -1;
            if (trip.Kind is RoundTripKind.Other && fromSql < 0)
            {
                continue;
            }

            origins ??= OriginsOf(body, method);
            var bits = trip.Inputs.Aggregate(0UL, (mask, input) => mask | origins.Of(input));
            var summary = new SummarizedTrip(
                trip.Kind,
                bits & ~SummarizedTrip.ObjectBit,
                (bits & SummarizedTrip.ObjectBit) != 0,
                trip.Sql,
                fromSql,
                trip.Chain.Insert(0, trip.Operation.Syntax.GetLocation()));
            first ??= summary;
            depending ??= summary.Parameters != 0 ? summary : null;
        }

        // What also sends a message or asks another service is work for one element at a time.
        return (depending ?? first) is not { } telling || WriteShapes.HasOutsideEffect(body, platform) ? null
            : trips > SummarizedTrip.MostTrips || body.Syntax.Span.Length > SummarizedTrip.LongestBody ? telling with { Trips = trips, Changes = changes, Kind = RoundTripKind.Other, SqlParameter = -1 }
            : telling with { Trips = trips, Changes = changes };
    }

    /// <summary>True where an operation runs when the body does: once, or again only for a retry or a few named values, and not in a lambda that is kept.</summary>
    private static bool IsRun(IOperation operation, IOperation body, PlatformModel platform)
    {
        for (var part = operation; part != body && part.Parent is { } parent; part = parent)
        {
            if (parent == body)
            {
                return true;
            }

            if (parent is ILocalFunctionOperation or ICatchClauseOperation || (parent is IAnonymousFunctionOperation lambda && !Repetitions.IsCalled(lambda, platform)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(RoundTrip trip, IOperation body, PlatformModel platform)
    {
        var position = trip.Operation;
        foreach (var loop in Repetitions.Around(trip.Operation, platform))
        {
            if (!IsIn(loop.Operation, body))
            {
                break;
            }

            if (loop.Pace is not Pace.Bounded && !(loop.Pace is Pace.Unknown && RepeatedTrips.IsTriedAgain(position, loop)))
            {
                return false;
            }

            position = loop.Operation;
        }

        if (IsGoneBackTo(trip, body) || trip.Sql.IsClaim || IsChosenByCaller(position, body) || Guards.IsRare(position, body, null, platform) || Guards.IsRemembered(position, body))
        {
            return false;
        }

        var call = new Repetition(body, body, Pace.PerElement, ImmutableArray<ISymbol>.Empty, null);
        return !trip.Changes || !(trip.Kind is RoundTripKind.Save ? WriteShapes.IsMeantSave(trip, position, call, platform) : WriteShapes.IsMeant(trip, position, call, platform));
    }

    /// <summary>A jump leads back to in front of the round trip: it is made until something fits.</summary>
    private static bool IsGoneBackTo(RoundTrip trip, IOperation body)
    {
        var start = trip.Operation.Syntax.SpanStart;
        return body.Descendants().Any(operation => operation is IBranchOperation { BranchKind: BranchKind.GoTo, Target: var label }
            && operation.Syntax.SpanStart > start
            && body.Descendants().Any(place => place is ILabeledOperation { Label: var named } && SymbolEqualityComparer.Default.Equals(named, label) && place.Syntax.SpanStart < start));
    }

    /// <summary>A switch among the parameters decides whether the round trip is made: <c>if (save) …</c>.</summary>
    private static bool IsChosenByCaller(IOperation position, IOperation body)
    {
        for (var part = position; part.Parent is { } parent && part != body; part = parent)
        {
            if (parent is IConditionalOperation choice && choice.Condition != part
                && choice.Condition.DescendantsAndSelf().Any(operation => operation is IParameterReferenceOperation { Parameter.Type.SpecialType: SpecialType.System_Boolean }))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(IOperation operation, IOperation body)
    {
        for (var part = operation; part is not null; part = part.Parent)
        {
            if (part == body)
            {
                return true;
            }
        }

        return false;
    }

    private static Origins OriginsOf(IOperation body, IMethodSymbol method) => new(
        body,
        method.Parameters.Select(parameter => ((ISymbol)parameter, SummarizedTrip.BitOf(parameter))),
        body.DescendantsAndSelf().Where(IsState).ToDictionary(reference => reference, _ => SummarizedTrip.ObjectBit));

    /// <summary>What the object itself keeps, its connection left out: its members, and what its primary constructor was given.</summary>
    private static bool IsState(IOperation operation) => operation switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => !(operation.Parent is IMemberReferenceOperation { Type: var type } && SessionTypes.IsSession(type)),
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor }, Type: var type } } => !SessionTypes.IsSession(type),
        _ => false,
    };
}
