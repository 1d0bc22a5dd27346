using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>A resource that a method of the source makes for its caller.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Hold">How far it has come when it is returned.</param>
internal sealed record MadeResource(ResourceKind Kind, Hold Hold);

/// <summary>What the methods of the source make for their callers: by returning it, in a tuple, or through a parameter.</summary>
internal sealed partial class Summaries
{
    private const int MaxSites = 8;

    /// <summary>What a method makes for its caller; null where it makes nothing, or nothing that is known.</summary>
    public MadeResource? MadeBy(IMethodSymbol method, int depth, Lifetime caller)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!CanMake(definition.ReturnType))
        {
            return null;
        }

        var made = Targets(definition).Select(target => MadeByOne(target, depth, caller)).Distinct().Take(2).ToList();
        return made is [{ } only] ? only : null;
    }

    /// <summary>How far a connection has come that a method hands out through a parameter; null where nobody knows.</summary>
    public Hold? HandedOutBy(IMethodSymbol method, int ordinal, int depth, Lifetime caller)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return ordinal < definition.Parameters.Length && Targets(definition).ToList() is [var target] ? HandedOutByOne(target, ordinal, depth, caller) : null;
    }

    /// <summary>The element of the tuple that a method returns which is a connection made for the caller; null where there is none.</summary>
    public (int Element, Hold Hold)? ElementMadeBy(IMethodSymbol method, int depth, Lifetime caller)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return Result(definition.ReturnType) is INamedTypeSymbol { IsTupleType: true } && Targets(definition).ToList() is [var target] ? ElementMadeByOne(target, depth, caller) : null;
    }

    private MadeResource? MadeByOne(IMethodSymbol method, int depth, Lifetime caller)
    {
        if (_made.TryGet(method, 0, depth, caller, out var known))
        {
            return known;
        }

        if (Enter(method, depth, caller) is not { } lifetime)
        {
            return null;
        }

        return _made.Keep(method, 0, depth, lifetime, caller, MadeIn(lifetime));
    }

    /// <summary>The one kind of resource that every return statement of a body gives; null where one of them gives something else.</summary>
    private static MadeResource? MadeIn(Lifetime lifetime)
    {
        var returns = ReturnsOf(lifetime);
        var sites = returns.Count is 0 or > MaxSites ? [] : Sites.In(lifetime).Where(site => site.Kind is not ResourceKind.None).Take(MaxSites + 1).ToList();
        if (sites.Count is 0 or > MaxSites)
        {
            return null;
        }

        var made = new HashSet<MadeResource>();
        foreach (var site in sites)
        {
            var tracking = site.Tracking(lifetime);
            if (!tracking.Follow())
            {
                return null;
            }

            if (tracking.Outcome.Returns.Count > 0)
            {
                returns.RemoveAll(tracking.Outcome.Returns.Contains);
                made.UnionWith(tracking.Outcome.Returned.Select(hold => new MadeResource(site.Kind, hold)));
            }
        }

        return returns.Count == 0 && made.Count == 1 ? made.First() : null;
    }

    private Hold? HandedOutByOne(IMethodSymbol method, int ordinal, int depth, Lifetime caller)
    {
        if (_handedOut.TryGet(method, ordinal, depth, caller, out var known))
        {
            return known;
        }

        return Enter(method, depth, caller) is { } lifetime ? _handedOut.Keep(method, ordinal, depth, lifetime, caller, HandedOutIn(lifetime, method.Parameters[ordinal])) : null;
    }

    /// <summary>Every value of the parameter has to be null or one resource on its way to the caller.</summary>
    private static Hold? HandedOutIn(Lifetime lifetime, IParameterSymbol parameter)
    {
        var values = lifetime.Body.ValuesOf(parameter).Count(value => value is not { ConstantValue: { HasValue: true, Value: null } } and not IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } } and not IDefaultValueOperation);
        var holds = new HashSet<Hold>();
        var handed = 0;
        foreach (var site in Sites.In(lifetime).Where(site => site.Kind is ResourceKind.Connection).Take(MaxSites))
        {
            var tracking = site.Tracking(lifetime);
            if (!tracking.Follow())
            {
                return null;
            }

            var found = tracking.Outcome.HandedOut.Where(handing => SymbolEqualityComparer.Default.Equals(handing.Parameter, parameter)).Select(handing => handing.Hold).ToList();
            handed += found.Count > 0 ? 1 : 0;
            holds.UnionWith(found);
        }

        return handed > 0 && handed >= values && holds.Count == 1 && holds.First() is Hold.Idle or Hold.Held ? holds.First() : null;
    }

    private (int Element, Hold Hold)? ElementMadeByOne(IMethodSymbol method, int depth, Lifetime caller)
    {
        if (_elements.TryGet(method, 0, depth, caller, out var known))
        {
            return known;
        }

        return Enter(method, depth, caller) is { } lifetime ? _elements.Keep(method, 0, depth, lifetime, caller, ElementMadeIn(lifetime)) : null;
    }

    private static (int Element, Hold Hold)? ElementMadeIn(Lifetime lifetime)
    {
        var returns = ReturnsOf(lifetime);
        var elements = new HashSet<(int Element, Hold Hold)>();
        foreach (var site in Sites.In(lifetime).Where(site => site.Kind is ResourceKind.Connection).Take(MaxSites))
        {
            var tracking = site.Tracking(lifetime);
            if (!tracking.Follow())
            {
                return null;
            }

            if (tracking.Outcome.Elements.Count > 0)
            {
                returns.RemoveAll(tracking.Outcome.Returns.Contains);
                elements.UnionWith(tracking.Outcome.Elements);
            }
        }

        return returns.Count == 0 && elements.Count == 1 && elements.First() is { Hold: Hold.Idle or Hold.Held } only ? only : null;
    }

    private static List<IOperation> ReturnsOf(Lifetime lifetime) =>
        lifetime.Body.Graph.Blocks
            .Where(block => block is { FallThroughSuccessor.Semantics: ControlFlowBranchSemantics.Return, BranchValue: not null, IsReachable: true } && block.BranchValue.ConstantValue is not { HasValue: true, Value: null })
            .Select(block => block.BranchValue!).ToList();

    private bool CanMake(ITypeSymbol type) =>
        platform.Resources.KindOf(Result(type)) is ResourceKind.Connection or ResourceKind.Reader or ResourceKind.Grid or ResourceKind.Context;

    private static ITypeSymbol Result(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [var inner], Name: "Task" or "ValueTask" } ? inner : type;
}
