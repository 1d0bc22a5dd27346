namespace PgAntiPatterns.Tests.Contracts;

/// <summary>What the oldest host brings along (the .NET 8 SDK, Visual Studio 17.8): an analyzer assembly that asks for more is not loaded there.</summary>
internal static class HostFloor
{
    public static IReadOnlyDictionary<string, Version> Assemblies { get; } = new Dictionary<string, Version>
    {
        // What analyzers are compiled against.
        ["netstandard"] = new(2, 0, 0, 0),
        // The host itself.
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        // What MSBuild tasks are compiled against; the number has not changed since Visual Studio 2017.
        ["Microsoft.Build.Framework"] = new(15, 1, 0, 0),
        // What the package Microsoft.CodeAnalysis.Common 4.8.0 depends on; System.Memory 4.5.5 holds the assembly 4.0.1.2.
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Reflection.Metadata"] = new(7, 0, 0, 0),
    };

    /// <summary>The assemblies of ours, which come with the package.</summary>
    public static IReadOnlyList<string> Ours { get; } = ["PgAntiPatterns.Analyzers", "PgAntiPatterns.CodeFixes", "PgAntiPatterns.Sql"];

    /// <summary>True where the oldest host, or the package itself, has the assembly in that version or a newer one.</summary>
    public static bool Has(string assembly, Version version) =>
        Ours.Contains(assembly) || (Assemblies.TryGetValue(assembly, out var floor) && version <= floor);
}
