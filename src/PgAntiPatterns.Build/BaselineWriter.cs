using System.Globalization;
using System.Text;
using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build;

/// <summary>Writes a baseline: sorted, and one entry to a line, so that a merge or a review sees single entries.</summary>
internal static class BaselineWriter
{
    /// <summary>The text of a baseline.</summary>
    public static string Write(IEnumerable<BaselineEntry> entries)
    {
        var text = new StringBuilder("{\n  \"version\": 1,\n  \"projects\": {");
        var projects = entries.GroupBy(entry => entry.Project).OrderBy(project => project.Key, StringComparer.Ordinal).ToList();
        foreach (var project in projects)
        {
            text.Append("\n    ").Append(JsonText.Quoted(project.Key)).Append(": [");
            var findings = project.Select(entry => entry.Finding).GroupBy(finding => finding.Key).Select(same => same.First())
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Member, StringComparer.Ordinal).ThenBy(finding => finding.Rule, StringComparer.Ordinal)
                .ThenBy(finding => finding.Text, StringComparer.Ordinal).ThenBy(finding => finding.Ordinal);
            text.Append(string.Join(",", findings.Select(finding => "\n      " + Entry(finding)))).Append("\n    ]").Append(project == projects[projects.Count - 1] ? "" : ",");
        }

        return text.Append("\n  }\n}\n").ToString();
    }

    private static string Entry(KnownFinding finding) =>
        $"{{ \"rule\": {JsonText.Quoted(finding.Rule)}, \"file\": {JsonText.Quoted(finding.File)}, \"member\": {JsonText.Quoted(finding.Member)}, \"text\": {JsonText.Quoted(finding.Text)}, \"ordinal\": {finding.Ordinal.ToString(CultureInfo.InvariantCulture)} }}";
}
