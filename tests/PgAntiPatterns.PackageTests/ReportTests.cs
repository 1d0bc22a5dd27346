using System.Text.Json;
using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>The report of a whole solution, for whoever reviews the change.</summary>
public sealed class ReportTests : IClassFixture<Fleet>
{
    private const string Markdown = "report/PgAntiPatterns.md";
    private const string GitLab = "report/PgAntiPatterns.gitlab.json";
    private const string SarifName = "report/PgAntiPatterns.sarif";

    private readonly Fleet _fleet;

    public ReportTests(Fleet fleet)
    {
        _fleet = fleet;
        _fleet.Restock();
    }

    [Fact]
    public async Task Every_project_is_in_one_log_although_the_first_has_errors_and_the_build_fails()
    {
        var outcome = await _fleet.BuildAsync("-p:PgAntiPatternsMode=Strict", "-p:PgAntiPatternsReport=report");

        Assert.False(outcome.Succeeded);
        Assert.Equal(["PGAP2001", "PGAP3003", "PGAP4001"], outcome.Reports.Where(report => report is { Severity: "error", Line: > 0 }).Select(report => report.Id).Order());
        var error = Assert.Single(outcome.Of("PGAP3003"));
        Assert.Equal((_fleet.PathOf("Data/Vehicles.cs"), Consumer.Line(Fleet.VehiclesText, "Pooling=false")), (Path.GetFullPath(error.Origin), error.Line));
        Assert.Equal(3, outcome.Of("PGAPGATE").Count);

        var run = Run();
        Assert.Equal(
            [
                ("PGAP3003", "Data/Vehicles.cs", Consumer.Line(Fleet.VehiclesText, "Pooling=false"), "new"),
                ("PGAP4001", "Services/Garage.cs", Consumer.Line(Fleet.GarageText, "CreateCommand"), "new"),
                ("PGAP3003", "Web/Labels.cs", Consumer.Line(Fleet.LabelsText, "Pooling=false"), "inSource"),
                ("PGAP2001", "Web/Labels.cs", Consumer.Line(Fleet.LabelsText, "LabelAsync"), "new"),
            ],
            Results(run).Select(Told));
        Assert.All(Results(run), result => Assert.Equal(Text(result, "ruleId"), Text(Rules(run)[result.GetProperty("ruleIndex").GetInt32()], "id")));
        Assert.All(Rules(run), rule =>
        {
            Assert.EndsWith($"/docs/rules/{Text(rule, "id")}.md", Text(rule, "helpUri"), StringComparison.Ordinal);
            Assert.StartsWith($"# {Text(rule, "id")}: {Text(rule, "shortDescription", "text")}\n", Text(rule, "help", "markdown"), StringComparison.Ordinal);
            Assert.NotEqual("", Text(rule, "fullDescription", "text"));
        });
    }

