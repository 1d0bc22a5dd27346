using PgAntiPatterns.Options;
using PgAntiPatterns.Rules.Configuration;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Configuration;

public sealed class OptionNotUnderstoodTests
{
    private const string Source = "class Repository { }";

    private static readonly Specimen Project = Specimen.Against(References.All).With(Source);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_does_not_exist_is_named_with_those_that_do()
    {
        var message = Assert.Single(await MessagesAsync("pgap.exclude_test = true"));
        Assert.StartsWith("Option 'pgap.exclude_test = true'", message, StringComparison.Ordinal);
        Assert.All(KnownOptions.All, option => Assert.Contains(option.Key, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pgap.exclude_tests", "maybe", "true or false")]
    [InlineData("pgap.exclude_tests", "", "true or false")]
    [InlineData("pgap.pooler_hosts", "pool one,pool two", "separated by commas")]
    [InlineData("pgap.pooler_hosts", "one,,two", "separated by commas")]
    public async Task A_value_that_is_not_understood_is_named_with_what_is_allowed(string key, string value, string allowed)
    {
        var message = Assert.Single(await MessagesAsync($"{key} = {value}"));
        Assert.Contains($"'{key} = {value}'", message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pgap.exclude_tests = false")]
    [InlineData("pgap.exclude_tests = TRUE")]
    [InlineData("PGAP.Exclude_Tests = true")]
    [InlineData("pgap.pooler_hosts = *-pooler.internal, db-proxy")]
    [InlineData("pgap.pooler_hosts =")]
    [InlineData("dotnet_diagnostic.PGAP3003.severity = nonsense")]
    [InlineData("pgapx.exclude_test = true")]
    public async Task What_is_understood_or_not_ours_is_quiet(string line) => Assert.Empty(await MessagesAsync(line));

    [Fact]
    public async Task A_mistake_that_many_files_share_is_reported_once()
    {
        var project = Project.Beside("Second.cs", Source).Beside("Third.cs", "class Other { }");
        Assert.Single(await MessagesAsync("pgap.exclude_test = true", project));
    }

    [Fact]
    public async Task Two_mistakes_are_two_reports() => Assert.Equal(2, (await MessagesAsync("pgap.exclude_test = true\npgap.exclude_tests = 1")).Count);

    [Fact]
    public async Task A_project_without_a_driver_is_quiet() =>
        Assert.Empty(await MessagesAsync("pgap.exclude_test = true", Specimen.Against(References.WithoutDriver).With(Source)));

    private static async Task<IReadOnlyList<string>> MessagesAsync(string lines, Specimen? project = null)
    {
        var reported = await (project ?? Project).Configured("root = true\n\n[*.cs]\n" + lines + "\n").DiagnoseAsync([new ConfigurationAnalyzer()], Cancellation);
        return [.. reported.Select(diagnostic => diagnostic.GetMessage(null))];
    }
}
