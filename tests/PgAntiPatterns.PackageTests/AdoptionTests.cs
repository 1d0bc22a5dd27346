using System.Text.Json;
using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>A solution of three projects with fifty old findings adopts the package, from the first day on.</summary>
public sealed class AdoptionTests(Delivery delivery)
{
    private const int OldFindings = 50;

    private static readonly string[] Gate = ["-p:PgAntiPatternsMode=Strict", "-p:TreatWarningsAsErrors=true"];

    [Fact]
    public async Task Old_findings_are_recorded_a_new_one_fails_the_build_and_the_baseline_only_shrinks()
    {
        var solution = await Solution.CreateAsync(delivery, "adopting", [("Data", OldCode("Data", 30)), ("Services", OldCode("Services", 14)), ("Web", OldCode("Web", 6))]);
        var closed = await solution.BuildAsync(Gate);
        Assert.False(closed.Succeeded, "Old findings pass the gate");

        // Recorded: the file lies beside the solution, and nothing is said any more.
        var written = await solution.BuildAsync([.. Gate, "-p:PgAntiPatternsBaseline=write"]);
        Assert.True(written.Succeeded, written.Output);
        Assert.Empty(written.Reports);
        Assert.Equal(OldFindings, Entries(solution).Count);
        Assert.Equal(["Data/Data.csproj", "Services/Services.csproj", "Web/Web.csproj"], Entries(solution).Select(entry => entry.Project).Distinct());
        Assert.True(Entries(solution).Select(entry => entry.Rule).Distinct().Count() >= 4);
        await GreenAsync();

        // A new finding is the only one that the build fails on.
        const string fresh = "Services/Fresh.cs";
        var text = "namespace Services;\n\npublic static class Fresh\n{\n    public static Npgsql.NpgsqlDataSource Database { get; } = Npgsql.NpgsqlDataSource.Create(\"Host=db;Database=fresh;Pooling=false\");\n}\n";
        solution.Write(fresh, text);
        var red = await solution.BuildWhatChangedAsync(Gate);
        Assert.False(red.Succeeded, "A new finding passes the gate");
        var report = Assert.Single(red.Reports);
        Assert.Equal(("error", "PGAP3003", solution.PathOf(fresh), Consumer.Line(text, "Pooling=false")), (report.Severity, report.Id, Path.GetFullPath(report.Origin), report.Line));

        // The package's own fix mends it, and leaves the old ones alone.
        await solution.FormatAsync("--diagnostics", "PGAP3003", "--severity", "info");
        Assert.Equal(text.Replace(";Pooling=false", "", StringComparison.Ordinal), solution.Read(fresh));
        Assert.Contains("Pooling=false", solution.Read("Data/Old0.cs"), StringComparison.Ordinal);
        await GreenAsync();

        // An old one that is mended leaves an entry behind, which is named until it is taken out, and fails no build.
        var entry = Entries(solution).First(entry => entry is { Rule: "PGAP3003", Project: "Web/Web.csproj" });
        solution.Change(entry.File, "Database=old0;Pooling=false", "Database=old0");
        var stale = await solution.BuildWhatChangedAsync(Gate);
        Assert.True(stale.Succeeded, stale.Output);
        var warning = Assert.Single(stale.Reports);
        Assert.Equal(("warning", "PGAPSTALE", solution.PathOf(Solution.Baseline), entry.Line), (warning.Severity, warning.Id, Path.GetFullPath(warning.Origin), warning.Line));

        var shrunk = await solution.BuildAsync([.. Gate, "-p:PgAntiPatternsBaseline=shrink"]);
        Assert.True(shrunk.Succeeded, shrunk.Output);
        Assert.Equal(OldFindings - 1, Entries(solution).Count);
        await GreenAsync();

        foreach (var log in solution.Logs())
        {
            await SarifSchema.CheckAsync(log);
        }

        async Task GreenAsync()
        {
            var green = await solution.BuildAsync(Gate);
            Assert.True(green.Succeeded, green.Output);
            Assert.Empty(green.Reports);
        }
    }

    /// <summary>Findings of five rules in turns, ten to a file.</summary>
    private static List<(string File, string Text)> OldCode(string project, int findings) =>
        [.. Enumerable.Range(0, findings).Chunk(10).Select((numbers, file) => ($"Old{file}.cs", $$"""
            using Npgsql;

            namespace {{project}};

            public static class Old{{file}}
            {
            {{string.Join("\n", numbers.Select(number => (number % 5) switch
            {
                0 => $"    public static NpgsqlDataSource Source{number} {{ get; }} = NpgsqlDataSource.Create(\"Host=db;Database=old{number};Pooling=false\");",
                1 => $"    public static void Delete{number}(NpgsqlDataSource source, string town)\n    {{\n        using var command = source.CreateCommand($\"delete from parcels where town = '{{town}}'\");\n        command.ExecuteNonQuery();\n    }}\n",
                2 => $"    public static void Touch{number}(NpgsqlConnection connection, IEnumerable<int> ids)\n    {{\n        foreach (var id in ids)\n        {{\n            using var command = new NpgsqlCommand(\"update parcels set touched = now() where id = $1\", connection) {{ Parameters = {{ new() {{ Value = id }} }} }};\n            command.ExecuteNonQuery();\n        }}\n    }}\n",
                3 => $"    public static object? Count{number}(NpgsqlDataSource source)\n    {{\n        var connection = source.OpenConnection();\n        using var command = new NpgsqlCommand(\"select count(*) from parcels\", connection);\n        return command.ExecuteScalar();\n    }}\n",
                _ => $"    public static void Sort{number}(NpgsqlDataSource source, string column)\n    {{\n        using var command = source.CreateCommand($\"select id from parcels order by {{column}}\");\n        command.ExecuteNonQuery();\n    }}\n",
            }))}}
            }

            """))];

    private static List<(string Project, string Rule, string File, int Line)> Entries(Solution solution)
    {
        var text = solution.Read(Solution.Baseline);
        var lines = text.Split('\n');
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("projects").EnumerateObject().SelectMany(project => project.Value.EnumerateArray().Select(entry =>
            (project.Name, entry.GetProperty("rule").GetString()!, entry.GetProperty("file").GetString()!, Array.FindIndex(lines, line => line.TrimEnd(',').Trim() == entry.GetRawText()) + 1)))];
    }
}
