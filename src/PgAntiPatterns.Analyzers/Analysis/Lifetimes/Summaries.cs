using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>What do the methods of the source do with resources? Found out once per compilation, through a bounded chain of calls.</summary>
internal sealed partial class Summaries(PlatformModel platform)
{
    private const int MaxDepth = 4;

    private const int MaxImplementations = 8;

    private static readonly ConditionalWeakTable<PlatformModel, Summaries> Cache = new();

    private readonly ConcurrentDictionary<IMethodSymbol, FlowBody?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly SummaryCache<Fate> _fates = new();
    private readonly SummaryCache<MadeResource?> _made = new();
    private readonly SummaryCache<bool> _writes = new();
    private readonly SummaryCache<bool> _ends = new();
    private readonly SummaryCache<Hold?> _handedOut = new();
    private readonly SummaryCache<(int Element, Hold Hold)?> _elements = new();
    private readonly SummaryCache<ImmutableArray<Carrier>> _runs = new();

    /// <summary>What types do with what they keep.</summary>
    public KeptMembers Kept { get; } = new(platform);

    public static Summaries Of(PlatformModel platform) => Cache.GetValue(platform, static key => new Summaries(key));

    /// <summary>What becomes of an argument.</summary>
    public Fate FateOf(IMethodSymbol method, int ordinal, Hold hold, int depth, Lifetime caller)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var fates = Targets(definition).Select(target => FateOfOne(target, ordinal, hold is Hold.Held ? Hold.Held : Hold.Idle, depth, caller)).Distinct().Take(2).ToList();
        return fates is [var only] ? only : Fate.Unknown;
    }

    /// <summary>The connections and contexts that a call runs commands on.</summary>
    public IEnumerable<Carrier> RunsOn(IInvocationOperation call, int depth, Lifetime caller)
    {
        var definition = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.IsEmpty || definition.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
        {
            return [];
        }

        var runs = RunsIn(definition, depth, caller);
        return runs.Select(carrier => carrier.Symbol switch
        {
            IParameterSymbol parameter when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, definition) =>
                call.ArgumentFor(parameter.Ordinal)?.Value is { } value ? caller.Carriers.Of(value) : null,
            IFieldSymbol or IPropertySymbol or IParameterSymbol when call.Instance is null or IInstanceReferenceOperation => carrier,
            ILocalSymbol when definition.MethodKind is MethodKind.LocalFunction => carrier,
            _ => null,
        }).OfType<Carrier>();
    }

    /// <summary>The connections and contexts that a method runs commands on, as it names them itself.</summary>
    public IEnumerable<Carrier> RunsOn(IMethodSymbol method, int depth, Lifetime caller) =>
        method.OriginalDefinition is { DeclaringSyntaxReferences.IsEmpty: false, IsAbstract: false } definition ? RunsIn(definition, depth, caller) : ImmutableArray<Carrier>.Empty;

    /// <summary>True where a method changes rows itself, or calls one that does.</summary>
    public bool Writes(IMethodSymbol method, int depth, Lifetime caller)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.IsEmpty || Targets(definition).ToList() is not [var target])
        {
            return false;
        }

        if (_writes.TryGet(target, 0, depth, caller, out var known))
        {
            return known;
        }

        return Enter(target, depth, caller) is { } lifetime && _writes.Keep(target, 0, depth, lifetime, caller, lifetime.Body.Operations.OfType<IInvocationOperation>().Any(call => Unfinished.Writes(call, lifetime)));
    }

    /// <summary>True where a method ends a transaction that it did not begin, or where that cannot be seen.</summary>
    public bool MayEnd(IMethodSymbol method, int depth, Lifetime caller)
    {
        var targets = Targets((method.ReducedFrom ?? method).OriginalDefinition).ToList();
        return targets.Count == 0 || targets.Any(target => _ends.TryGet(target, 0, depth, caller, out var known)
            ? known
            : Enter(target, depth, caller) is not { } lifetime || _ends.Keep(target, 0, depth, lifetime, caller, Endings.IsIn(lifetime)));
    }

    /// <summary>What a method calls on one of its parameters; null where there is no source, or where it hands the parameter on.</summary>
    public IReadOnlyList<IMethodSymbol>? CallsOn(IMethodSymbol method, int ordinal, int depth, Lifetime caller)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (Targets(definition).ToList() is not [var target] || ordinal >= target.Parameters.Length || Enter(target, depth, caller) is not { } lifetime)
        {
            return null;
        }

        var calls = new List<IMethodSymbol>();
        foreach (var reference in lifetime.Body.WithNested.SelectMany(body => body.Operations).Where(operation => SymbolEqualityComparer.Default.Equals(FlowBody.VariableOf(operation) as ISymbol, target.Parameters[ordinal])))
        {
            switch (reference.Parent)
            {
                case IInvocationOperation call when call.Instance == reference:
                    calls.Add(call.TargetMethod);
                    break;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var handed } } when PlatformModel.IsDatabaseMember(handed):
                    calls.Add(handed);
                    break;
                case IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } } when PlatformModel.IsDatabaseMember(constructor):
                case IPropertyReferenceOperation:
                    break;
                default:
                    return null;
            }
        }

        return calls;
    }

    private Fate FateOfOne(IMethodSymbol method, int ordinal, Hold hold, int depth, Lifetime caller)
    {
        if (_fates.TryGet(method, (ordinal * 4) + (int)hold, depth, caller, out var known))
        {
            return known;
        }

        if (Enter(method, depth, caller) is not { } lifetime || ordinal >= method.Parameters.Length)
        {
            return Fate.Unknown;
        }

        var tracking = new ConnectionTracking(lifetime, null, hold);
        var fate = tracking.Follow(method.Parameters[ordinal]) && !tracking.Outcome.IsGivenElsewhere ? FateFrom(tracking.Outcome, hold) : Fate.Unknown;
        return _fates.Keep(method, (ordinal * 4) + (int)hold, depth, lifetime, caller, fate);
    }

    private static Fate FateFrom(Outcome outcome, Hold hold)
    {
        if (outcome.Returned.Count > 0)
        {
            return outcome.Ends.Count > 0 || outcome.Returned.Count > 1 ? Fate.Unknown
                : outcome.Returned.Contains(hold) ? Fate.Returned
                : outcome.Returned.Contains(Hold.Held) ? Fate.OpenedAndReturned : Fate.Unknown;
        }

        return outcome.Ends.Count switch
        {
            // It never comes to its end: what it was meant to do is not written yet.
            0 => Fate.Unknown,
            1 when outcome.Ends.Contains(hold) => Fate.Borrowed,
            1 when outcome.Ends.Contains(Hold.Released) => Fate.Released,
            1 when outcome.Ends.Contains(Hold.Held) => Fate.Opened,
            _ when hold is Hold.Idle && !outcome.Ends.Contains(Hold.Held) => Fate.Borrowed,
            _ => Fate.Unknown,
        };
    }

    private ImmutableArray<Carrier> RunsIn(IMethodSymbol method, int depth, Lifetime caller)
    {
        if (_runs.TryGet(method, 0, depth, caller, out var known))
        {
            return known;
        }

        if (Enter(method, depth, caller) is not { } lifetime)
        {
            return ImmutableArray<Carrier>.Empty;
        }

        var runs = lifetime.Body.Operations.OfType<IInvocationOperation>()
            .SelectMany(call => lifetime.Carriers.OfRun(call) is { } carrier ? [carrier] : lifetime.Calls.RunsOn(call))
            .Where(carrier => carrier.Kind is CarrierKind.Foreign || (method.MethodKind is MethodKind.LocalFunction && carrier.Symbol is ILocalSymbol && !lifetime.Body.Declares(carrier.Symbol)))
            .Distinct().ToImmutableArray();
        return _runs.Keep(method, 0, depth, lifetime, caller, runs);
    }

    /// <summary>A body to judge, one call deeper; null where there is no source, or the chain of calls is too long.</summary>
    private Lifetime? Enter(IMethodSymbol method, int depth, Lifetime caller)
    {
        if (depth >= MaxDepth)
        {
            caller.IsCut = true;
            return null;
        }

        var body = method.MethodKind is MethodKind.LocalFunction ? caller.Body.BodyOf(method) : _bodies.GetOrAdd(method, Read);
        return body is null ? null : new Lifetime(body, platform, this, depth + 1, caller.Cancellation);
    }

    private FlowBody? Read(IMethodSymbol method) => SourceOperations.BodyOf(method, platform.Compilation) switch
    {
        IMethodBodyOperation { Parent: null } body => FlowBody.Of(ControlFlowGraph.Create(body)),
        IConstructorBodyOperation { Parent: null } constructor => FlowBody.Of(ControlFlowGraph.Create(constructor)),
        IBlockOperation { Parent: null } block => FlowBody.Of(ControlFlowGraph.Create(block)),
        _ => null,
    };

    /// <summary>The method itself, or what implements it in the source.</summary>
    private IEnumerable<IMethodSymbol> Targets(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            return [];
        }

        if (!method.IsAbstract)
        {
            return [method];
        }

        var implementations = DerivedTypes.Of(method.ContainingType, platform.Compilation).Select(type => ImplementationIn(type, method)).OfType<IMethodSymbol>().Take(MaxImplementations + 1).ToList();
        return implementations.Count > MaxImplementations ? [] : implementations;
    }

    private static IMethodSymbol? ImplementationIn(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind is TypeKind.Interface)
        {
            var contract = type.AllInterfaces.FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method.ContainingType));
            return contract?.GetMembers(method.Name).OfType<IMethodSymbol>().Where(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method))
                .Select(member => type.FindImplementationForInterfaceMember(member)).OfType<IMethodSymbol>().FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.ContainingType, type) && !member.IsAbstract)?.OriginalDefinition;
        }

        return type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(member => !member.IsAbstract && SymbolEqualityComparer.Default.Equals(member.OverriddenMethod?.OriginalDefinition, method));
    }
}
