using System.Text.RegularExpressions;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>The examples of the README: what is warned about is warned about in these words, and what follows is what the fix makes of it.</summary>
public sealed partial class FrontPageContract
{
    private const string Around = """
        using NpgsqlTypes;

        public sealed class Product
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
        {
            public DbSet<Product> Products => Set<Product>();
        }

        public sealed class Example(NpgsqlDataSource dataSource, ShopContext shop)
        {
            public NpgsqlDataSource DataSource => dataSource;
            public ShopContext Shop => shop;


        """;

    private static readonly Specimen Empty = Specimen.Against(References.All);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Of which rule each example is.</summary>
    public static TheoryData<string> Ids => [.. Examples().Select(example => example.Groups["id"].Value)];

    [Fact]
    public void There_is_an_example_of_each_of_the_four_families() =>
        Assert.Equal(["PGAP1", "PGAP2", "PGAP3", "PGAP4"], Examples().Select(example => example.Groups["id"].Value[..5]).Order());

    [Theory, MemberData(nameof(Ids))]
    public async Task An_example_is_reported_in_the_words_that_stand_below_it_and_fixed_as_shown(string id)
    {
        var example = Examples().Single(candidate => candidate.Groups["id"].Value == id);
        var before = Empty.With(Whole(example.Groups["before"].Value));
        Assert.Empty(await before.CompileErrorsAsync(Cancellation));

        var reported = Assert.Single(await before.DiagnoseAsync(AllRules.Analyzers, Cancellation));
        var said = $"{reported.Severity.ToString().ToLowerInvariant()} {reported.Id}: {reported.GetMessage()}";
        Assert.True(said == $"warning {id}: {example.Groups["message"].Value}", said);

        var plans = await Task.WhenAll(AllRules.FixesOf(id).Select(fix => before.PlansAsync(fix, reported, Cancellation)));
        var after = await before.AppliedAsync(plans.SelectMany(offered => offered).First(), Cancellation);
        Assert.Equal(Whole(example.Groups["after"].Value), await after.SourceAsync(Cancellation));
    }

    private static string Whole(string members) =>
        Around + string.Concat(members.TrimEnd('\n').Split('\n').Select(line => (line.Length == 0 ? "" : "    " + line) + "\n")) + "}\n";

    private static IEnumerable<Match> Examples() => Example().Matches(Repository.Read("README.md"));

    [GeneratedRegex("```csharp\\n(?<before>(?:(?!```).*\\n)+)```\\n\\n> warning (?<id>PGAP\\d+): (?<message>.+)\\n\\n```csharp\\n(?<after>(?:(?!```).*\\n)+)```\\n")]
    private static partial Regex Example();
}
