using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build.Reports;

/// <summary>What a report remembers of a project, whether it has findings or not.</summary>
/// <param name="Name">The project's file in the tree and, where there are several, the framework.</param>
/// <param name="Stale">How many entries of the baseline have lost their finding.</param>
/// <param name="IsComplete">False where the compiler stopped at an error, so that findings may be missing.</param>
internal sealed record ReportProject(string Name, int Stale, bool IsComplete)
{
    /// <summary>The project's file.</summary>
    public string File => ProjectName.FileOf(Name);

    /// <summary>The framework; empty where there is only one.</summary>
    public string Framework => ProjectName.FrameworkOf(Name);
}

/// <summary>The findings of a solution, each once, in an order that does not depend on who came first.</summary>
internal sealed class Report
{
    private Report(IEnumerable<ReportEntry> entries, IEnumerable<LoggedRule> rules, IEnumerable<ReportProject> projects)
    {
        Entries = entries.GroupBy(entry => entry.Key).Select(Merged)
            .OrderBy(entry => entry.Place.File, StringComparer.Ordinal).ThenBy(entry => entry.Place.Line).ThenBy(entry => entry.Place.Column)
            .ThenBy(entry => entry.Rule, StringComparer.Ordinal).ThenBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        var used = new HashSet<string>(Entries.Select(entry => entry.Rule));
        Rules = rules.Where(rule => used.Contains(rule.Id)).GroupBy(rule => rule.Id).Select(rule => rule.First()).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        Projects = projects.OrderBy(project => project.Name, StringComparer.Ordinal).ToList();
    }

    /// <summary>A report of nothing.</summary>
    public static Report Empty { get; } = new([], [], []);

    /// <summary>The findings, sorted by their places.</summary>
    public IReadOnlyList<ReportEntry> Entries { get; }

    /// <summary>The rules of the findings, sorted by their ids.</summary>
    public IReadOnlyList<LoggedRule> Rules { get; }

    /// <summary>The projects, sorted by their names.</summary>
    public IReadOnlyList<ReportProject> Projects { get; }

    /// <summary>A report as it was written down.</summary>
    public static Report Of(IEnumerable<ReportEntry> entries, IEnumerable<LoggedRule> rules, IEnumerable<ReportProject> projects) => new(entries, rules, projects);

    /// <summary>The report with what a project says now in place of what it said before, and without the projects that are gone.</summary>
    public Report With(ReportProject project, IEnumerable<ReportEntry> entries, IEnumerable<LoggedRule> rules, Func<ReportProject, bool> isGone)
    {
        var others = Projects.Where(other => other.Name != project.Name && !isGone(other)).ToList();
        var names = new HashSet<string>(others.Select(other => other.Name));
        var kept = Entries.Select(entry => entry with { Projects = entry.Projects.Where(names.Contains).ToList() }).Where(entry => entry.Projects.Count > 0);
        return new Report(kept.Concat(entries), rules.Concat(Rules), others.Append(project));
    }

    private static ReportEntry Merged(IEnumerable<ReportEntry> same) =>
        same.First() with { Projects = same.SelectMany(entry => entry.Projects).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList() };
}
