using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>What somebody sees who installs the package and builds.</summary>
public sealed class BuildTests
{
    private readonly Delivery _delivery;
    private readonly Consumer _consumer;

    public BuildTests(Delivery delivery)
    {
        _delivery = delivery;
        _consumer = delivery.Consumer;
        _consumer.Reset();
    }

    [Fact]
    public async Task The_build_warns_with_file_line_and_id_and_the_sarif_log_says_the_same()
    {
        var outcome = await _consumer.BuildAsync();

        Assert.True(outcome.Succeeded, outcome.Output);
        var line = Consumer.Line(Consumer.SourceText, "Pooling=false");
        var report = Assert.Single(outcome.Reports);
        Assert.Equal(("PGAP3003", "warning", line), (report.Id, report.Severity, report.Line));
        Assert.Equal(_consumer.PathOf(Consumer.Source), Path.GetFullPath(report.Origin));
        Assert.StartsWith("'Pooling=false' ", report.Text, StringComparison.Ordinal);

        var result = Assert.Single(outcome.SarifResults("PGAP3003"));
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("warning", result.GetProperty("level").GetString());
        Assert.EndsWith("/" + Consumer.Source, place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(line, place.GetProperty("region").GetProperty("startLine").GetInt32());

        var rule = outcome.Sarif().GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];
        Assert.Equal("PGAP3003", rule.GetProperty("id").GetString());
        Assert.EndsWith("/docs/rules/PGAP3003.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_suppressed_in_the_source_stays_silent_and_the_rest_does_not()
    {
        var text = """
            using System.Diagnostics.CodeAnalysis;
            using Npgsql;

            namespace Consumer;

            public static class Orders
            {
            #pragma warning disable PGAP3003 // a batch that runs once a night
                public static NpgsqlDataSource ByPragma { get; } = NpgsqlDataSource.Create("Host=db;Database=pragma;Pooling=false");
            #pragma warning restore PGAP3003

                [SuppressMessage("PostgreSQL.Pooling", "PGAP3003", Justification = "A batch that runs once a night")]
                public static NpgsqlDataSource ByAttribute { get; } = NpgsqlDataSource.Create("Host=db;Database=attribute;Pooling=false");

                public static NpgsqlDataSource Reported { get; } = NpgsqlDataSource.Create("Host=db;Database=reported;Pooling=false");
            }

            """;
        _consumer.Write(Consumer.Source, text);

        var outcome = await _consumer.BuildAsync();

        Assert.Equal([Consumer.Line(text, "Database=reported")], outcome.Of("PGAP3003").Select(report => report.Line));
    }

    [Fact]
    public async Task NoWarn_silences_a_rule()
    {
        var outcome = await _consumer.BuildAsync("-p:NoWarn=PGAP3003");

        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Empty(outcome.Of("PGAP3003"));
    }

    [Fact]
    public async Task An_option_that_is_not_understood_is_named_once()
    {
        _consumer.Write("Customers.cs", "namespace Consumer;\n\npublic static class Customers;\n");
        _consumer.WriteEditorConfig("pgap.exclude_tests = perhaps");

        var outcome = await _consumer.BuildAsync();

        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Single(outcome.SarifResults("PGAP0001"));
        var report = Assert.Single(outcome.Of("PGAP0001"));
        Assert.Equal("warning", report.Severity);
        Assert.Contains("'pgap.exclude_tests = perhaps'", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_that_another_package_brings_along_and_rows_of_a_named_file_count()
    {
        const string text = """
            using Npgsql;

            namespace Consumer;

            public static class Orders
            {
                public static NpgsqlDataSource Database { get; } = NpgsqlDataSource.Create("Host=db;Database=orders;Pooling=false");

                public static void Forget(Desk desk, string town) => desk.Run($"delete from orders where town = '{town}'");
            }

            public abstract class Desk
            {
                public abstract void Run(string statement);
            }

            """;
        var project = _delivery.ProjectText(driver: "Npgsql.EntityFrameworkCore.PostgreSQL").Replace("</Project>", "<ItemGroup><AdditionalFiles Include=\"../shared/PgAntiPatterns.Apis.txt\" /></ItemGroup></Project>", StringComparison.Ordinal);
        _delivery.Add("shared", "").Write("PgAntiPatterns.Apis.txt", "TakesSql Consumer.Desk.Run statement\nTakesMore Consumer.Desk.Run\n");
        var consumer = await _delivery.InstallAsync("through", project);
        consumer.Write(Consumer.Source, text);

        var outcome = await consumer.BuildAsync();

        Assert.Equal(
            [("PGAP0002", 2), ("PGAP3003", Consumer.Line(text, "Pooling=false")), ("PGAP4001", Consumer.Line(text, "desk.Run("))],
            outcome.Reports.OrderBy(report => report.Id, StringComparer.Ordinal).Select(report => (report.Id, report.Line)));
    }

    [Fact]
    public async Task Every_target_framework_is_checked()
    {
        var consumer = _delivery.Add("frameworks", _delivery.ProjectText("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>"));
        var (exitCode, output) = await consumer.RestoreAsync();
        Assert.SkipWhen(exitCode != 0 && output.Contains("Microsoft.NETCore.App.Ref", StringComparison.Ordinal), "The package sources of this machine do not have the reference assemblies of .NET 8");
        Assert.True(exitCode == 0, output);

        var outcome = await consumer.BuildAsync();

        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Equal(["net10.0", "net8.0"], outcome.Of("PGAP3003").Select(report => report.Text[(report.Text.LastIndexOf('=') + 1)..^1]).Order());
    }
}
