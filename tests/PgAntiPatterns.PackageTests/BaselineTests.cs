using System.Globalization;
using System.Text;
using PgAntiPatterns.PackageTests.Consuming;
using PgAntiPatterns.Tests.Contracts;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>A team that takes its old findings as given and lets no new one in.</summary>
public sealed class BaselineTests
{
    private const string Baseline = "PgAntiPatterns.Baseline.json";

    private readonly Delivery _delivery;
    private readonly Consumer _consumer;

    public BaselineTests(Delivery delivery)
    {
        _delivery = delivery;
        _consumer = delivery.Consumer;
        _consumer.Reset();
    }

    [Fact]
    public async Task Known_findings_stay_silent_a_new_one_fails_and_a_fixed_one_is_named_at_its_line()
    {
        Assert.True((await Strict("-p:PgAntiPatternsBaseline=write")).Succeeded);
        Assert.Contains("\"Consumer.Orders.Database\"", _consumer.Read(Baseline), StringComparison.Ordinal);

        _consumer.Write(Consumer.Source, "// moved\n\n" + Consumer.SourceText);
        Assert.Empty((await Strict()).Reports);

        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace("Database {", "Fresh {", StringComparison.Ordinal));
        Assert.Equal(["error PGAP3003"], (await Strict()).Reports.Select(report => $"{report.Severity} {report.Id}"));

        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace(";Pooling=false", "", StringComparison.Ordinal));
        var outcome = await Strict();
        Assert.True(outcome.Succeeded, outcome.Output);
        var stale = Assert.Single(outcome.Reports);
        Assert.Equal(("PGAPSTALE", "warning", Consumer.Line(_consumer.Read(Baseline), "PGAP3003")), (stale.Id, stale.Severity, stale.Line));

        // Nothing is told by a rule that does not run.
        var off = await Strict("-p:NoWarn=PGAP3003");
        Assert.Empty(off.Reports);
        Assert.Empty((await Strict("-p:NoWarn=PGAP3003", "-p:PgAntiPatternsBaseline=shrink")).Reports);
        Assert.Contains("PGAP3003", _consumer.Read(Baseline), StringComparison.Ordinal);

        // Nobody else takes out what projects have left behind that are gone, or are built for another framework now.
        var left = _consumer.Read(Baseline);
        _consumer.Write(Baseline, left.Replace("\"Consumer.csproj\"", "\"Consumer.csproj (net8.0)\"", StringComparison.Ordinal).Replace("\n  }", $",\n    {left.Split('\n').Aggregate("\"Gone.csproj\": [", (text, line) => line.Contains("\"rule\"", StringComparison.Ordinal) ? text + line : text)}]\n  }}", StringComparison.Ordinal));
        Assert.Empty((await Strict("-p:PgAntiPatternsBaseline=shrink")).Reports);
        Assert.DoesNotContain("PGAP3003", _consumer.Read(Baseline), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_name_counts_unless_it_is_switched_off_and_a_stale_entry_is_an_error_on_request_only()
    {
        const string file = "known/Old.json";
        var named = "-p:PgAntiPatternsBaselineFile=" + file;
        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace("    public", "#pragma warning disable PGAP3003 // once a night\n    public static NpgsqlDataSource Night { get; } = NpgsqlDataSource.Create(\"Host=db;Database=night;Pooling=false\");\n#pragma warning restore PGAP3003\n    public", StringComparison.Ordinal));

        Assert.True((await Strict(named, "-p:PgAntiPatternsBaseline=write")).Succeeded);
        Assert.Contains("\"../Consumer.csproj\"", _consumer.Read(file), StringComparison.Ordinal);
        Assert.Single(_consumer.Read(file).Split('\n'), line => line.Contains("\"rule\"", StringComparison.Ordinal));
        Assert.False(File.Exists(_consumer.PathOf(Baseline)));

        Assert.Empty((await Strict(named)).Reports);
        Assert.Equal(["error PGAP3003"], (await Strict(named, "-p:PgAntiPatternsBaseline=off")).Reports.Select(report => $"{report.Severity} {report.Id}"));
        Assert.Equal(["warning PGAPBASELINE"], (await Strict(named, "-p:PgAntiPatternsBaseline=wriet")).Reports.Select(report => $"{report.Severity} {report.Id}"));

        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace(";Pooling=false", "", StringComparison.Ordinal));
        Assert.Equal(["error PGAPSTALE"], (await Strict(named, "-p:WarningsAsErrors=PGAPSTALE")).Reports.Select(report => $"{report.Severity} {report.Id}"));
        Assert.Equal(["warning PGAPSTALE"], (await Strict(named, "-warnaserror")).Reports.Select(report => $"{report.Severity} {report.Id}"));
    }

    [Fact]
    public async Task A_baseline_that_cannot_be_written_fails_the_build_that_is_to_write_it()
    {
        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsBaseline=write", "-p:PgAntiPatternsBaselineFile=" + Consumer.Source + "/known.json");

        Assert.False(outcome.Succeeded);
        var report = Assert.Single(outcome.Reports);
        Assert.Equal(("error", "PGAPBASELINE", _consumer.PathOf("Consumer.csproj")), (report.Severity, report.Id, report.Origin));
        Assert.Contains(Consumer.Source + "/known.json", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_looked_for_upwards_then_beside_the_solution_then_beside_the_project()
    {
        // Folder of the file that is there, if any; whether there is a solution; what the project file names; and the file that counts.
        (string? Existing, bool HasSolution, string Named, string Expected)[] cases =
        [
            (null, false, "", "shop/web/" + Baseline),
            (null, true, "", Baseline),
            ("shop", false, "", "shop/" + Baseline),
            ("shop", true, "", "shop/" + Baseline),
            ("shop/web", true, "", "shop/web/" + Baseline),
            ("shop/web", true, "../old.json", "shop/old.json"),
        ];
        var folder = _delivery.Add("search", "").Folder;
        var asked = new StringBuilder();
        foreach (var (index, (existing, hasSolution, named, _)) in cases.Index())
        {
            var root = Path.Combine(folder, $"case{index}");
            Directory.CreateDirectory(Path.Combine(root, "shop/web"));
            await WriteAsync($"case{index}/shop/web/Part.csproj", $"""
                <Project>
                  <PropertyGroup><PgAntiPatternsBaselineFile>{named}</PgAntiPatternsBaselineFile></PropertyGroup>
                  <Import Project="{Repository.PathOf("src/PgAntiPatterns/buildTransitive/PgAntiPatterns.targets")}" />
                  <Target Name="Ask"><Message Importance="high" Text="{index}: $(_PgAntiPatternsBaselineFile)" /></Target>
                </Project>
                """);
            asked.Append(CultureInfo.InvariantCulture, $"<MSBuild Projects=\"case{index}/shop/web/Part.csproj\" Targets=\"Ask\" Properties=\"SolutionDir={(hasSolution ? root + "/" : "*Undefined*")}\" />\n");
            if (existing is not null)
            {
                await WriteAsync($"case{index}/{existing}/{Baseline}", "{}");
            }
        }

        await WriteAsync("Ask.proj", $"<Project><Target Name=\"Ask\">{asked}</Target></Project>");

        var output = await DotNet.SucceedAsync(folder, "msbuild", "Ask.proj", "-nologo", "-v:m", "-nodeReuse:false");

        Assert.Equal(
            cases.Select((found, index) => $"{index}: {Path.Combine(folder, $"case{index}", found.Expected)}"),
            output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

        Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(folder, file), text, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Shrinking_adds_no_new_finding()
    {
        Assert.True((await Strict("-p:PgAntiPatternsBaseline=write")).Succeeded);
        var known = _consumer.Read(Baseline);
        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace("    public", "    public static NpgsqlDataSource Fresh { get; } = NpgsqlDataSource.Create(\"Host=db;Database=fresh;Pooling=false\");\n    public", StringComparison.Ordinal));

        await _consumer.BuildAsync("-p:PgAntiPatternsBaseline=shrink");

        Assert.Equal(known, _consumer.Read(Baseline));
        Assert.Equal(["error PGAP3003"], (await Strict()).Reports.Select(report => $"{report.Severity} {report.Id}"));
    }

    [Fact]
    public async Task A_baseline_with_a_merge_conflict_is_named_and_not_written_over()
    {
        const string text = "{\n<<<<<<< ours\n";
        _consumer.Write(Baseline, text);

        Assert.Equal([("PGAPBASELINE", 2), ("PGAP3003", 7)], (await _consumer.BuildAsync()).Reports.OrderBy(report => report.Line).Select(report => (report.Id, report.Line)));
        Assert.False((await _consumer.BuildAsync("-p:PgAntiPatternsBaseline=write")).Succeeded);
        Assert.Equal(text, _consumer.Read(Baseline));
    }

    private Task<Outcome> Strict(params string[] arguments) => _consumer.BuildAsync(["-p:PgAntiPatternsMode=Strict", .. arguments]);
}
