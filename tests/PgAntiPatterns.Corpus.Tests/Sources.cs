namespace PgAntiPatterns.Corpus.Tests;

/// <summary>A folder of sources that is gone after the test.</summary>
internal sealed class Sources : IDisposable
{
    /// <summary>Two places that one fix mends.</summary>
    public const string WithoutPool = """
        using Npgsql;

        public static class Places
        {
            public static NpgsqlDataSource First() => NpgsqlDataSource.Create("Host=db;Pooling=false");

            public static NpgsqlDataSource Second() => NpgsqlDataSource.Create("Host=db;Pooling=false");
        }
        """;

    public const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
        </Project>
        """;

    public string Root { get; } = Directory.CreateTempSubdirectory("corpus").FullName;

    public string Add(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
