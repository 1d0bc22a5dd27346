using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>A team that takes its old findings as given and lets no new one in.</summary>
public sealed class BaselineTests
{
    private const string Baseline = "PgAntiPatterns.Baseline.json";

    private readonly Consumer _consumer;

    public BaselineTests(Delivery delivery)
    {
        _consumer = delivery.Consumer;
        _consumer.Reset();
    }

    [Fact]
    public async Task Known_findings_stay_silent_a_new_one_fails_and_a_fixed_one_is_named_at_its_line()
    {
        Assert.True((await Strict("-p:PgAntiPatternsBaseline=write")).Succeeded);
        Assert.Contains("\"Orders.Database\"", _consumer.Read(Baseline), StringComparison.Ordinal);

        _consumer.Write(Consumer.Source, "// moved\n\n" + Consumer.SourceText);
        Assert.Empty((await Strict()).Reports);

        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace("Database {", "Fresh {", StringComparison.Ordinal));
        Assert.Equal(["error PGAP3003"], (await Strict()).Reports.Select(report => $"{report.Severity} {report.Id}"));

        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace(";Pooling=false", "", StringComparison.Ordinal));
        var outcome = await Strict();
        Assert.True(outcome.Succeeded, outcome.Output);
        var stale = Assert.Single(outcome.Reports);
        Assert.Equal(("PGAPSTALE", "warning", Consumer.Line(_consumer.Read(Baseline), "PGAP3003")), (stale.Id, stale.Severity, stale.Line));

        Assert.Empty((await Strict("-p:PgAntiPatternsBaseline=shrink")).Reports);
        Assert.DoesNotContain("PGAP3003", _consumer.Read(Baseline), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_with_a_merge_conflict_is_named_and_not_written_over()
    {
        const string text = "{\n<<<<<<< ours\n";
        _consumer.Write(Baseline, text);

        Assert.Equal([("PGAPBASELINE", 2), ("PGAP3003", 7)], (await _consumer.BuildAsync()).Reports.OrderBy(report => report.Line).Select(report => (report.Id, report.Line)));
        Assert.False((await _consumer.BuildAsync("-p:PgAntiPatternsBaseline=write")).Succeeded);
        Assert.Equal(text, _consumer.Read(Baseline));
    }

    private Task<Outcome> Strict(params string[] arguments) => _consumer.BuildAsync(["-p:PgAntiPatternsMode=Strict", .. arguments]);
}
