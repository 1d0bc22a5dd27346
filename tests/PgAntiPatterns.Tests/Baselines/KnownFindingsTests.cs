using PgAntiPatterns.Baselines;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Baselines;

/// <summary>What the baseline knows is silent. While a report is written the compiler keeps errors to itself, so that it reaches all projects; the package's task reports them.</summary>
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

    [Theory]
    [InlineData(Baseline.FileName, "", "", true)]
    [InlineData(Baseline.FileName, "/0/" + Baseline.FileName, "", true)]
    [InlineData(Baseline.FileName, "/0/" + Baseline.FileName, "shrink", true)]
    [InlineData(Baseline.FileName, "/0/" + Baseline.FileName, "off", false)]
    [InlineData(Baseline.FileName, "/0/another.json", "", false)]
    [InlineData("another #1.json", "/0/old/../another #1.json", "", true)]
    [InlineData("another #1.json", "", "", false)]
    public async Task What_the_baseline_knows_is_silent_and_what_is_new_is_not(string file, string found, string mode, bool isKnown)
    {
        const string project = "src/C#/Orders.csproj";
        var both = Specimen.Against(References.All).With(Source.Replace("void Load", "void Fresh(string n) => source.CreateCommand($\"drop table {n}\").Dispose(); void Load", StringComparison.Ordinal));
        var all = await both.DiagnoseAsync([new InjectionAnalyzer()], TestContext.Current.CancellationToken);
        var old = Assert.Single(all, diagnostic => diagnostic.Id == "PGAP4001");
        var (member, text) = (old.Properties[KnownFinding.MemberProperty], old.Properties[KnownFinding.TextProperty]);
        var settings = $"is_global = true\nbuild_property.PgAntiPatternsBaseline = {mode}\nbuild_property._PgAntiPatternsBaselineKey = {Uri.EscapeDataString(found)}\nbuild_property._PgAntiPatternsProjectKey = {Uri.EscapeDataString(project)}\n";

        var told = await both.Configured(settings)
            .Additional(file, $$"""{ "version": 1, "projects": { "{{project}}": [ { "rule": "PGAP4001", "file": "Specimen.cs", "member": "{{member}}", "text": "{{text}}", "ordinal": 0 } ] } }""")
            .DiagnoseAsync([new InjectionAnalyzer(), new KnownFindings()], TestContext.Current.CancellationToken);

        Assert.Equal(isKnown ? all.Where(diagnostic => diagnostic != old).Select(diagnostic => diagnostic.Id) : all.Select(diagnostic => diagnostic.Id), told.Select(diagnostic => diagnostic.Id));
    }
}
