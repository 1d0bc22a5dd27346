using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Analysis.RoundTripSummaries;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Analysis.RoundTripSummaries;

/// <summary>What a library tells of its methods, and what a loop in another project makes of it.</summary>
public sealed class SummaryGeneratorTests
{
    private const string Library = """
        namespace Zoo.Data;

        public interface IAnimals { string NameOf(int id); }
        public interface IKeepers { string NameOf(int id); }

        public class Animals(NpgsqlConnection connection) : IAnimals
        {
            public string NameOf(int id) => connection.QueryFirst<string>("select name from animals where id = @id", new { id });
            public void Move(int id, string cage) => Change("update animals set cage = @cage where id = @id", new { id, cage });
            public int Total() => connection.ExecuteScalar<int>("select count(*) from animals");
            public string[] NamesOf(int[] ids) => connection.Query<string>("select name from animals where id = any(@ids)", new { ids }).ToArray();
            private void Change(string sql, object values) => connection.Execute(sql, values);
        }

        internal class Keepers(NpgsqlConnection connection) : IKeepers
        {
            public string NameOf(int id) => connection.QueryFirst<string>("select name from keepers where id = @id", new { id });
        }

        internal class NoKeepers : IKeepers { public string NameOf(int id) => ""; }
        """;

    private const string Program = """
        using Zoo.Data;

        class Tour(Animals animals, IAnimals known, IKeepers keepers)
        {
            void Walk(int[] ids, List<int[]> groups)
            {
                foreach (var id in ids)
                {
                    animals.NameOf(id);
                    known.NameOf(id);
                    animals.Move(id, "north");
                    keepers.NameOf(id);
                    animals.Total();
                }

                foreach (var group in groups)
                {
                    animals.NamesOf(group);
                }
            }
        }
        """;

    private static readonly string[] Expected = ["PGAP2001 animals.NameOf(id)", "PGAP2001 known.NameOf(id)", "PGAP2002 animals.Move(id, \"north\")"];

    [Fact]
    public async Task A_loop_over_a_method_of_an_assembly_is_reported()
    {
        var library = Run(Compile("Zoo.Data", Library));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var found = await FindAsync(MetadataReference.CreateFromImage(image.ToArray()));

        Assert.Equal(Expected, found.Select(Say));
        Assert.All(found, diagnostic => Assert.Contains(diagnostic.AdditionalLocations, place => place.GetLineSpan().Path == "Zoo.Data.cs"));
    }

    [Fact]
    public async Task A_project_that_is_loaded_beside_it_is_read_as_source()
    {
        var found = await FindAsync(Compile("Zoo.Data", Library).ToMetadataReference());

        Assert.Equal(Expected, found.Select(Say));
        Assert.All(found, diagnostic => Assert.DoesNotContain(diagnostic.AdditionalLocations, place => place.IsInSource && place.SourceTree!.FilePath == "Zoo.Data.cs"));
    }

    [Fact]
    public async Task An_assembly_that_tells_nothing_is_unknown()
    {
        using var image = new MemoryStream();
        Assert.True(Compile("Zoo.Data", Library).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        Assert.Empty(await FindAsync(MetadataReference.CreateFromImage(image.ToArray())));
    }

    [Fact]
    public void A_library_without_a_query_and_a_program_get_nothing()
    {
        Assert.Single(Run(Compile("Quiet", "public class Quiet { public int Add(int a) => a + 1; }")).SyntaxTrees.Skip(1));
        Assert.Equal(2, Run(Compile("Tool", Library + "static class Start { static void Main() { } }", OutputKind.ConsoleApplication)).SyntaxTrees.Count());
    }

    [Fact]
    public void What_is_written_is_one_internal_attribute_with_mapped_paths()
    {
        var library = Compile("Zoo.Data", Library, path: "/home/anna/zoo/Zoo.Data.cs");
        var map = new SourceFileResolver([], null, [new("/home/anna/zoo/", "/_/")]);

        var added = Assert.Single(Run(library.WithOptions(library.Options.WithSourceReferenceResolver(map))).SyntaxTrees.Except(library.SyntaxTrees)).GetRoot(TestContext.Current.CancellationToken);

        Assert.Equal(["internal"], added.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => type.Modifiers[0].ValueText));
        Assert.Empty(added.DescendantNodes().OfType<MethodDeclarationSyntax>());
        Assert.Contains("/_/Zoo.Data.cs", added.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("anna", added.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_while_somebody_types()
    {
        var editor = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation);

        var result = CSharpGeneratorDriver.Create([new SummaryGenerator().AsSourceGenerator()], driverOptions: editor).RunGenerators(Compile("Zoo.Data", Library), TestContext.Current.CancellationToken).GetRunResult();

        Assert.Empty(result.GeneratedTrees);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2\nm\tM:A.B")]
    [InlineData("1\nm\tM:A.B\t1,2\t")]
    [InlineData("1\nm\tM:A.B\t0,1,0,-1,1,1,00000\t7,1,1,1,1,1,1")]
    [InlineData("1\nf\ta.cs\nm\tM:A.B\t0,1,0,-1,1,1,00000\t0,1,1,5,1,1,1")]
    [InlineData("1\nm\tM:A.B\t99,1,0,-1,1,1,00000\t")]
    [InlineData("1\nm\tM:A.B\t0,xyz,0,-1,1,1,00000\t")]
    public void Text_that_cannot_be_read_tells_nothing(string text) => Assert.Empty(SummaryText.Read(text));

    private static Compilation Run(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create(new SummaryGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return output;
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(MetadataReference library)
    {
        var compilation = Compile("Zoo.Tours", Program).AddReferences(library);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([new RoundTripsAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static CSharpCompilation Compile(string name, string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, string? path = null) => CSharpCompilation.Create(
        name,
        new[] { (Source: source, Path: path ?? name + ".cs"), (Source: Verify.Usings, Path: "Usings.cs") }.Select(file => CSharpSyntaxTree.ParseText(file.Source, new CSharpParseOptions(LanguageVersion.Latest), file.Path)),
        References.All,
        new CSharpCompilationOptions(kind));

    private static string Say(Diagnostic diagnostic) => diagnostic.Id + " " + diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
