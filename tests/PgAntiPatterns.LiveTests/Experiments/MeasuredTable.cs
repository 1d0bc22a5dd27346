using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>The part of a page that holds measured figures, and the servers that they were measured on.</summary>
internal static partial class MeasuredTable
{
    private const string Start = "<!-- generated: measured -->";
    private const string End = "<!-- end -->";

    /// <summary>
    /// The page with these figures. Other figures are an error unless they may be rewritten; they forget the servers of the old ones.
    /// A server that the page does not name only has to measure the same.
    /// </summary>
    public static string Settle(string page, string file, string[][] cells, int server, bool rewrites)
    {
        var start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var end = start < Start.Length ? -1 : page.IndexOf(End, start, StringComparison.Ordinal);
        Assert.True(end >= 0, $"{file} has no '{Start} … {End}' for what its experiment measures; add it under '## Measured' and run the live tests once with PGAP_REWRITE=1.");
        var found = page[start..end];
        var servers = ServersOf(found);
        var isSame = found == Part(cells, servers);
        if (isSame && (servers.Contains(server) || !rewrites))
        {
            return page;
        }

        Assert.True(rewrites, $"{file} does not say what its experiment measured on PostgreSQL {server}; run the live tests once with PGAP_REWRITE=1. Measured:\n{Part(cells, [server])}\nFound:\n{found}");
        return page[..start] + Part(cells, isSame ? [.. servers, server] : [server]) + page[end..];
    }

    private static string Part(string[][] cells, SortedSet<int> servers)
    {
        string[][] lines = [["What was run", "Before", "After"], ["---", "---", "---"], .. cells];
        var table = string.Join('\n', lines.Select(line => "| " + string.Join(" | ", line.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))) + " |"));
        return $"\n{table}\n\nMeasured by the live tests on PostgreSQL {string.Join(" and ", servers)}.\n";
    }

    private static SortedSet<int> ServersOf(string part) =>
        [.. Named().Match(part).Groups["server"].Captures.Select(server => int.Parse(server.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"on PostgreSQL (?:(?<server>\d+)(?: and )?)+\.\n$")]
    private static partial Regex Named();
}