    [Fact]
    public async Task A_query_in_a_loop_is_told_as_the_way_from_the_loop_down_to_the_query()
    {
        Assert.True((await ReportAsync()).Succeeded);

        var flow = Assert.Single(Results(Run()), result => Text(result, "ruleId") == "PGAP2001").GetProperty("codeFlows")[0].GetProperty("threadFlows")[0].GetProperty("locations");
        Assert.Equal(
            [
                ("Web/Labels.cs", Consumer.Line(Fleet.LabelsText, "in ids")),
                ("Web/Labels.cs", Consumer.Line(Fleet.LabelsText, "LabelAsync")),
                ("Services/Garage.cs", Consumer.Line(Fleet.GarageText, "PlateOfAsync")),
                ("Data/Vehicles.cs", Consumer.Line(Fleet.VehiclesText, "ExecuteScalarAsync")),
            ],
            flow.EnumerateArray().Select(step => Place(step.GetProperty("location"))));
        await SarifSchema.CheckAsync(_fleet.PathOf(SarifName));
        Assert.NotEmpty(await SarifSchema.MistakesAsync(_fleet.Read(SarifName).Replace("\"version\"", "\"versions\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_summary_and_the_list_for_GitLab_have_the_new_findings_and_not_those_of_the_baseline()
    {
        Assert.True((await ReportAsync("-p:PgAntiPatternsBaseline=write")).Succeeded);
        Assert.Contains("**No new findings** · 3 known to the baseline · 1 excused in the source (3 projects)", _fleet.Read(Markdown), StringComparison.Ordinal);
        Assert.Equal("[]\n", _fleet.Read(GitLab));
        var before = Fingerprints();

        var moved = "// moved\n\n" + Fleet.GarageText.Replace("    public static", "    public string Name => \"\";\n\n    public static", StringComparison.Ordinal);
        _fleet.Write("Services/Garage.cs", moved);
        _fleet.Write("Web/Labels.cs", Fleet.LabelsText.Replace("Nightly", "Fresh", StringComparison.Ordinal).Replace("#pragma warning disable PGAP3003 // once a night\n", "", StringComparison.Ordinal));
        _fleet.Write("Data/Vehicles.cs", Fleet.VehiclesText.Replace(";Pooling=false", "", StringComparison.Ordinal));
        var outcome = await ReportAsync("-p:PgAntiPatternsMode=Strict");

        Assert.False(outcome.Succeeded);
        var fresh = Assert.Single(Results(Run()), result => Standing(result) == "new");
        Assert.Equal(["PGAP2001 external", "PGAP3003 new", "PGAP4001 external"], Results(Run()).Select(result => $"{Text(result, "ruleId")} {Standing(result)}").Order());
        Assert.Subset(before, Results(Run()).Where(result => Standing(result) == "external").Select(Fingerprint).ToHashSet());

        var summary = _fleet.Read(Markdown);
        Assert.Contains("**1 new finding** · 2 known to the baseline · 1 entry of the baseline is stale (3 projects)", summary, StringComparison.Ordinal);
        var line = Consumer.Line(_fleet.Read("Web/Labels.cs"), "Pooling=false");
        Assert.Contains($"- error at [Web/Labels.cs:{line}]({Fleet.Address}Web/Labels.cs#L{line}): `Pooling=false` ", summary, StringComparison.Ordinal);
        Assert.Contains("**What it costs**", summary, StringComparison.Ordinal);
        Assert.Contains("**What the fix does**", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("PGAP4001", summary, StringComparison.Ordinal);

        var issue = Assert.Single(JsonDocument.Parse(_fleet.Read(GitLab)).RootElement.EnumerateArray());
        Assert.Equal(("PGAP3003", "critical", "Web/Labels.cs", line), (Text(issue, "check_name"), Text(issue, "severity"), Text(issue, "location", "path"), issue.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32()));
        Assert.Equal(Text(fresh, "message", "text"), Text(issue, "description"));
        Assert.NotEqual("", Text(issue, "fingerprint"));
    }

    [Fact]
    public async Task A_project_that_is_clean_now_leaves_the_report_and_equal_builds_write_equal_bytes()
    {
        await ReportAsync("-m:1");
        var alone = Bytes();
        Directory.Delete(_fleet.PathOf("report"), recursive: true);
        await ReportAsync("-m:4", "-t:Rebuild");
        Assert.Equal(alone, Bytes());
        await ReportAsync("-m:4");
        Assert.Equal(alone, Bytes());

        _fleet.Write("Services/Garage.cs", Fleet.GarageText.Replace("'{name}'", "''", StringComparison.Ordinal));
        await ReportAsync();
        Assert.Equal(["Data/Vehicles.cs", "Web/Labels.cs", "Web/Labels.cs"], Results(Run()).Select(result => Place(result.GetProperty("locations")[0]).File));
        Assert.Equal(["Data/Data.csproj", "Services/Services.csproj", "Web/Web.csproj"], Run().GetProperty("properties").GetProperty("projects").EnumerateArray().Select(project => Text(project, "name")));
        Assert.DoesNotContain(Rules(Run()), rule => Text(rule, "id") == "PGAP4001");
    }

    [Fact]
    public async Task A_project_that_does_not_compile_is_named_and_the_others_are_there()
    {
        _fleet.Write("Web/Labels.cs", Fleet.LabelsText.Replace("List<string> ", "Lost<string> ", StringComparison.Ordinal).Replace("<List<string>>", "<Lost<string>>", StringComparison.Ordinal));

        Assert.False((await ReportAsync()).Succeeded);

        Assert.Contains("`Web/Web.csproj` did not compile", _fleet.Read(Markdown), StringComparison.Ordinal);
        Assert.Contains("Services/Garage.cs", _fleet.Read(Markdown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_the_report_is_warned_about_and_the_build_goes_on()
    {
        var unwritable = await _fleet.BuildAsync("-m:1", $"-p:PgAntiPatternsReport={Fleet.Solution}/report");
        Assert.True(unwritable.Succeeded, unwritable.Output);
        Assert.Contains($"'{Fleet.Solution}/report'", Assert.Single(unwritable.Of("PGAPREPORT")).Text, StringComparison.Ordinal);

        Directory.CreateDirectory(_fleet.PathOf("report"));
        _fleet.Write(SarifName, "{ \"runs\": [\n<<<<<<< ours\n");
        var corrupt = await ReportAsync();
        Assert.True(corrupt.Succeeded, corrupt.Output);
        Assert.Equal(_fleet.PathOf(SarifName), Path.GetFullPath(Assert.Single(corrupt.Of("PGAPREPORT")).Origin));
        Assert.Equal(4, Results(Run()).Count);

        var old = await ReportAsync("-p:ErrorLog=old.sarif");
        Assert.True(old.Succeeded, old.Output);
        Assert.Equal(3, old.Of("PGAPLOG").Count);
        Assert.All(old.Of("PGAPLOG"), report => Assert.Contains("version=2.1", report.Text, StringComparison.Ordinal));
    }

    private Task<Outcome> ReportAsync(params string[] arguments) => _fleet.BuildAsync(["-p:PgAntiPatternsReport=report", .. arguments]);

    private string Bytes() => string.Join("\n", new[] { SarifName, Markdown, GitLab }.Select(_fleet.Read));

    private JsonElement Run() => Assert.Single(JsonDocument.Parse(_fleet.Read(SarifName)).RootElement.GetProperty("runs").EnumerateArray());

    private HashSet<string> Fingerprints() => [.. Results(Run()).Select(Fingerprint)];

    private static IReadOnlyList<JsonElement> Results(JsonElement run) => [.. run.GetProperty("results").EnumerateArray()];

    private static IReadOnlyList<JsonElement> Rules(JsonElement run) => [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];

    private static (string Rule, string File, int Line, string Standing) Told(JsonElement result)
    {
        var (file, line) = Place(result.GetProperty("locations")[0]);
        return (Text(result, "ruleId"), file, line, Standing(result));
    }

    private static string Standing(JsonElement result) =>
        result.TryGetProperty("suppressions", out var suppressions) ? Text(suppressions[0], "kind") : Text(result, "baselineState");

    private static string Fingerprint(JsonElement result) => Assert.Single(result.GetProperty("partialFingerprints").EnumerateObject()).Value.GetString()!;

    private static (string File, int Line) Place(JsonElement location)
    {
        var place = location.GetProperty("physicalLocation");
        Assert.Equal("%SRCROOT%", Text(place, "artifactLocation", "uriBaseId"));
        return (Text(place, "artifactLocation", "uri"), place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    private static string Text(JsonElement element, params string[] path) => path.Aggregate(element, (inner, name) => inner.GetProperty(name)).GetString()!;
}
