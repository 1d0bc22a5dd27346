using System.Text.Json;
using Xunit;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>How a build of a consumer ended, what it printed, and the SARIF log of the compiler.</summary>
internal sealed class Outcome
{
    private readonly string _sarifFile;

    public Outcome(int exitCode, string output, string sarifFile)
    {
        Succeeded = exitCode == 0;
        Output = output;
        Reports = Report.ReadAll(output);
        _sarifFile = sarifFile;

        // AD0001 is an analyzer that threw, the others one that could not be loaded: never right, whatever a test is about.
        Assert.False(Reports.Any(report => report.Id is "AD0001" or "CS8032" or "CS8033" or "CS8034" or "CS9057"), output);
    }

    public bool Succeeded { get; }

    public string Output { get; }

    public IReadOnlyList<Report> Reports { get; }

    public IReadOnlyList<Report> Of(string id) => [.. Reports.Where(report => report.Id == id)];

    /// <summary>The run in the SARIF log.</summary>
    public JsonElement Sarif() => JsonDocument.Parse(File.ReadAllText(_sarifFile)).RootElement.GetProperty("runs")[0];

    /// <summary>The results in the SARIF log, which says everything once.</summary>
    public IReadOnlyList<JsonElement> SarifResults(string id) =>
        [.. Sarif().GetProperty("results").EnumerateArray().Where(result => result.GetProperty("ruleId").GetString() == id)];
}
