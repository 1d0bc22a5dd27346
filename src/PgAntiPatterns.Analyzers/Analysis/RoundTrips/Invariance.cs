using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does a query ask the same in every turn, with nothing in between that changes the answer?</summary>
internal static class Invariance
{
    private const int MaxDepth = 4;

    /// <summary>True where the answer of the first turn would do for all.</summary>
    public static bool IsProven(RoundTrip trip, Repetition loop, PlatformModel platform) =>
        trip.Kind is RoundTripKind.Read or RoundTripKind.EntityQuery
        && trip.Sql is { Effect: SqlEffect.Read, IsClaim: false, IsStable: true }
        && (trip.Chain.IsEmpty || trip is { IsBoundToObject: false, Changes: false, Trips: 1 })
        && loop is { IsPerElement: true, Source: not null }
        && (loop.Operation is not IWhileLoopOperation)
        && TurnTrips.Of(loop.Body, platform).All.All(other => other.Kind is RoundTripKind.Read or RoundTripKind.EntityQuery or RoundTripKind.Rent)
        && trip.Inputs.All(input => IsSame(input, loop, platform, 0))
        && !IsInScopeOfElement(trip, loop)
        && !TurnEffects.MayChangeAnswer(trip, loop, platform);

    /// <summary><c>using (new TenantScope(tenant)) …</c>: an object that only surrounds the query says whom it asks, and another for each element.</summary>
    private static bool IsInScopeOfElement(RoundTrip trip, Repetition loop)
    {
        var elements = loop.ElementOrigins();
        return Exits.Inside(loop.Body).Any(operation => operation switch
        {
            IUsingOperation { Resources: var resources } entered => entered.Syntax.Span.Contains(trip.Operation.Syntax.Span) && IsOfElement(resources, elements),
            IUsingDeclarationOperation { DeclarationGroup: var group } => group.Syntax.SpanStart < trip.Operation.Syntax.SpanStart && IsOfElement(group, elements),
            _ => false,
        });
    }

    private static bool IsOfElement(IOperation resources, Origins elements) =>
        resources.DescendantsAndSelf().Any(part => part is IObjectCreationOperation or IInvocationOperation
            && !SessionTypes.IsSession(part.Type) && !SessionTypes.IsCommand(part.Type)
            && elements.Of(part) != 0);

    private static bool IsSame(IOperation input, Repetition loop, PlatformModel platform, int depth)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        foreach (var operation in input.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ILocalReferenceOperation { Local: var local } when !IsSame(local, loop, platform, depth):
                case IParameterReferenceOperation { Parameter: var parameter } when !IsSame(parameter, loop, platform, depth):
                case IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } field } when !IsSame(field, loop, platform, depth):
                case IInvocationOperation call when !IsHarmless(call, platform):
                case IPropertyReferenceOperation { Property: { Name: "Now" or "UtcNow" or "Today" or "ElapsedMilliseconds" or "Elapsed" } }:
                    return false;
            }
        }

        return true;
    }

    private static bool IsSame(ISymbol symbol, Repetition loop, PlatformModel platform, int depth) =>
        ValueFlows.Of(loop.Operation).All
            .Where(flow => SymbolEqualityComparer.Default.Equals(flow.Target, symbol) && IsIn(flow.Value, loop))
            .All(flow => IsSame(flow.Value, loop, platform, depth + 1))
        && !loop.Elements.Contains(symbol, SymbolEqualityComparer.Default);

    private static bool IsIn(IOperation value, Repetition loop) => loop.Body.Syntax.Span.Contains(value.Syntax.Span);

    /// <summary>Calls that compose a query or a command; any other may answer differently each time.</summary>
    private static bool IsHarmless(IInvocationOperation call, PlatformModel platform) =>
        PlatformModel.IsDriverAssembly(call.TargetMethod.ContainingAssembly?.Name ?? "")
        || SessionTypes.IsSession(call.TargetMethod.ContainingType)
        || SessionTypes.IsQueryable(call.Type)
        || SessionTypes.IsCommand(call.Type)
        || SessionTypes.IsCommand(call.TargetMethod.ContainingType)
        || call.TargetMethod.ContainingType.Name is "Queryable" or "Enumerable";
}
