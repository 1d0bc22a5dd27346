using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Platform;

/// <summary>Holds the rows against the real packages, the newest and the oldest that are supported.</summary>
public sealed class LibraryRowsTests
{
    [Fact]
    public void Every_library_is_among_the_newest_packages() =>
        Assert.Empty(Libraries.All.Select(library => library.Assembly).OfType<string>().Except(AssembliesOf(References.All), StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Every_row_is_found_in_the_newest_packages() => Assert.Empty(Missing(References.All));

    [Fact]
    public void Every_row_is_found_in_the_oldest_packages() => Assert.Empty(Missing(References.Oldest));

    [Fact]
    public void No_row_is_written_twice()
    {
        var rows = Libraries.All.SelectMany(library => library.Rows).ToList();
        Assert.Equal(rows.Distinct(), rows);
    }

    [Fact]
    public void The_oldest_packages_are_older_than_the_newest()
    {
        var newest = VersionsOf(References.All);
        var oldest = VersionsOf(References.Oldest);
        Assert.All(
            ["Npgsql", "Npgsql.EntityFrameworkCore.PostgreSQL", "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Relational"],
            package => Assert.True(oldest[package] < newest[package], $"{package}: {oldest[package]} and {newest[package]}"));
    }

    [Fact]
    public void A_row_that_moved_between_versions_is_found_in_one_of_them()
    {
        var found = new[] { References.All, References.Oldest }.SelectMany(references => PlatformModel.Of(Compile(references), [])!.MembersOf(_ => true)).Select(member => member.Row).ToHashSet();
        Assert.All(Libraries.All.SelectMany(library => library.Rows).Where(row => row.MovedBetweenVersions), row => Assert.Contains(row, found));
    }

    /// <summary>The rows, as they are written, of which no member of the packages fits type, name and parameter.</summary>
    private static IEnumerable<ApiRow> Missing(ImmutableArray<MetadataReference> references)
    {
        var model = PlatformModel.Of(Compile(references), []);
        Assert.NotNull(model);
        var present = AssembliesOf(references);
        var found = model.MembersOf(_ => true).Select(member => member.Row).ToHashSet();
        return Libraries.All
            .Where(library => library.Assembly is null || present.Contains(library.Assembly))
            .SelectMany(library => library.Rows)
            .Where(row => !found.Contains(row) && !row.MovedBetweenVersions);
    }

    private static HashSet<string> AssembliesOf(ImmutableArray<MetadataReference> references) => VersionsOf(references).Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, Version> VersionsOf(ImmutableArray<MetadataReference> references) =>
        Compile(references).SourceModule.ReferencedAssemblySymbols.ToDictionary(assembly => assembly.Name, assembly => assembly.Identity.Version);

    private static CSharpCompilation Compile(ImmutableArray<MetadataReference> references) =>
        CSharpCompilation.Create("Rows", references: references, options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
