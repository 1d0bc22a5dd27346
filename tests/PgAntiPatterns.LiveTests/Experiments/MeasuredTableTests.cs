using Xunit;
using Xunit.Sdk;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>A page's figures are those that were measured, and it names the servers that measured them.</summary>
public sealed class MeasuredTableTests
{
    private const string Page = """
        # PGAP0001: Title

        ## Measured

        <!-- generated: measured -->
        | What was run | Before | After |
        | --- | --- | --- |
        | Five calls: sessions | 5 | 1 |

        Measured by the live tests on PostgreSQL 15 and 18.
        <!-- end -->

        ## When it stays quiet

        """;

    private static readonly string[][] Same = [["Five calls: sessions", "5", "1"]];
    private static readonly string[][] Others = [["Five calls: sessions", "5", "2"]];

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    [InlineData(16)]
    public void Same_figures_agree_on_any_server(int server) => Assert.Equal(Page, MeasuredTable.Settle(Page, "page.md", Same, server, rewrites: false));

    [Fact]
    public void Other_figures_are_told_with_the_page_the_server_and_how_to_write_them()
    {
        var error = Assert.ThrowsAny<XunitException>(() => MeasuredTable.Settle(Page, "page.md", Others, 18, rewrites: false));

        Assert.StartsWith("page.md does not say what its experiment measured on PostgreSQL 18; run the live tests once with PGAP_REWRITE=1.", error.Message, StringComparison.Ordinal);
        Assert.Contains("| Five calls: sessions | 5 | 2 |", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_figures_are_written_for_the_server_that_measured_them()
    {
        var written = MeasuredTable.Settle(Page, "page.md", Others, 18, rewrites: true);

        Assert.Equal(Page.Replace("| 5 | 1 |", "| 5 | 2 |", StringComparison.Ordinal).Replace("15 and 18", "18", StringComparison.Ordinal), written);
        Assert.Equal(Page.Replace("| 5 | 1 |", "| 5 | 2 |", StringComparison.Ordinal), MeasuredTable.Settle(written, "page.md", Others, 15, rewrites: true));
    }

    [Fact]
    public void Empty_part_is_filled()
    {
        var empty = Page[..Page.IndexOf("| What", StringComparison.Ordinal)] + Page[Page.IndexOf("<!-- end", StringComparison.Ordinal)..];

        Assert.ThrowsAny<XunitException>(() => MeasuredTable.Settle(empty, "page.md", Same, 15, rewrites: false));
        Assert.Equal(Page.Replace("15 and 18", "15", StringComparison.Ordinal), MeasuredTable.Settle(empty, "page.md", Same, 15, rewrites: true));
    }

    [Fact]
    public void Page_without_the_part_is_told_even_where_it_may_be_rewritten()
    {
        var error = Assert.ThrowsAny<XunitException>(() => MeasuredTable.Settle("# PGAP0001: Title\n", "page.md", Same, 15, rewrites: true));

        Assert.StartsWith("page.md has no '<!-- generated: measured --> … <!-- end -->'", error.Message, StringComparison.Ordinal);
    }
}
