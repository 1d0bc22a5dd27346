using Xunit;

namespace PgAntiPatterns.Corpus.Tests;

/// <summary>Which command lines are understood.</summary>
public sealed class RequestTests
{
    [Fact]
    public void Options_stand_anywhere()
    {
        var request = Request.Of(["--runs", "10", "a", "--no-concurrency", "b.binlog", "--limit", "30", "--fix-all"])!;

        Assert.Equal(["a", "b.binlog"], request.Inputs);
        Assert.Equal((10, false, true, false, TimeSpan.FromSeconds(30)), (request.Runs, request.Concurrency, request.FixAll, request.Fixes, request.Limit));
    }

    [Theory]
    [InlineData()]
    [InlineData("--fixes")]
    [InlineData("a", "--unknown")]
    [InlineData("a", "--runs")]
    [InlineData("a", "--runs", "0")]
    [InlineData("a", "--limit", "soon")]
    [InlineData("a", "--references")]
    [InlineData("a", "--references", "no such folder")]
    public void What_is_not_understood_is_no_request(params string[] words) => Assert.Null(Request.Of(words));
}
