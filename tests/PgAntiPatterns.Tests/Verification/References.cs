using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Tests.Verification;

/// <summary>What the tests' sources are compiled against: .NET, ASP.NET Core and the real packages, as this project itself was.</summary>
internal static class References
{
    private static readonly string[] Drivers = ["Npgsql", "Npgsql.DependencyInjection", "Npgsql.EntityFrameworkCore.PostgreSQL"];

    public static ImmutableArray<MetadataReference> All { get; } = Load(_ => true);

    public static ImmutableArray<MetadataReference> WithoutDriver { get; } = Load(name => !Drivers.Contains(name));

    private static ImmutableArray<MetadataReference> Load(Func<string, bool> isWanted) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "CompileReferences.txt"))
            .Where(path => isWanted(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
