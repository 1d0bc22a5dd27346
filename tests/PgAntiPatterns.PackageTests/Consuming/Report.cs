using System.Text.RegularExpressions;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>One warning or error as a build prints it. The line is 0 where none is printed.</summary>
internal sealed partial record Report(string Origin, int Line, string Severity, string Id, string Text)
{
    /// <summary>What a build printed; the summary at its end says everything again.</summary>
    public static IReadOnlyList<Report> ReadAll(string output) =>
    [
        .. output.Split('\n', StringSplitOptions.TrimEntries).Distinct()
            .Select(line => Printed().Match(line))
            .Where(match => match.Success)
            .Select(match => new Report(
                match.Groups["origin"].Value.Trim(),
                match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value, null) : 0,
                match.Groups["severity"].Value,
                match.Groups["id"].Value,
                match.Groups["text"].Value)),
    ];

    [GeneratedRegex(@"^(?<origin>.+?)(\((?<line>\d+),\d+\))?\s*: (?<severity>warning|error) (?<id>\w+): (?<text>.*)$")]
    private static partial Regex Printed();
}
