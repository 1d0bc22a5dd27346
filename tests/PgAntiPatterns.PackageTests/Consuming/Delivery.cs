using System.Globalization;
using System.IO.Compression;
using PgAntiPatterns.PackageTests.Consuming;
using PgAntiPatterns.Tests.Contracts;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Delivery))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>The package, packed once for all tests under a version of its own, and a consumer that installed it.</summary>
public sealed class Delivery : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "pgap-" + Guid.NewGuid().ToString("N")[..8]);
    private readonly string _version = string.Create(CultureInfo.InvariantCulture, $"{Versions.OfPackage}-test.{DateTime.UtcNow.Ticks}");

    private string _unpackedByOthers = "";

    /// <summary>A project with Npgsql, restored; it starts every test as if no other had run.</summary>
    internal Consumer Consumer { get; private set; } = null!;

    private string Feed => Path.Combine(_folder, "feed");

    /// <summary>Where the package is unpacked: whoever tidies up the folder of all packages meanwhile would take assemblies away that the compiler loads only when it needs them. The other packages come from there.</summary>
    private string Unpacked => Path.Combine(_folder, "packages");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(DotNet.Temporary = Path.Combine(_folder, "tmp"));
        // Whatever lies around the temporary folder is none of the consumer's business.
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, file), "<Project />\n");
        }

        var told = await DotNet.SucceedAsync(_folder, "nuget", "locals", "global-packages", "--list");
        _unpackedByOthers = told[(told.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var packing = await DotNet.SucceedAsync(Repository.Root, "pack", "src/PgAntiPatterns", "-o", Feed, "-p:PackageVersion=" + _version, "-v:q", "-nologo", "-nodeReuse:false");
        Assert.Empty(Report.ReadAll(packing));
        // A name that more than one reader of settings trips over.
        Consumer = await InstallAsync("C# consumer", ProjectText());
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder))
        {
            await DotNet.EndCompilerAsync(_folder);
            Directory.Delete(_folder, recursive: true);
        }
    }

    internal ZipArchive OpenPackage() => ZipFile.OpenRead(Directory.GetFiles(Feed, "*.nupkg").Single());

    /// <summary>A further project, not yet restored.</summary>
    internal Consumer Add(string name, string projectText) => new(Path.Combine(_folder, name), projectText);

    /// <summary>A further project, restored.</summary>
    internal async Task<Consumer> InstallAsync(string name, string projectText)
    {
        var consumer = Add(name, projectText);
        var (exitCode, output) = await consumer.RestoreAsync();
        Assert.True(exitCode == 0, output);
        return consumer;
    }

    internal string ProjectText(string frameworks = "<TargetFramework>net10.0</TargetFramework>", string driver = "Npgsql", string referenceAttributes = "PrivateAssets=\"all\"", string errorLog = "<ErrorLog>$(MSBuildProjectDirectory)/build.sarif,version=2.1</ErrorLog>") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            {frameworks}
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
            <RestorePackagesPath>{Unpacked}</RestorePackagesPath>
            <RestoreAdditionalProjectFallbackFolders>{_unpackedByOthers}</RestoreAdditionalProjectFallbackFolders>
            {errorLog}
          </PropertyGroup>
          <ItemGroup>
            {(driver.Length == 0 ? "" : $"<PackageReference Include=\"{driver}\" Version=\"{Versions.Of(driver)}\" />")}
            <PackageReference Include="PgAntiPatterns" Version="{_version}" {referenceAttributes} />
          </ItemGroup>
        </Project>
        """;
}
