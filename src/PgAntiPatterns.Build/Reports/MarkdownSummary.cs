using System.Text;
using System.Text.RegularExpressions;

namespace PgAntiPatterns.Build.Reports;

/// <summary>What a reviewer reads: the new findings by rule, with what each costs and what the fix does.</summary>
internal static class MarkdownSummary
{
    /// <summary>More of one rule than that nobody reads here; comments and summaries have a limit, too.</summary>
    private const int MaxPerRule = 20;

    private static readonly Regex Quoted = new(@"'([^'`]+)'");
    private static readonly Regex Special = new(@"[\\`*_{}\[\]<>#|~]");

    /// <summary>The text of the summary.</summary>
    public static string Write(Report report, SourceLinks links)
    {
        var text = new StringBuilder("## PostgreSQL anti-patterns\n\n");
        text.Append(Counts(report)).Append('\n');
        foreach (var project in report.Projects.Where(project => !project.IsComplete))
        {
            text.Append("\n`").Append(project.Name).Append("` did not compile, so that findings of it may be missing.\n");
        }

        foreach (var found in report.Entries.Where(entry => entry.Standing is Standing.New).GroupBy(entry => entry.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            var rule = report.Rules.FirstOrDefault(rule => rule.Id == found.Key) ?? new LoggedRule(found.Key, found.Key, null, null, "warning");
            Append(text, rule, found.ToList(), links);
        }

        return text.ToString();
    }

    private static string Counts(Report report)
    {
        int Of(Standing standing) => report.Entries.Count(entry => entry.Standing == standing);
        var stale = report.Projects.Sum(project => project.Stale);
        var counts = new List<string> { "**" + Number(Of(Standing.New), "new finding", "new findings", "No new findings") + "**" };
        counts.Add(Number(Of(Standing.Known), "known to the baseline", "known to the baseline", ""));
        counts.Add(Number(stale, "entry of the baseline is stale", "entries of the baseline are stale", ""));
        counts.Add(Number(Of(Standing.Excused), "excused in the source", "excused in the source", ""));
        return string.Join(" · ", counts.Where(count => count.Length > 0)) + " (" + Number(report.Projects.Select(project => project.File).Distinct().Count(), "project", "projects", "no project") + ")";
    }

    private static string Number(int number, string one, string many, string none) => number switch { 0 => none, 1 => "1 " + one, _ => number + " " + many };

    private static void Append(StringBuilder text, LoggedRule rule, List<ReportEntry> found, SourceLinks links)
    {
        text.Append("\n### ").Append(rule.Page is null ? rule.Id : $"[{rule.Id}]({rule.Page})").Append(": ").Append(Escaped(rule.Title)).Append(" (").Append(found.Count).Append(")\n\n");
        foreach (var entry in found.Take(MaxPerRule))
        {
            var place = $"{entry.Place.File}:{entry.Place.Line}";
            text.Append("- ").Append(entry.Level == "note" ? "suggestion" : entry.Level).Append(" at ")
                .Append(links.To(entry.Place) is { } link ? $"[{Escaped(place)}]({link})" : Escaped(place)).Append(": ").Append(Message(entry.Message)).Append('\n');
        }

        if (found.Count > MaxPerRule)
        {
            text.Append("- and ").Append(found.Count - MaxPerRule).Append(" more\n");
        }

        if (RulePage.Of(rule.Id, rule.Page) is { } page)
        {
            text.Append('\n').Append(page.Summary).Append('\n');
            Append(text, "What it costs", page.Cost);
            Append(text, "What the fix does", page.Fix);
        }
    }

    private static void Append(StringBuilder text, string heading, string said)
    {
        if (said.Length > 0)
        {
            text.Append("\n**").Append(heading).Append("**\n\n").Append(said).Append('\n');
        }
    }

    /// <summary>A message: what it quotes is code, and the rest is nothing but words.</summary>
    private static string Message(string message)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (Match quoted in Quoted.Matches(message))
        {
            text.Append(Escaped(message.Substring(end, quoted.Index - end))).Append('`').Append(quoted.Groups[1].Value).Append('`');
            end = quoted.Index + quoted.Length;
        }

        return text.Append(Escaped(message.Substring(end))).Replace("\n", " ").ToString();
    }

    /// <summary>Words in which nothing is markup and nobody is called by a name behind an at sign.</summary>
    private static string Escaped(string words) => Special.Replace(words, @"\$0").Replace("@", "@\u200B");
}
