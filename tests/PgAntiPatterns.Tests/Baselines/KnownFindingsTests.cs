using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Baselines;

/// <summary>While a report is written the compiler keeps errors to itself, so that it reaches all projects; the package's task reports them.</summary>
public sealed class KnownFindingsTests
{
    private const string Source = """class Orders(NpgsqlDataSource source) { void Load(string n) => source.CreateCommand($"delete from t where n = '{n}'").Dispose(); }""";

    [Theory]
    [InlineData("warning", true, 1)]
    [InlineData("error", true, 0)]
    [InlineData("error", false, 1)]
    public async Task An_error_is_held_while_a_report_is_written_and_nothing_else_is(string severity, bool isReportWritten, int printed)
    {
        var settings = $"is_global = true\nbuild_property._PgAntiPatternsHoldsErrors = {(isReportWritten ? "true" : "")}\ndotnet_diagnostic.PGAP4001.severity = {severity}\n";

        var reported = await Specimen.Against(References.All).Configured(settings).With(Source).DiagnoseAsync([new InjectionAnalyzer(), new KnownFindings()], TestContext.Current.CancellationToken);

        Assert.Equal(printed, reported.Count);
    }
}
