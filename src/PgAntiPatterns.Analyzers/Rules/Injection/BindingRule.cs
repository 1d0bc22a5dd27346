using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ParameterBinding;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>What can be said about a statement and the parameters that it is sent with.</summary>
internal interface IBindingRule
{
    /// <summary>What Roslyn is told about the rule.</summary>
    DiagnosticDescriptor Descriptor { get; }

    /// <summary>What the rule says about a place.</summary>
    Diagnostic At(Location location, IEnumerable<Location>? further, ImmutableDictionary<string, string?>? properties, params object[] words);

    /// <summary>What is wrong with a text and its parameters; null where nothing is.</summary>
    BindingFinding? Find(BoundText text);
}

/// <summary>A rule about a statement and the parameters that it is sent with.</summary>
internal abstract class BindingRule(string id, string title, string message, Confidence confidence, string? withoutFix = null)
    : Rule(id, "Injection", title, message, confidence, withoutFix), IBindingRule
{
    public abstract BindingFinding? Find(BoundText text);
}

/// <summary>What a rule found.</summary>
/// <param name="Words">What fills the message.</param>
internal sealed record BindingFinding(params string[] Words)
{
    /// <summary>What a fix has to look at, in the order that the rule and its fix have agreed on.</summary>
    public ImmutableArray<Location> Places { get; init; } = ImmutableArray<Location>.Empty;

    /// <summary>What a fix has to know besides.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The finding with the places that a fix needs, unless one of them is out of reach.</summary>
    public BindingFinding At(params Location?[] places) =>
        places.Contains(null) ? this : this with { Places = places.OfType<Location>().ToImmutableArray() };

    /// <summary>The finding with something that a fix has to know.</summary>
    public BindingFinding Knowing(string key, string? value) => this with { Properties = Properties.SetItem(key, value) };
}
