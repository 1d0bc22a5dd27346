namespace PgAntiPatterns.Build.Reports;

/// <summary>The new findings as GitLab's code quality reads them.</summary>
internal static class GitLabFile
{
    /// <summary>The text of the file.</summary>
    public static string Write(Report report) => JsonText.List(report.Entries
        .Where(entry => entry.Standing is Standing.New)
        // GitLab drops all findings of a fingerprint but one.
        .GroupBy(entry => entry.Fingerprint).Select(same => same.First())
        .Select(entry => JsonText.Object(
            ("description", JsonText.Of(entry.Message)),
            ("check_name", JsonText.Of(entry.Rule)),
            ("fingerprint", JsonText.Of(entry.Fingerprint)),
            ("severity", JsonText.Of(entry.Level switch { "error" => "critical", "warning" => "major", _ => "minor" })),
            ("location", JsonText.Object(
                ("path", JsonText.Of(entry.Place.File)),
                ("lines", JsonText.Object(("begin", JsonText.Of(Math.Max(entry.Place.Line, 1))))))))))
        .ToString();
}
