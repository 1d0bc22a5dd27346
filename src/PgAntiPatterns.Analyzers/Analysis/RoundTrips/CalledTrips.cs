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

    private static readonly ConditionalWeakTable<Compilation, Known> Cache = new();

    /// <summary>The walk that a question asked on this thread comes out of: what a summary asks on its way belongs to the same walk, else a method that calls itself is followed for ever.</summary>
    [ThreadStatic]
    private static Walk? open;

    /// <summary>What the open walk knows of turns; null where none is open. What it finds may be cut and is no answer for others.</summary>
    public static ConditionalWeakTable<IOperation, TurnTrips>? OpenTurns => open?.Turns;

    /// <summary>The round trip behind a call, told in the call's own arguments; null where there is none, or not on every way the call can go.</summary>
    public static RoundTrip? At(IOperation operation, PlatformModel platform) => InWalk(platform, walk => At(operation, platform, walk));

    /// <summary>The round trip of a method that is handed over as a delegate.</summary>
    public static SummarizedTrip? Of(IMethodSymbol method, PlatformModel platform) => InWalk(platform, walk => Summary(method, true, platform, walk));

    /// <summary>The round trip of a delegate: a method group, or a variable that holds one or a lambda.</summary>
    public static SummarizedTrip? OfHanded(IOperation handed, PlatformModel platform) => InWalk(platform, walk => OfDelegate(handed, platform, walk));

    private static T? InWalk<T>(PlatformModel platform, Func<Walk, T?> ask)
        where T : class
    {
        if (open is { } outer)
        {
            return ask(outer);
        }

        var walk = new Walk();
        var found = ask(walk);
        Remember(walk, platform);
        return found;
    }

    /// <summary>At the end of a walk nothing is open any more: where no trip was found, there is none within the same reach.</summary>
    private static void Remember(Walk walk, PlatformModel platform)
    {
        var known = Of(platform);
        foreach (var pair in walk.Nothing)
        {
            known.Nothing.AddOrUpdate(pair.Key, pair.Value, (_, reach) => Math.Max(reach, pair.Value));
        }
    }

    private static Known Of(PlatformModel platform) => Cache.GetValue(platform.Compilation, static _ => new Known());

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

    /// <summary>False for a method that no call can be followed into.</summary>
    public static bool MayBe(IMethodSymbol method, PlatformModel platform) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, platform.Compilation.Assembly) || ForeignTrips.MayTell(method, platform);

    private static bool IsWritten(IOperation reference) => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;

    /// <summary>The one value of a variable; null where it has none, or several.</summary>
    public static IOperation? ValueOf(IOperation variable) =>
        variable is ILocalReferenceOperation { Local: var local } && VariableUses.Of(variable).Writes(local) is [var write] ? CommandTexts.ValueOf(write) : null;

    private static SummarizedTrip? OfDelegate(IOperation instance, PlatformModel platform, Walk walk)
    {
        var target = instance.Unwrapped();
        target = target switch
        {
            ILocalReferenceOperation => ValueOf(target)?.Unwrapped(),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => SourceOperations.InitializerOf(field, platform.Compilation)?.Unwrapped(),
            _ => target,
        };
        return (target is IDelegateCreationOperation { Target: var made } ? made : target) switch
        {
            IAnonymousFunctionOperation lambda => OfBody(lambda.Body, lambda.Symbol, platform, walk.Deeper()),
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

        var known = Of(platform);
        if (known.Summaries.TryGetValue(method, out var summary))
        {
            return summary;
        }

        var reach = MaxDepth - walk.Depth;
        if ((walk.Nothing.TryGetValue(method, out var walked) && walked >= reach) || (known.Nothing.TryGetValue(method, out walked) && walked >= reach))
        {
            walk.IsCut = true;
            return null;
        }

        if (walk.Active.Contains(method, SymbolEqualityComparer.Default))
        {
            walk.IsCut = true;
            return null;
        }

        if (SourceOperations.BodyOf(method, platform.Compilation) is not { } body)
        {
            return known.Summaries[method] = null;
        }

        var deeper = walk.Deeper(method);
        summary = OfBody(body, method, platform, deeper);
        walk.IsCut |= deeper.IsCut;
        // What was found is found; what was not may only have been out of reach from here.
        if (summary is not null || !deeper.IsCut)
        {
            known.Summaries[method] = summary;
        }

        if (summary is not null)
        {
            // Where a call led back to this method, there may be something after all.
            walk.Nothing.Clear();
        }
        else if (deeper.IsCut)
        {
            walk.Nothing[method] = reach;
        }

        return summary;
    }

    private static SummarizedTrip? OfBody(IOperation body, IMethodSymbol method, PlatformModel platform, Walk walk)
    {
        var outer = open;
        open = walk;
        try
        {
            return Summaries.Of(body, method, platform, inner => At(inner, platform, walk));
        }
        finally
        {
            open = outer;
        }
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
            IsBoundToObject = summary.DependsOnObject,
        };
        if (summary.SqlParameter < 0)
        {
            return summary.Sql.Effect is SqlEffect.Unknown && summary.Kind is RoundTripKind.Read or RoundTripKind.Write && arguments.FirstOrDefault(argument => summary.DependsOn(argument.Parameter) && SessionTypes.IsCommand(argument.Parameter!.Type)) is { } command
                ? WithCommand(trip, command.Value, platform)
                : trip;
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

    /// <summary>A method that runs the command it is given runs what the caller has written into it.</summary>
    private static RoundTrip WithCommand(RoundTrip trip, IOperation command, PlatformModel platform)
    {
        var sinks = CommandTexts.SinksOf(command, platform);
        if (sinks.IsEmpty)
        {
            return trip;
        }

        var facts = SqlFacts.Of(sinks, platform);
        return trip with
        {
            Sql = facts,
            Kind = facts.Effect switch { SqlEffect.Read => RoundTripKind.Read, SqlEffect.Write => RoundTripKind.Write, _ => RoundTripKind.Other },
            Choices = facts.IsChosen ? sinks.Select(sink => sink.Expression).ToImmutableArray() : ImmutableArray<IOperation>.Empty,
        };
    }

    /// <summary>The way from a loop down through its calls.</summary>
    private sealed class Walk
    {
        public int Depth { get; private init; }

        public ImmutableArray<IMethodSymbol> Active { get; private init; } = ImmutableArray<IMethodSymbol>.Empty;

        /// <summary>True where a call was not followed because the way was too long or led back.</summary>
        public bool IsCut { get; set; }

        /// <summary>Methods in which no trip was found, and how many calls deep that was looked for: without it, every way through a web of calls would be walked.</summary>
        public Dictionary<IMethodSymbol, int> Nothing { get; private init; } = new(SymbolEqualityComparer.Default);

        /// <summary>The turns that were looked at from here.</summary>
        public ConditionalWeakTable<IOperation, TurnTrips> Turns { get; } = new();

        public Walk Deeper(IMethodSymbol? method = null) => new() { Depth = Depth + 1, Active = method is null ? Active : Active.Add(method), Nothing = Nothing };
    }

    /// <summary>What all walks of a compilation have found.</summary>
    private sealed class Known
    {
        public ConcurrentDictionary<IMethodSymbol, SummarizedTrip?> Summaries { get; } = new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<IMethodSymbol, int> Nothing { get; } = new(SymbolEqualityComparer.Default);
    }
}
