using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Tests.Verification;

/// <summary>What the tests' sources are compiled against: .NET, ASP.NET Core and the real packages, as this project itself was.</summary>
internal static class References
{
    private static readonly string[] Drivers = ["Npgsql", "Npgsql.DependencyInjection", "Npgsql.EntityFrameworkCore.PostgreSQL"];

    public static ImmutableArray<MetadataReference> All { get; } = Load("CompileReferences.txt", _ => true);

    public static ImmutableArray<MetadataReference> WithoutDriver { get; } = Load("CompileReferences.txt", name => !Drivers.Contains(name));

    /// <summary>The oldest packages that the analyzers know, on the same framework.</summary>
    public static ImmutableArray<MetadataReference> Oldest { get; } = Load("OldestReferences.txt", _ => true);

    private static ImmutableArray<MetadataReference> Load(string list, Func<string, bool> isWanted) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, list))
            .Where(path => isWanted(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
