using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Baselines;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules;

/// <summary>What one rule says: its id, words and confidence; the question it asks is in the class that derives from it.</summary>
internal abstract class Rule
{
    /// <summary>Where the pages of the rules are read.</summary>
    public const string PagesAddress = "https://github.com/PgAntiPatterns/PgAntiPatterns/blob/main/docs/rules/";

    /// <param name="id">The id, <c>PGAPnnnn</c>; never reused.</param>
    /// <param name="area">The area, which is also the diagnostic's category.</param>
    /// <param name="title">The bad thing in a few words.</param>
    /// <param name="message">One sentence: the thing in quotes, what it costs on PostgreSQL, what to do.</param>
    /// <param name="confidence">How sure the rule is when it speaks.</param>
    /// <param name="withoutFix">Why there is no code fix; null where there is one.</param>
    protected Rule(string id, string area, string title, string message, Confidence confidence, string? withoutFix = null)
    {
        Confidence = confidence;
        WithoutFix = withoutFix;
        Descriptor = new DiagnosticDescriptor(
            id,
            title,
            message,
            "PostgreSQL." + area,
            confidence is Confidence.Certain ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            isEnabledByDefault: confidence is not Confidence.Opinion,
            helpLinkUri: PagesAddress + id + ".md");
    }

    /// <summary>How sure the rule is when it speaks.</summary>
    public Confidence Confidence { get; }

    /// <summary>Why the rule has no code fix; null where it has one.</summary>
    public string? WithoutFix { get; }

    /// <summary>What Roslyn is told about the rule.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The rule's id.</summary>
    public string Id => Descriptor.Id;

    /// <summary>What the rule says about a place, with what a baseline knows the place by.</summary>
    public Diagnostic At(Location location, params object[] words) => At(location, null, null, words);

    /// <inheritdoc cref="At(Location, object[])"/>
    public Diagnostic At(Location location, IEnumerable<Location>? further, params object[] words) => At(location, further, null, words);

    /// <inheritdoc cref="At(Location, object[])"/>
    public Diagnostic At(Location location, ImmutableDictionary<string, string?>? properties, params object[] words) => At(location, null, properties, words);

    /// <inheritdoc cref="At(Location, object[])"/>
    public Diagnostic At(Location location, IEnumerable<Location>? further, ImmutableDictionary<string, string?>? properties, params object[] words) =>
        Diagnostic.Create(Descriptor, location, further, Told(properties, CodePlace.Of(location)), words);

    /// <summary>What the rule says about a place in a file that is no C#.</summary>
    public Diagnostic In(SourceText file, Location location, ImmutableDictionary<string, string?> properties, params object[] words) =>
        Diagnostic.Create(Descriptor, location, null, Told(properties, CodePlace.Of(file, location.SourceSpan)), words);

    private static ImmutableDictionary<string, string?> Told(ImmutableDictionary<string, string?>? properties, CodePlace? place)
    {
        var told = properties ?? ImmutableDictionary<string, string?>.Empty;
        return place is null
            ? told
            : told
                .SetItem(KnownFinding.MemberProperty, place.Member)
                .SetItem(KnownFinding.TextProperty, place.Text)
                .SetItem(KnownFinding.OrdinalProperty, place.Ordinal.ToString(CultureInfo.InvariantCulture));
    }
}
