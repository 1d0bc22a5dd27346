using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Which sequences read from the server while they are enumerated, and what runs on their connection meanwhile?</summary>
internal static class Streams
{
    private const int MaxLinks = 20;

    /// <summary>The connection or context that a sequence reads from; null where it is complete, or nobody knows.</summary>
    public static Carrier? CarrierOf(IOperation sequence, Lifetime lifetime) => CarrierOf(sequence, lifetime, 0);

    private static Carrier? CarrierOf(IOperation sequence, Lifetime lifetime, int depth)
    {
        var platform = lifetime.Platform;
        var bare = Carriers.Bare(sequence);
        if (bare is IInvocationOperation call && depth < MaxLinks)
        {
            if (platform.Find(call.TargetMethod, Role.StreamsOnConnection) is { } stream)
            {
                return lifetime.Carriers.OfConnection(call.ArgumentFor(stream.Ordinal)?.Value);
            }

            if (platform.Find(call.TargetMethod, Role.RunsOnConnection) is { } query && IsUnbuffered(call))
            {
                return lifetime.Carriers.OfConnection(call.ArgumentFor(query.Ordinal)?.Value);
            }

            if (platform.Find(call.TargetMethod, Role.StreamsOnContext) is { } rows)
            {
                return lifetime.Carriers.OfContext(rows.Ordinal < 0 ? call.Instance : call.ArgumentFor(rows.Ordinal)?.Value);
            }

            if (call is { Instance: null, TargetMethod: { Name: "AsEnumerable" or "AsAsyncEnumerable" or "Where" or "Select" or "Take" or "Skip" or "Cast" or "OfType" } method, Arguments: { IsEmpty: false } arguments } && IsLinq(method) && IsLazy(call.Type) && !IsQuery(call.Type))
            {
                return CarrierOf(arguments[0].Value, lifetime, depth + 1);
            }
        }

        return lifetime.Carriers.OfQuery(bare);
    }

    /// <summary>The first command on the connection of a sequence inside the loop over it.</summary>
    public static LifetimeFinding? In(IForEachLoopOperation loop, Lifetime lifetime)
    {
        if (CarrierOf(loop.Collection, lifetime) is not { } carrier || (carrier.IsContext && RetryingContexts.MayRetry(TypeOf(carrier), loop.Syntax, lifetime.Platform, lifetime.Cancellation)))
        {
            return null;
        }

        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation call && !IsInFunction(call, loop.Body) && Runs(call, lifetime).Contains(carrier))
            {
                return new LifetimeFinding(LifetimeFault.Busy, call, ImmutableArray.Create(loop.Collection), carrier.IsContext);
            }
        }

        return null;
    }

    private static ITypeSymbol? TypeOf(Carrier carrier) => carrier.Symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        ITypeSymbol type => type,
        _ => null,
    };

    /// <summary>True for a type whose values may not be complete.</summary>
    public static bool IsLazy(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "IEnumerable" or "IAsyncEnumerable" or "IOrderedEnumerable" } || IsQuery(type);

    public static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable" or "Queryable" or "AsyncEnumerable" or "EntityFrameworkQueryableExtensions" };

    /// <summary>True for a query that has not been sent.</summary>
    public static bool IsQuery(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "IQueryable" or "IOrderedQueryable" or "IIncludableQueryable" or "DbSet" } named && (named.Name is "IQueryable" or "IOrderedQueryable" || named.AllInterfaces.Any(contract => contract.Name is "IQueryable"));

    public static bool IsUnbuffered(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Parameter is { Name: "buffered" } && argument.Value.ConstantValue is { HasValue: true, Value: false });

    private static IEnumerable<Carrier> Runs(IInvocationOperation call, Lifetime lifetime) =>
        lifetime.Runs(call);

    private static bool IsInFunction(IOperation operation, IOperation root)
    {
        for (var current = operation; current is not null && current != root; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
