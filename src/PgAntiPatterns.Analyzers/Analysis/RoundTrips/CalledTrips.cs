using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Which round trip does a call make, in the methods with source that it leads to?</summary>
internal static class CalledTrips
{
    private const int MaxDepth = 6;

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, SummarizedTrip?>> Cache = new();

    /// <summary>The round trip behind a call, told in the call's own arguments; null where there is none, or not on every way the call can go.</summary>
    public static RoundTrip? At(IOperation operation, PlatformModel platform) => At(operation, platform, new Walk());

    /// <summary>The round trip of a method that is handed over as a delegate.</summary>
    public static SummarizedTrip? Of(IMethodSymbol method, PlatformModel platform) => Summary(method, true, platform, new Walk());

    private static RoundTrip? At(IOperation operation, PlatformModel platform, Walk walk)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } instance } call:
                return OfDelegate(instance, platform, walk) is { } summary ? AtCall(call, call.Arguments, null, summary, platform) : null;
            case IInvocationOperation call:
                return Summary(call.TargetMethod, call.IsVirtual, platform, walk) is { } found ? AtCall(call, call.Arguments, call.Instance, found, platform) : null;
            case IPropertyReferenceOperation { Property: { IsIndexer: false, GetMethod: { } getter }, Instance: { } owner } when !IsWritten(operation):
                return Summary(getter, getter.IsVirtual || getter.IsAbstract, platform, walk) is { } read && AtCall(operation, ImmutableArray<IArgumentOperation>.Empty, owner, read, platform) is { } trip
                    ? read.DependsOnObject ? trip with { Inputs = ImmutableArray.Create(owner), Session = null } : trip
                    : null;
            default:
                return null;
        }
    }

    private static bool IsWritten(IOperation reference) => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;

    private static SummarizedTrip? OfDelegate(IOperation instance, PlatformModel platform, Walk walk)
    {
        var value = instance.Unwrapped() switch
        {
            ILocalReferenceOperation { Local: var local } reference when VariableUses.Of(reference).Writes(local) is [var write] => CommandTexts.ValueOf(write),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => SourceOperations.InitializerOf(field, platform.Compilation),
            _ => null,
        };
        var target = value?.Unwrapped();
        return (target is IDelegateCreationOperation { Target: var made } ? made : target) switch
        {
            IAnonymousFunctionOperation lambda => Summaries.Of(lambda.Body, lambda.Symbol, platform, inner => At(inner, platform, walk.Deeper())),
            IMethodReferenceOperation { Method: var method } reference => Summary(method, reference.IsVirtual, platform, walk),
            _ => null,
        };
    }

    private static SummarizedTrip? Summary(IMethodSymbol method, bool isVirtual, PlatformModel platform, Walk walk)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, platform.Compilation.Assembly) && platform.Find(method, Role.SendsChanges) is null)
        {
            return ForeignTrips.Of(method, isVirtual, platform);
        }

        if (walk.Depth > MaxDepth || Targets.Of(method, isVirtual, platform) is not { Length: > 0 } targets)
        {
            walk.IsCut |= walk.Depth > MaxDepth;
            return null;
        }

        SummarizedTrip? common = null;
        foreach (var target in targets)
        {
            var summary = OfMethod(target, platform, walk);
            if (summary is null)
            {
                return null;
            }

            common ??= summary;
        }

        return common;
    }

    private static SummarizedTrip? OfMethod(IMethodSymbol method, PlatformModel platform, Walk walk)
    {
        if (platform.Find(method, Role.SendsChanges) is not null && method.DeclaringSyntaxReferences.IsEmpty)
        {
            return SummarizedTrip.Save;
        }

        var known = Cache.GetValue(platform.Compilation, static _ => new(SymbolEqualityComparer.Default));
        if (known.TryGetValue(method, out var summary))
        {
            return summary;
        }

        if (walk.Active.Contains(method, SymbolEqualityComparer.Default))
        {
            walk.IsCut = true;
            return null;
        }

        if (SourceOperations.BodyOf(method, platform.Compilation) is not { } body)
        {
            return known[method] = null;
        }

        var deeper = walk.Deeper(method);
        summary = Summaries.Of(body, method, platform, inner => At(inner, platform, deeper));
        walk.IsCut |= deeper.IsCut;
        // What was found is found; what was not may only have been out of reach from here.
        if (summary is not null || !deeper.IsCut)
        {
            known[method] = summary;
        }

        return summary;
    }

    private static RoundTrip? AtCall(IOperation call, ImmutableArray<IArgumentOperation> arguments, IOperation? instance, SummarizedTrip summary, PlatformModel platform)
    {
        var inputs = arguments.Where(argument => summary.DependsOn(argument.Parameter)).Select(argument => argument.Value).ToImmutableArray();
        var session = arguments.FirstOrDefault(argument => SessionTypes.IsSession(argument.Value.Unwrapped().Type))?.Value;
        var trip = new RoundTrip(call, summary.Kind, instance is not null && summary.DependsOnObject && session is not null ? inputs.Add(instance) : inputs, session ?? instance, summary.Sql)
        {
            Chain = summary.Chain,
            Trips = summary.Trips,
            AlsoChanges = summary.Changes,
        };
        if (summary.SqlParameter < 0)
        {
            return trip;
        }

        if (arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == summary.SqlParameter) is not { } text)
        {
            return null;
        }

        var facts = SqlFacts.Of([new SqlSink(call, text.Value, SqlApi.AdoNet, Role.TakesSql, null)], platform);
        return trip with
        {
            Sql = facts,
            Kind = facts.Effect switch { SqlEffect.Read => RoundTripKind.Read, SqlEffect.Write => RoundTripKind.Write, _ => RoundTripKind.Other },
            SqlParameter = text.Value.Unwrapped() is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol } parameter } ? parameter.Ordinal : -1,
        };
    }

    /// <summary>The way from a loop down through its calls.</summary>
    private sealed class Walk
    {
        public int Depth { get; private init; }

        public ImmutableArray<IMethodSymbol> Active { get; private init; } = ImmutableArray<IMethodSymbol>.Empty;

        /// <summary>True where a call was not followed because the way was too long or led back.</summary>
        public bool IsCut { get; set; }

        public Walk Deeper(IMethodSymbol? method = null) => new() { Depth = Depth + 1, Active = method is null ? Active : Active.Add(method) };
    }
}
