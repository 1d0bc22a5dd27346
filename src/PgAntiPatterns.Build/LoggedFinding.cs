using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build;

/// <summary>Who has silenced a finding, as far as the compiler's log tells.</summary>
internal enum Silence
{
    /// <summary>Nobody: the compiler has printed it.</summary>
    None,

    /// <summary>A pragma or an attribute in the source, or another package.</summary>
    Source,

    /// <summary>This package, because of the baseline or of a report.</summary>
    Package,

    /// <summary>Somebody; the compiler does not say who.</summary>
    Unsaid,
}

/// <summary>A stretch of a file; lines and columns count from one, and a line of zero stands for the whole file.</summary>
/// <param name="File">The path of the file.</param>
internal sealed record Place(string File, int Line, int Column, int EndLine, int EndColumn);

/// <summary>What the log knows about a rule.</summary>
/// <param name="Level">The level that it has unless somebody sets another.</param>
internal sealed record LoggedRule(string Id, string Title, string? Page, string? Category, string Level);

/// <summary>A finding in the compiler's log.</summary>
/// <param name="Place">Where it is; null where it has no place in a file.</param>
/// <param name="Further">The further places that belong to it, in the rule's order.</param>
/// <param name="Reason">What somebody wrote down who excused it.</param>
/// <param name="Properties">The properties that the rule gave to its diagnostic.</param>
internal sealed record LoggedFinding(string Rule, string Level, string Message, Place? Place, IReadOnlyList<Place> Further, Silence Silence, string? Reason, JsonValue? Properties)
{
    /// <summary>How a baseline in a folder knows the finding; null where it is none that a baseline can know.</summary>
    public KnownFinding? KnownFrom(string folder) =>
        Place is null ? null : KnownFinding.Of(Rule, RelativePaths.From(folder, Place.File), name => Properties?.TextOf(name));
}
