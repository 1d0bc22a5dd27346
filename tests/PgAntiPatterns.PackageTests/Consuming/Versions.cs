using System.Xml.Linq;
using PgAntiPatterns.Tests.Contracts;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>The versions that the repository states, each in one place.</summary>
internal static class Versions
{
    /// <summary>The version of what is packed.</summary>
    public static string OfPackage { get; } = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The version of a library that the repository is built with.</summary>
    public static string Of(string library) => XDocument.Load(Repository.PathOf("Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Single(row => (string?)row.Attribute("Include") == library)
        .Attribute("Version")!.Value;
}
