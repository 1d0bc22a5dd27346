using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>How loud the rules are: the presets of <c>PgAntiPatternsMode</c>, and the user's own settings above them.</summary>
public sealed class PresetTests
{
    private readonly Delivery _delivery;
    private readonly Consumer _consumer;

    public PresetTests(Delivery delivery)
    {
        _delivery = delivery;
        _consumer = delivery.Consumer;
        _consumer.Reset();
    }

    [Fact]
    public async Task None_is_quiet()
    {
        _consumer.WriteEditorConfig("pgap.exclude_tests = perhaps");

        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsMode=None");

        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Empty(outcome.Reports);
    }

    [Fact]
    public async Task Strict_fails_the_build()
    {
        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsMode=Strict");

        Assert.False(outcome.Succeeded);
        Assert.Equal(["error PGAP3003"], outcome.Reports.Select(report => $"{report.Severity} {report.Id}"));
    }

    [Fact]
    public async Task The_mode_may_be_set_in_the_project_file_and_spelled_in_any_case()
    {
        _consumer.Write("Consumer.csproj", _consumer.Read("Consumer.csproj").Replace("<Nullable>", "<PgAntiPatternsMode> sTrIcT </PgAntiPatternsMode><Nullable>", StringComparison.Ordinal));

        var outcome = await _consumer.BuildAsync();

        Assert.Equal(["error PGAP3003"], outcome.Reports.Select(report => $"{report.Severity} {report.Id}"));
    }

    [Fact]
    public async Task All_suggests_what_is_a_matter_of_opinion_and_still_warns_of_what_is_certain()
    {
        _consumer.Write(Consumer.Source, Consumer.SourceText.Replace("    public", "    public static NpgsqlConnection Connect(string connectionString) => new(connectionString);\n    public", StringComparison.Ordinal));
        Assert.Empty((await _consumer.BuildAsync()).SarifResults("PGAP3018"));

        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsMode=All");

        Assert.Equal("note", Assert.Single(outcome.SarifResults("PGAP3018")).GetProperty("level").GetString());

        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Equal(["warning PGAP3003"], outcome.Reports.Select(report => $"{report.Severity} {report.Id}"));
    }

    [Fact]
    public async Task An_unknown_mode_is_a_warning_that_lists_the_modes_and_Default_is_used()
    {
        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsMode=Loud");

        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Equal(["warning PGAPMODE", "warning PGAP3003"], outcome.Reports.Select(report => $"{report.Severity} {report.Id}"));
        var text = outcome.Reports[0].Text;
        Assert.All(["'Loud'", "None", "Default", "Strict", "All"], word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_the_mode_builds_again_although_no_file_changed()
    {
        Assert.True((await _consumer.BuildAsync()).Succeeded);

        Assert.False((await _consumer.BuildWhatChangedAsync("-p:PgAntiPatternsMode=Strict")).Succeeded);
    }

    [Fact]
    public async Task A_package_reference_without_transitive_assets_has_the_presets_too()
    {
        var consumer = await _delivery.InstallAsync("direct", _delivery.ProjectText(referenceAttributes: "IncludeAssets=\"build; analyzers\""));

        Assert.False((await consumer.BuildAsync("-p:PgAntiPatternsMode=Strict")).Succeeded);
    }

    [Theory]
    [InlineData("None", "dotnet_diagnostic.PGAP3003.severity = error", "error")]
    [InlineData("Strict", "dotnet_diagnostic.PGAP3003.severity = warning", "warning")]
    [InlineData("Default", "dotnet_analyzer_diagnostic.category-PostgreSQL.Pooling.severity = error", "error")]
    public async Task Editorconfig_wins_over_a_preset(string mode, string setting, string severity)
    {
        _consumer.WriteEditorConfig(setting);

        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsMode=" + mode);

        Assert.Equal([severity], outcome.Of("PGAP3003").Select(report => report.Severity));
        Assert.Equal(severity == "warning", outcome.Succeeded);
    }

    [Fact]
    public async Task The_users_own_global_config_wins_over_a_preset()
    {
        _consumer.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.PGAP3003.severity = none\n");

        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsMode=Strict");

        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Empty(outcome.Reports);
    }
}
