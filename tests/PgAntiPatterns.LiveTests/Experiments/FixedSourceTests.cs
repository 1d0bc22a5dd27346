using Xunit;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>The package's own analyzers and fixes turn a page's before into its after.</summary>
public sealed class FixedSourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_place_is_fixed_and_nothing_else_changes()
    {
        var after = await FixedSource.ApplyAsync(
            """
            using Npgsql;

            static class Shop
            {
                // Two of them.
                public static NpgsqlConnection First() => new("Host=db;Pooling=false;Database=shop");
                public static NpgsqlConnection Second() => new NpgsqlConnection("Host=db;Database=shop;Pooling=false");
            }
            """,
            "PGAP3003",
            Cancellation);

        Assert.Equal(
            """
            using Npgsql;

            static class Shop
            {
                // Two of them.
                public static NpgsqlConnection First() => new("Host=db;Database=shop");
                public static NpgsqlConnection Second() => new NpgsqlConnection("Host=db;Database=shop");
            }
            """,
            after);
    }

    [Fact]
    public async Task Source_that_the_rule_does_not_report_is_an_error_that_shows_it()
    {
        const string Source = "static class Shop { static Npgsql.NpgsqlConnection Open() => new(\"Host=db\"); }";

        var error = await Assert.ThrowsAsync<InvalidSourceException>(() => FixedSource.ApplyAsync(Source, "PGAP3003", Cancellation));

        Assert.StartsWith("PGAP3003 reports nothing here", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(Source, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_does_not_compile_is_an_error_before_any_fix()
    {
        var error = await Assert.ThrowsAsync<InvalidSourceException>(() => FixedSource.ApplyAsync("static class Shop { Missing field; }", "PGAP3003", Cancellation));

        Assert.Contains("CS0246", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_id_is_an_error_that_names_it()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => FixedSource.ApplyAsync("", "PGAP0000", Cancellation));

        Assert.Contains("PGAP0000", error.Message, StringComparison.Ordinal);
    }
}
