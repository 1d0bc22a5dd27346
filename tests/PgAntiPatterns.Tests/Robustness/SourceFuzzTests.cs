using CsCheck;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>Mutated sources go through all rules and fixes without an exception and without an end that never comes.</summary>
public sealed class SourceFuzzTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly Specimen Empty = Specimen.Against(References.All);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mutated_sources()
    {
        foreach (var source in Fuzzing.Values(Mutations.All, 150))
        {
            await SurvivesAsync(source);
        }
    }

    [Fact]
    public async Task Sources_cut_off_anywhere()
    {
        var cuts = Gen.Select(Gen.Int[0, Corpus.All.Length - 1], Gen.Int[0, 1_000_000]).Select((source, at) => Corpus.All[source][..(at % (Corpus.All[source].Length + 1))]);
        foreach (var source in Fuzzing.Values(cuts, 100))
        {
            await SurvivesAsync(source);
        }
    }

    private static async Task SurvivesAsync(string source)
    {
        var ordeal = Ordeal.RunAsync(Empty.With(source), Cancellation);
        await Task.WhenAny(ordeal, Task.Delay(Limit, Cancellation));
        Assert.True(ordeal.IsCompletedSuccessfully, (ordeal.Exception?.ToString() ?? "No end in sight") + "\n" + source);
    }
}
