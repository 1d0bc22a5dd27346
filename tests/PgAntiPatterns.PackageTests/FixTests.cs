using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>The fixes of the package, applied from the command line.</summary>
public sealed class FixTests
{
    private readonly Consumer _consumer;

    public FixTests(Delivery delivery)
    {
        _consumer = delivery.Consumer;
        _consumer.Reset();
    }

    [Theory]
    [InlineData("info")]
    [InlineData("warn")]
    public async Task Dotnet_format_applies_a_fix_and_the_build_is_clean(string severity)
    {
        await _consumer.FormatAsync("--diagnostics", "PGAP3003", "--severity", severity);

        Assert.Equal(Consumer.SourceText.Replace(";Pooling=false", "", StringComparison.Ordinal).ReplaceLineEndings("\n"), _consumer.Read(Consumer.Source));
        var outcome = await _consumer.BuildAsync("-p:PgAntiPatternsMode=Strict");
        Assert.True(outcome.Succeeded, outcome.Output);
        Assert.Empty(outcome.Reports);
    }
}
