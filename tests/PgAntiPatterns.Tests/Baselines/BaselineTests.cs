using Microsoft.CodeAnalysis;
using PgAntiPatterns.Baselines;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Baselines;

public sealed class BaselineTests
{
    private const string Entry = """{ "rule": "PGAP4001", "file": "src/Orders.cs", "member": "Orders.Load", "text": "9f86d081884c7d65", "ordinal": 0 }""";

    private const string Whole = $$"""
        {
          "version": 1,
          "projects": {
            "src/Orders.csproj": [
              {{Entry}}
            ]
          }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void An_entry_is_known_in_its_project_only()
    {
        var baseline = Read(Whole);

        Assert.Empty(baseline.Mistakes);
        var finding = Assert.Single(baseline.Entries).Finding;
        Assert.True(baseline.Knows("src/Orders.csproj", finding with { File = "SRC/Orders.cs" }));
        Assert.False(baseline.Knows("src/Other.csproj", finding));
        Assert.False(baseline.Knows("src/Orders.csproj", finding with { Ordinal = 1 }));
        Assert.False(baseline.Knows("src/Orders.csproj", finding with { File = "src/Renamed.cs" }));
    }

    [Fact]
    public void A_merge_conflict_is_named_once_and_the_entries_of_both_sides_count()
    {
        var baseline = Read(Whole.Replace(Entry, $"{Entry},\n<<<<<<< ours\n{Entry.Replace("Load", "Mine", StringComparison.Ordinal)}\n=======\n{Entry.Replace("Load", "Theirs", StringComparison.Ordinal)}\n>>>>>>> theirs", StringComparison.Ordinal));

        var mistake = Assert.Single(baseline.Mistakes);
        Assert.Equal((5, "src/Orders.csproj"), (mistake.Line, mistake.Project));
        Assert.Contains("merge conflict", mistake.Reason, StringComparison.Ordinal);
        Assert.Equal(["Orders.Load", "Orders.Mine", "Orders.Theirs"], baseline.Entries.Select(entry => entry.Finding.Member));
    }

    [Theory]
    [InlineData("\"PGAP4001\"", "\"PGAP4999\"", "no rule PGAP4999", 4)]
    [InlineData("\"text\"", "\"test\"", "an entry has", 4)]
    [InlineData("\"file\":", "\"file\"", "colon", 4)]
    [InlineData("\"version\": 1", "\"version\": 2", "version", 1)]
    [InlineData("\"projects\"", "\"project\"", "projects", 0)]
    public void What_is_not_understood_is_named_with_its_line_and_counts_as_absent(string right, string wrong, string reason, int line)
    {
        var baseline = Read(Whole.Replace(right, wrong, StringComparison.Ordinal));

        var mistake = Assert.Single(baseline.Mistakes);
        Assert.Equal(line, mistake.Line);
        Assert.Contains(reason, mistake.Reason, StringComparison.Ordinal);
        Assert.Empty(baseline.Entries);
    }

    [Fact]
    public async Task Code_that_was_moved_or_formatted_is_known_by_the_same_words_and_a_second_one_is_not()
    {
        const string call = """source.CreateCommand($"delete from t where n = '{n}'");""";
        var before = await PlacesAsync($$"""class Orders(NpgsqlDataSource source) { void Load(string n) { {{call}} } }""");
        var after = await PlacesAsync($$"""
            class Orders(NpgsqlDataSource source)
            {
                void First() { }

                void Load(string n)
                {
                    // moved
                    {{call.Replace(".Create", "\n  .Create", StringComparison.Ordinal)}}
                    {{call}}
                }
            }
            """);

        Assert.Equal(["Orders.Load 0"], before.Select(place => $"{place.Member} {place.Ordinal}"));
        Assert.Matches("^[0-9a-f]{16}$", before[0].Text);
        Assert.Equal(before[0], after[0]);
        Assert.Equal(before[0] with { Ordinal = 1 }, after[1]);
    }

    private static Baseline Read(string text) => BaselineReader.Read(text, rule => rule == "PGAP4001");

    private static async Task<IReadOnlyList<KnownFinding>> PlacesAsync(string source)
    {
        var reported = await Specimen.Against(References.All).With(source).DiagnoseAsync([new InjectionAnalyzer()], Cancellation);
        return [.. reported.Select(diagnostic => KnownFinding.Of(diagnostic.Id, "", name => diagnostic.Properties.GetValueOrDefault(name))!)];
    }
}
