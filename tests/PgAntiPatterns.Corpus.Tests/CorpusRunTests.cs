using PgAntiPatterns.Corpus.Inputs;
using Xunit;

namespace PgAntiPatterns.Corpus.Tests;

/// <summary>What the runner counts.</summary>
public sealed class CorpusRunTests
{
    [Fact]
    public async Task Findings_are_printed_and_counted_in_every_run_alike()
    {
        using var sources = new Sources();
        sources.Add("Places.cs", Sources.WithoutPool);

        var (run, output) = await RunAsync(sources.Root, "--runs", "3");

        Assert.Equal((1, 2, 0), (run.Projects, run.Findings, run.Differences));
        Assert.True(run.IsClean);
        Assert.Contains("Places.cs(5,", output, StringComparison.Ordinal);
        Assert.Contains("PGAP3003=2", output, StringComparison.Ordinal);
        Assert.Contains("PoolingAnalyzer", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixes_are_applied_one_by_one_and_everywhere()
    {
        using var sources = new Sources();
        sources.Add("Places.cs", Sources.WithoutPool);

        var (single, _) = await RunAsync(sources.Root, "--fixes", "--no-concurrency");
        var (all, _) = await RunAsync(sources.Root, "--fix-all");

        Assert.Equal((2, 0), (single.Offered, single.Complaints));
        Assert.Equal((1, 0), (all.Offered, all.Complaints));
    }

    [Fact]
    public async Task Rules_that_are_off_are_switched_on_when_asked_for()
    {
        using var sources = new Sources();
        sources.Add("Places.cs", """class C { Npgsql.NpgsqlConnection Get() => new("Host=db"); }""");

        var (usual, _) = await RunAsync(sources.Root);
        var (all, output) = await RunAsync(sources.Root, "--all");

        Assert.True(usual.Findings < all.Findings, output);
    }

    [Fact]
    public async Task A_project_is_built_and_read_from_its_log()
    {
        using var sources = new Sources();
        var project = sources.Add("Small.csproj", Sources.Project);
        sources.Add("A.cs", "class A;");

        var built = Assert.Single(await BuiltProjects.BuildAsync(project, TestContext.Current.CancellationToken));

        Assert.Equal(("Small", project), (built.AssemblyName, built.FilePath));
        Assert.Contains(built.Documents, document => document.Name == "A.cs");
        Assert.Contains(built.MetadataReferences, reference => Path.GetFileName(reference.Display) == "System.Runtime.dll");
    }

    private static async Task<(CorpusRun Run, string Output)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        var request = Request.Of(words)!;
        var run = new CorpusRun(request, output);
        foreach (var project in request.Inputs.SelectMany(folder => BareFolder.Load(folder, request.References)))
        {
            await run.AddAsync(project);
        }

        run.Summarize();
        return (run, output.ToString());
    }
}
