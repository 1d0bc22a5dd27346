using System.Xml.Linq;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>The repository that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Version { get; } = Element("Directory.Build.props", "Version").Value;

    /// <summary>The version of a package that the repository is built with.</summary>
    public static string VersionOf(string package) => XDocument.Load(Path.Combine(Root, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Single(row => (string?)row.Attribute("Include") == package)
        .Attribute("Version")!.Value;

    private static XElement Element(string file, string name) => XDocument.Load(Path.Combine(Root, file)).Descendants(name).Single();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PgAntiPatterns.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository");
        }

        return folder.FullName;
    }
}
