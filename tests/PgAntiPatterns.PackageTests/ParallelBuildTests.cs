using System.Globalization;
using System.Text;
using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>The projects of a solution are built at the same time, and all of them write into the same files.</summary>
public sealed class ParallelBuildTests(Delivery delivery)
{
    private const int Projects = 20;
    private const string Driver = "Runs.proj";
    private const string Report = "report/PgAntiPatterns.sarif";

    /// <summary>What a build of the solution writes for all its projects together.</summary>
    private static readonly string[] Written = [Solution.Baseline, Report, "report/PgAntiPatterns.md", "report/PgAntiPatterns.gitlab.json"];

    /// <summary>How long one run may take on a machine that has other things to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How often it is built; more often on request.</summary>
    private static int Runs => int.TryParse(Environment.GetEnvironmentVariable("PGAP_PARALLEL_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 2;

    [Fact]
    public async Task Twenty_projects_write_the_same_every_time()
    {
        // None waits for another, so that as many as possible come to the files together.
        var solution = await Solution.CreateAsync(delivery, "parallel", Enumerable.Range(0, Projects).Select(number => ($"Part{number:00}", Sources(number))), "<EnableNETAnalyzers>false</EnableNETAnalyzers>", isChained: false);

        // One process, and so one set of nodes, for all runs: each of them is a build of its own, because MSBuild does not know its number yet.
        solution.Write(Driver, $"""
            <Project>
              <ItemGroup><Run Include="{string.Join(';', Enumerable.Range(0, Runs))}" /></ItemGroup>
              <Target Name="Build" Outputs="%(Run.Identity)">
                <Delete Files="{string.Join(';', Written)}" />
                <MSBuild Projects="All.slnx" Targets="Rebuild" Properties="Run=%(Run.Identity);PgAntiPatternsMode=All;PgAntiPatternsBaseline=write;PgAntiPatternsReport=report" />
                <Copy SourceFiles="{string.Join(';', Written)}" DestinationFolder="run%(Run.Identity)" />
              </Target>
            </Project>
            """);

        var (exitCode, output) = await DotNet.RunAsync(Patience * Runs, solution.Folder, "build", Driver, "--no-restore", "-nologo", "-nodeReuse:false", "-v:q", "-m:8");
        Assert.True(exitCode == 0, output);
        Assert.Empty(Consuming.Report.ReadAll(output));

        string[]? first = null;
        for (var run = 0; run < Runs; run++)
        {
            var now = Written.Select(file => solution.Read($"run{run}/{Path.GetFileName(file)}")).ToArray();
            Assert.All(Enumerable.Range(0, Projects), number => Assert.Contains($"\"Part{number:00}/Part{number:00}.csproj\"", now[0], StringComparison.Ordinal));
            Assert.Equal(Projects * 3, now[0].Split("\"rule\"").Length - 1);
            Assert.Equal(Projects * 3, now[1].Split("\"ruleId\"").Length - 1);
            Assert.Equal(first ??= now, now);
        }

        Assert.Empty(Directory.GetFiles(solution.Folder, "*.next", SearchOption.AllDirectories));
        await SarifSchema.CheckAsync(solution.PathOf(Report));
    }

    private static IReadOnlyList<(string File, string Text)> Sources(int number)
    {
        var text = new StringBuilder($"namespace Part{number:00};\n\npublic static class Sources\n{{\n");
        for (var source = 0; source < 3; source++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    public static Npgsql.NpgsqlDataSource Source{source} {{ get; }} = Npgsql.NpgsqlDataSource.Create(\"Host=db;Database=part{number}_{source};Pooling=false\");\n");
        }

        return [("Sources.cs", text.Append("}\n").ToString())];
    }
}
