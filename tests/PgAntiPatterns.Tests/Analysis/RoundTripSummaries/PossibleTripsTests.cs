using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Analysis.RoundTripSummaries;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Analysis.RoundTripSummaries;

/// <summary>Which bodies are worth binding for a summary, told by names alone.</summary>
public sealed class PossibleTripsTests
{
    [Fact]
    public void Calls_of_a_driver_count_and_so_do_those_that_lead_to_them() =>
        Assert.Equal(["Direct", "Farther", "Indirect"], In("""
            class Animals(NpgsqlCommand command)
            {
                int Farther(int id) => Indirect(id) + 1;
                int Indirect(int id) { return Direct(id); }
                int Direct(int id) => (int)command.ExecuteScalar()!;
                int Beside(int id) => id + 1;
            }
            """));

    [Theory]
    [InlineData("int Of(List<int> numbers) => numbers.Where(number => number > 1).First();")]
    [InlineData("List<int> Of(IEnumerable<int> numbers) => numbers.ToList();")]
    [InlineData("int? Of(List<int> numbers) => numbers.Find(number => number > 1);")]
    public void What_a_list_has_as_well_as_a_query_counts_for_nothing_without_one(string member) =>
        Assert.Empty(In($"class Herd {{ {member} }}"));

    [Theory]
    [InlineData("Animal Of(int id) => db.Animals.First(animal => animal.Id == id);")]
    [InlineData("Animal Of(int id) => Query().First(animal => animal.Id == id);")]
    [InlineData("Animal? Of(int id) => set.Find(id);")]
    [InlineData("Animal Of(int id) { using var fresh = new ZooContext(); return fresh.Animals.Single(animal => animal.Id == id); }")]
    [InlineData("Animal Of(int id, IQueryable<Animal> among) => among.First(animal => animal.Id == id);")]
    public void What_a_query_has_counts_where_something_is_named_as_one(string member) =>
        Assert.Equal(["Of"], In($$"""
            class Animal { public int Id { get; set; } }
            class ZooContext : DbContext { public DbSet<Animal> Animals { get; set; } = null!; }
            class Store
            {
                protected ZooContext db = null!;
                protected DbSet<Animal> set = null!;
                protected IQueryable<Animal> Query() => throw new NotSupportedException();
            }
            class Animals : Store { {{member}} }
            """));

    [Fact]
    public void A_body_that_is_longer_than_asked_for_is_left_out() =>
        Assert.Empty(In("class Animals(NpgsqlCommand command) { int Of(int id) { var text = \"\"; return (int)command.ExecuteScalar()!; } }", longestBody: 20));

    private static IEnumerable<string> In(string source, int longestBody = 1000)
    {
        var compilation = CSharpCompilation.Create("Zoo", new[] { source, Verify.Usings }.Select(text => CSharpSyntaxTree.ParseText(text)), References.All, new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity is Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return PossibleTrips.In(PlatformModel.Of(compilation, [])!, longestBody, TestContext.Current.CancellationToken).Cast<MethodDeclarationSyntax>().Select(method => method.Identifier.ValueText).Order(StringComparer.Ordinal);
    }
}
