namespace PgAntiPatterns.Build.Reports;

/// <summary>The folder of a report, in which each project replaces what it said before.</summary>
internal sealed class ReportFolder(string path, SourceTree tree)
{
    /// <summary>The log for services that read SARIF.</summary>
    public const string SarifName = "PgAntiPatterns.sarif";

    /// <summary>The summary for people.</summary>
    public const string MarkdownName = "PgAntiPatterns.md";

    /// <summary>The findings for GitLab.</summary>
    public const string GitLabName = "PgAntiPatterns.gitlab.json";

    /// <summary>Writes down what a project says; false where an earlier report was not understood and had to give way.</summary>
    /// <param name="frameworks">The frameworks that the project has now; none where it has one only.</param>
    public bool Take(ReportProject project, IEnumerable<ReportEntry> entries, IEnumerable<LoggedRule> rules, IReadOnlyCollection<string> frameworks)
    {
        Directory.CreateDirectory(path);
        var sarif = Path.Combine(path, SarifName);
        var isUnderstood = true;
        SharedFile.InTurn(sarif, () =>
        {
            var text = SharedFile.Read(sarif);
            var earlier = text.Length == 0 ? Report.Empty : SarifFile.Read(text);
            isUnderstood = earlier is not null;
            var report = (earlier ?? Report.Empty).With(project, entries, rules, IsGone);
            SharedFile.Write(sarif, SarifFile.Write(report));
            SharedFile.Write(Path.Combine(path, MarkdownName), MarkdownSummary.Write(report, SourceLinks.In(Environment.GetEnvironmentVariable)));
            SharedFile.Write(Path.Combine(path, GitLabName), GitLabFile.Write(report));
        });
        return isUnderstood;

        bool IsGone(ReportProject other) =>
            !File.Exists(Path.Combine(tree.Root, other.File)) || (other.File == project.File && !frameworks.Contains(other.Framework));
    }
}
