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

        Assert.Equal(["Orders.Load(string) 0"], before.Select(place => $"{place.Member} {place.Ordinal}"));
        Assert.Matches("^[0-9a-f]{16}$", before[0].Text);
        Assert.Equal(before[0], after[0]);
        Assert.Equal(before[0] with { Ordinal = 1 }, after[1]);
    }

    [Theory]
    [InlineData("""class Orders { void Load(NpgsqlDataSource source, string n) { CALL } }""", """class Orders<T> { void Load(NpgsqlDataSource source, string n) { CALL } }""")]
    [InlineData("""namespace First { class Orders { void Load(NpgsqlDataSource source, string n) { CALL } } }""", """namespace Second { class Orders { void Load(NpgsqlDataSource source, string n) { CALL } } }""")]
    [InlineData("""partial class Orders { void Load(NpgsqlDataSource source, string n) { CALL } }""", """partial class Orders { void Load(NpgsqlDataSource source, string n, int limit) { CALL } }""")]
    [InlineData("""static class Orders { extension(NpgsqlDataSource source) { public void Load(string n) { CALL } } }""", """static class Others { extension(NpgsqlMultiHostDataSource source) { public void Load(string n) { CALL } } }""")]
    [InlineData("""class Orders(NpgsqlDataSource source) { void Load(string n) { CALL } }""", """class Others(NpgsqlDataSource source) : IOther { void IOther.Load(string n) { CALL } void Load(string n) { } } interface IOther { void Load(string n); }""")]
    public async Task Equal_code_in_namesakes_has_an_entry_each_in_whatever_order_they_stand(string one, string other)
    {
        const string call = """source.CreateCommand($"delete from t where n = '{n}'");""";
        var first = await PlacesAsync((one + "\n" + other).Replace("CALL", call, StringComparison.Ordinal));
        var turned = await PlacesAsync((other + "\n" + one).Replace("CALL", call, StringComparison.Ordinal));

        Assert.Equal(2, first.Distinct().Count());
        Assert.All(first, place => Assert.Equal(0, place.Ordinal));
        Assert.Equal(first.Reverse(), turned);
    }

    [Fact]
    public async Task An_overload_that_is_added_changes_no_entry_of_the_others()
    {
        const string call = """source.CreateCommand($"delete from t where n = '{n}'");""";
        var before = await PlacesAsync($$"""class Orders(NpgsqlDataSource source) { void Load(string n) { {{call}} } }""");
        var after = await PlacesAsync($$"""class Orders(NpgsqlDataSource source) { void Load() { var n = 1; {{call}} } void Load( string n ) { {{call}} } }""");

        Assert.Equal(before, after.Where(place => place.Member == "Orders.Load(string)"));
    }

    [Theory]
    [InlineData("src/Orders.csproj", "src/Orders.csproj (net10.0)", true)]
    [InlineData("src/Orders.csproj (net8.0)", "src/Orders.csproj (net9.0)", true)]
    [InlineData("src/Orders.csproj (net8.0)", "src/Orders.csproj", true)]
    [InlineData("src/Orders.csproj", "src/Others.csproj (net10.0)", false)]
    public void Another_framework_of_the_project_knows_the_entries_too(string recorded, string asked, bool isKnown)
    {
        var baseline = Read(Whole.Replace("src/Orders.csproj", recorded, StringComparison.Ordinal));

        Assert.Equal(isKnown, baseline.Knows(asked, baseline.Entries[0].Finding));
    }

    [Theory]
    [InlineData("<<<<<<< ours\n=======\n>>>>>>> theirs\n")]
    [InlineData("<<<<<<< ours\n,\n||||||| base\n] broken\n=======\n>>>>>>> theirs\n")]
    public void A_merge_conflict_in_a_file_that_was_formatted_anew_takes_no_entry_away(string conflict)
    {
        var formatted = Whole.Replace("{ \"rule\"", "{\n\"rule\"", StringComparison.Ordinal).Replace(", \"", ",\n\"", StringComparison.Ordinal);
        var end = formatted.LastIndexOf(']');

        var baseline = Read(formatted[..end] + "\n" + conflict + formatted[end..]);

        Assert.Equal(Read(Whole).Entries.Select(entry => entry.Finding), baseline.Entries.Select(entry => entry.Finding));
        Assert.Contains("merge conflict", Assert.Single(baseline.Mistakes).Reason, StringComparison.Ordinal);
    }

    private static Baseline Read(string text) => BaselineReader.Read(text, rule => rule == "PGAP4001");

    private static async Task<IReadOnlyList<KnownFinding>> PlacesAsync(string source)
    {
        var reported = await Specimen.Against(References.All).With(source).DiagnoseAsync([new InjectionAnalyzer()], Cancellation);
        return [.. reported.Select(diagnostic => KnownFinding.Of(diagnostic.Id, "", name => diagnostic.Properties.GetValueOrDefault(name))!)];
    }
}
