namespace PgAntiPatterns.Baselines;

/// <summary>An entry of a baseline.</summary>
/// <param name="Project">The project that the finding is in, as the baseline names it.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Line">The line on which it stands, counted from zero.</param>
internal sealed record BaselineEntry(string Project, KnownFinding Finding, int Line);

/// <summary>Something in a baseline that nobody understands, so that it does nothing.</summary>
/// <param name="Line">The line, counted from zero.</param>
/// <param name="Project">The project that it concerns; null where it concerns all.</param>
/// <param name="Reason">What is wrong and what to do, to follow "is not understood; ".</param>
internal sealed record BaselineMistake(int Line, string? Project, string Reason);

/// <summary>The findings that a team knows of and that stay silent until they are fixed.</summary>
internal sealed class Baseline
{
    /// <summary>The name by which the file is known.</summary>
    public const string FileName = "PgAntiPatterns.Baseline.json";

    /// <summary>The id under which this package silences findings, in the compiler's log as well.</summary>
    public const string SuppressionId = "PGAPKNOWN";

    /// <summary>The one version of the format that there is.</summary>
    public const string Version = "1";

    private readonly ILookup<string, BaselineEntry> _entries;
    private readonly Dictionary<string, HashSet<string>> _keys;

    public Baseline(IEnumerable<BaselineEntry> entries, IReadOnlyList<BaselineMistake> mistakes)
    {
        Entries = entries.ToList();
        Mistakes = mistakes;
        _entries = Entries.ToLookup(entry => entry.Project, StringComparer.OrdinalIgnoreCase);
        _keys = _entries.ToDictionary(project => project.Key, project => new HashSet<string>(project.Select(entry => entry.Finding.Key)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A baseline without entries.</summary>
    public static Baseline Empty { get; } = new([], []);

    /// <summary>All entries.</summary>
    public IReadOnlyList<BaselineEntry> Entries { get; }

    /// <summary>What is not understood.</summary>
    public IReadOnlyList<BaselineMistake> Mistakes { get; }

    /// <summary>The entries of a project.</summary>
    public IEnumerable<BaselineEntry> Of(string project) => _entries[project];

    /// <summary>True where a finding of a project is known; where the project is unknown, in any of them. A project that has no list, because it was built for another framework then, or for one only, has the lists of the others.</summary>
    public bool Knows(string? project, KnownFinding finding)
    {
        if (project is not null && _keys.TryGetValue(project, out var own))
        {
            return own.Contains(finding.Key);
        }

        return _keys.Any(keys => (project is null || string.Equals(ProjectName.FileOf(keys.Key), ProjectName.FileOf(project), StringComparison.OrdinalIgnoreCase)) && keys.Value.Contains(finding.Key));
    }
}
