using Xunit;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>A solution somewhere else, each of whose projects installed the package.</summary>
internal sealed class Solution
{
    /// <summary>Where a baseline lies that nobody has put anywhere else.</summary>
    public const string Baseline = "PgAntiPatterns.Baseline.json";

    private readonly string[] _projects;

    private Solution(string folder, string[] projects)
    {
        Folder = folder;
        _projects = projects;
    }

    public string Folder { get; }

    /// <summary>Creates a solution and restores it.</summary>
    /// <param name="delivery">The package.</param>
    /// <param name="name">The solution's folder.</param>
    /// <param name="projects">The projects, each with its sources.</param>
    /// <param name="properties">More for every project file.</param>
    /// <param name="isChained">True where each project references the one before it.</param>
    public static async Task<Solution> CreateAsync(Delivery delivery, string name, IEnumerable<(string Name, IReadOnlyList<(string File, string Text)> Sources)> projects, string properties = "", bool isChained = true)
    {
        var all = projects.ToList();
        var folder = delivery.Add(name, "").Folder;
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }

        var solution = new Solution(folder, [.. all.Select(project => project.Name)]);
        solution.Write(".editorconfig", "root = true\n");
        solution.Write("All.slnx", $"<Solution>\n{string.Concat(all.Select(project => $"  <Project Path=\"{project.Name}/{project.Name}.csproj\" />\n"))}</Solution>\n");
        foreach (var (index, (project, sources)) in all.Index())
        {
            var reference = index == 0 || !isChained ? "" : $"<ItemGroup><ProjectReference Include=\"../{all[index - 1].Name}/{all[index - 1].Name}.csproj\" /></ItemGroup>";
            var text = delivery.ProjectText($"<TargetFramework>net10.0</TargetFramework>{properties}", errorLog: "").Replace("</Project>", reference + "</Project>", StringComparison.Ordinal);
            solution.Write($"{project}/{project}.csproj", text);
            foreach (var (file, source) in sources)
            {
                solution.Write($"{project}/{file}", source);
            }
        }

        await DotNet.SucceedAsync(folder, "restore", "-v:q");
        return solution;
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text.ReplaceLineEndings("\n"));
    }

    /// <summary>Changes a file, which has to have the text that is changed.</summary>
    public void Change(string file, string from, string to)
    {
        var text = Read(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Write(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Builds everything anew.</summary>
    public Task<Outcome> BuildAsync(params string[] arguments) => BuildWhatChangedAsync(["-t:Rebuild", .. arguments]);

    /// <summary>Builds what has changed; in one process, because projects that wait for each other have no use for more.</summary>
    public async Task<Outcome> BuildWhatChangedAsync(params string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunAsync(Folder, ["build", "All.slnx", "--no-restore", "-nologo", "-m:1", "-nodeReuse:false", "-v:q", .. arguments]);
        return new Outcome(exitCode, output, PathOf("build.sarif"));
    }

    public Task FormatAsync(params string[] arguments) => DotNet.SucceedAsync(Folder, ["format", "analyzers", "All.slnx", "--no-restore", .. arguments]);

    /// <summary>The logs of the compiler, which the package keeps beside what it compiles.</summary>
    public IEnumerable<string> Logs() => _projects.Select(project => Directory.GetFiles(Path.Combine(Folder, project, "obj"), "PgAntiPatterns.sarif", SearchOption.AllDirectories).Single());
}
