namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>A project somewhere else that installed the package.</summary>
internal sealed class Consumer
{
    /// <summary>The file in which the consumer does something that PostgreSQL does not like.</summary>
    public const string Source = "Orders.cs";

    public const string SourceText = """
        using Npgsql;

        namespace Consumer;

        public static class Orders
        {
            public static NpgsqlDataSource Database { get; } = NpgsqlDataSource.Create("Host=db;Database=orders;Pooling=false");
        }

        """;

    private readonly string _project;

    /// <param name="folder">Where the project lies.</param>
    /// <param name="project">What the project file says.</param>
    public Consumer(string folder, string project)
    {
        Folder = folder;
        _project = project;
        Reset();
    }

    public string Folder { get; }

    public static int Line(string text, string part) => text[..text.IndexOf(part, StringComparison.Ordinal)].Count(character => character == '\n') + 1;

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text.ReplaceLineEndings("\n"));

    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Undoes what tests before did; only what was restored and built stays.</summary>
    public void Reset()
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Delete(file);
        }

        foreach (var folder in Directory.GetDirectories(Folder).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
        {
            Directory.Delete(folder, recursive: true);
        }

        Write("Consumer.csproj", _project);
        Write(Source, SourceText);
        WriteEditorConfig("");
    }

    /// <summary>The user's own settings for the C# files.</summary>
    public void WriteEditorConfig(string settings) => Write(".editorconfig", $"root = true\n\n[*.cs]\n{settings}\n");

    public Task<(int ExitCode, string Output)> RestoreAsync() => DotNet.RunAsync(Folder, "restore", "-v:q");

    /// <summary>Builds everything anew.</summary>
    public Task<Outcome> BuildAsync(params string[] arguments) => BuildWhatChangedAsync(["-t:Rebuild", .. arguments]);

    public async Task<Outcome> BuildWhatChangedAsync(params string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunAsync(Folder, ["build", "--no-restore", "-nologo", "-nodeReuse:false", "-v:q", .. arguments]);
        return new Outcome(exitCode, output, PathOf("build.sarif"));
    }

    public Task FormatAsync(params string[] arguments) =>
        DotNet.SucceedAsync(Folder, ["format", "analyzers", "Consumer.csproj", "--no-restore", .. arguments]);
}
