using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>What makes code run again.</summary>
internal enum Pace
{
    /// <summary>The next element of a sequence.</summary>
    PerElement,

    /// <summary>The next element of a sequence, several of them at a time.</summary>
    AtOnce,

    /// <summary>One of a few values that the code itself names.</summary>
    Bounded,

    /// <summary>The answer that is looked for has not come yet.</summary>
    Searching,

    /// <summary>Something that arrives from outside.</summary>
    Consuming,

    /// <summary>A condition that the engine cannot name.</summary>
    Unknown,
}

/// <summary>Code that runs more than once.</summary>
/// <param name="Operation">The loop, or the call that takes the lambda.</param>
/// <param name="Body">What runs again: the loop's body or the lambda.</param>
/// <param name="Pace">What makes it run again.</param>
/// <param name="Elements">The variables that are different in each turn.</param>
/// <param name="Source">What the elements are taken from; null where it is no sequence.</param>
internal sealed record Repetition(IOperation Operation, IOperation Body, Pace Pace, ImmutableArray<ISymbol> Elements, IOperation? Source)
{
    /// <summary>The operations that give the next element.</summary>
    public ImmutableArray<IOperation> ElementOperations { get; init; } = ImmutableArray<IOperation>.Empty;

    /// <summary>The type of the element, where there is one.</summary>
    public ITypeSymbol? ElementType { get; init; }

    /// <summary>True where break and return end the repetition.</summary>
    public bool IsLoop => Operation is ILoopOperation;

    /// <summary>True where the engine has proof that it runs once per element.</summary>
    public bool IsPerElement => Pace is Pace.PerElement or Pace.AtOnce;

    /// <summary>Where values come from that are different in each turn.</summary>
    public Origins ElementOrigins() => new(
        Operation,
        Elements.Select(element => (element, 1UL)),
        ElementOperations.ToDictionary(operation => operation, _ => 1UL),
        ValueFlows.RootOf(Source) is { } whole && !Elements.Contains(whole, SymbolEqualityComparer.Default) ? whole : null);
}
