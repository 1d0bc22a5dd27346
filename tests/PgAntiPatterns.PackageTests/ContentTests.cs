using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PgAntiPatterns.PackageTests.Consuming;
using PgAntiPatterns.Tests.Contracts;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>What is in the package.</summary>
public sealed partial class ContentTests(Delivery delivery)
{
    private static readonly string[] Expected =
    [
        "PgAntiPatterns.nuspec",
        "README.md",
        "analyzers/dotnet/cs/PgAntiPatterns.Analyzers.dll",
        "analyzers/dotnet/cs/PgAntiPatterns.CodeFixes.dll",
        "analyzers/dotnet/cs/PgAntiPatterns.Sql.dll",
        "buildTransitive/PgAntiPatterns.props",
        "buildTransitive/PgAntiPatterns.targets",
        "config/All.globalconfig",
        "config/Default.globalconfig",
        "config/None.globalconfig",
        "config/Strict.globalconfig",
        "icon.png",
        "tasks/netstandard2.0/PgAntiPatterns.Build.dll",
    ];

    [Fact]
    public void The_files_are_these_and_no_others()
    {
        using var package = delivery.OpenPackage();

        var packaging = new[] { "_rels/", "package/", "[Content_Types].xml" };
        Assert.Equal(
            Expected.Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName).Where(name => !packaging.Any(part => name.StartsWith(part, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_assemblies_ask_for_nothing_that_the_oldest_host_lacks()
    {
        var asked = Assemblies().SelectMany(assembly => assembly.References.Select(reference => (From: assembly.Name, To: reference.Name, reference.Version))).ToList();

        Assert.Contains(asked, reference => reference.To == "Microsoft.CodeAnalysis");
        Assert.DoesNotContain(asked, reference => !HostFloor.Has(reference.To, reference.Version));
    }

    [Fact]
    public void The_assemblies_are_optimized() => Assert.All(Assemblies(), assembly => Assert.True(assembly.IsOptimized, assembly.Name));

    [Fact]
    public void The_package_is_for_development_and_depends_on_nothing()
    {
        using var package = delivery.OpenPackage();
        using var nuspec = package.GetEntry("PgAntiPatterns.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string? Said(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("true", Said("developmentDependency"));
        Assert.Equal("MIT", Said("license"));
        Assert.Equal("README.md", Said("readme"));
        Assert.Equal("https://github.com/PgAntiPatterns/PgAntiPatterns", Said("projectUrl"));
        Assert.StartsWith(Versions.OfPackage, Said("version"), StringComparison.Ordinal);
        Assert.Null(Said("dependencies"));
    }

    [Fact]
    public void The_icon_is_a_png_of_128_by_128()
    {
        using var package = delivery.OpenPackage();
        using var icon = package.GetEntry("icon.png")!.Open();
        var header = new byte[24];
        icon.ReadExactly(header);

        Assert.Equal("PNG"u8.ToArray(), header[1..4]);
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(20))));
    }

    [Fact]
    public void The_readme_is_the_repositorys_with_links_that_work_anywhere()
    {
        using var package = delivery.OpenPackage();
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var packed = reader.ReadToEnd();

        Assert.DoesNotMatch(RelativeLink(), packed);
        var own = Repository.Read("README.md");
        Assert.Equal(WithoutAddress(own), WithoutAddress(packed));
    }

    private static string WithoutAddress(string readme) =>
        readme.Replace("](https://github.com/PgAntiPatterns/PgAntiPatterns/blob/main/", "](", StringComparison.Ordinal).TrimEnd();

    private IReadOnlyList<PackedAssembly> Assemblies()
    {
        using var package = delivery.OpenPackage();
        return PackedAssembly.ReadAll(package);
    }

    [GeneratedRegex(@"\]\((?!\w+:|#)")]
    private static partial Regex RelativeLink();
}
