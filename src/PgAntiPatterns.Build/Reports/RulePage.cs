using System.Text.RegularExpressions;

namespace PgAntiPatterns.Build.Reports;

/// <summary>What a rule's page in the documentation says, which is where reports have their explanations from.</summary>
internal sealed class RulePage
{
    private static readonly Regex Link = new(@"\]\((?!\w+:|#)([^)]+)\)");

    private readonly List<(string Heading, string[] Paragraphs)> _sections;
    private readonly string[] _facts;

    private RulePage(string text, string? address)
    {
        var lines = text.Replace("\r\n", "\n").Split('\n');
        _facts = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).FirstOrDefault()?.Trim('|', ' ').Split([" | "], StringSplitOptions.None) ?? [];
        var table = Array.IndexOf(lines, "<!-- end -->");
        Markdown = Anchored(string.Join("\n", lines.Take(1).Concat(lines.Skip(table + 1))).Trim(), address);
        _sections = Regex.Split("\n" + Anchored(string.Join("\n", lines.Skip(Math.Max(table + 1, 1))), address), @"\n## ").Select(Section).ToList();
    }

    /// <summary>The page without its table of facts; links in it are whole addresses.</summary>
    public string Markdown { get; }

    /// <summary>What the rule is about: the paragraph that opens the page.</summary>
    public string Summary => _sections[0].Paragraphs.FirstOrDefault() ?? "";

    /// <summary>How sure the rule is when it speaks.</summary>
    public string Confidence => _facts.ElementAtOrDefault(1) ?? "";

    /// <summary>What the anti-pattern costs; empty where the page does not say.</summary>
    public string Cost => (Of("What it costs") ?? Of("Why"))?.FirstOrDefault() ?? "";

    /// <summary>What the fix does, or why there is none: what the page says behind the repaired code, and else in its table.</summary>
    public string Fix =>
        Of("After")?.SkipWhile(paragraph => !paragraph.EndsWith("```", StringComparison.Ordinal)).Skip(1).ToList() is { Count: > 0 } notes ? string.Join("\n\n", notes)
        : HasFix ? "The editor's fix makes of the code what the rule's page shows."
        : Regex.Replace(_facts.ElementAtOrDefault(3) ?? "", "^no: ", "There is no fix. ");

    /// <summary>True where a code fix exists.</summary>
    public bool HasFix => _facts.ElementAtOrDefault(3) == "yes";

    /// <summary>The page of a rule, as it was packed with this assembly; null where there is none.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="address">Where the page is read, to which its links are relative.</param>
    public static RulePage? Of(string id, string? address)
    {
        using var stream = typeof(RulePage).Assembly.GetManifestResourceStream(id + ".md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return new RulePage(reader.ReadToEnd(), address);
    }

    private static string Anchored(string text, string? address) => Uri.TryCreate(address, UriKind.Absolute, out var page)
        ? Link.Replace(text, link => "](" + new Uri(page, link.Groups[1].Value).AbsoluteUri + ")")
        : text;

    private string[]? Of(string heading) => _sections.Where(section => section.Heading == heading).Select(section => section.Paragraphs).FirstOrDefault();

    private static (string Heading, string[] Paragraphs) Section(string text)
    {
        var end = text.IndexOf('\n');
        var (heading, body) = end < 0 ? (text, "") : (text.Substring(0, end), text.Substring(end));
        return (heading.Trim(), body.Split(["\n\n"], StringSplitOptions.RemoveEmptyEntries).Select(paragraph => paragraph.Trim('\n')).Where(paragraph => paragraph.Length > 0).ToArray());
    }
}
