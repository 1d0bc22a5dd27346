using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgAntiPatterns.Analysis.RoundTripSummaries;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.Benchmarks;

/// <summary>What the round-trip rules and the summaries cost next to the compile, on code that lives on EF Core.</summary>
internal static class LoopFigures
{
    private const int Lines = 110_000;
    private const int Rounds = 3;

    public static async Task WriteAsync(TextWriter output)
    {
        var corpus = EntityCorpus.Create(Lines);
        var analyzer = new RoundTripsAnalyzer();
        await MeasureAsync(EntityCorpus.Create(Lines / 20), analyzer);
        var best = (Compile: TimeSpan.MaxValue, Rules: TimeSpan.MaxValue, Summaries: TimeSpan.MaxValue, Reports: 0);
        for (var round = 0; round < Rounds; round++)
        {
            var now = await MeasureAsync(corpus, analyzer);
            best = (Min(best.Compile, now.Compile), Min(best.Rules, now.Rules), Min(best.Summaries, now.Summaries), now.Reports);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{corpus.Sum(text => text.Count(character => character == '\n')):N0} lines of EF Core; best of {Rounds} runs"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compile   {best.Compile.TotalMilliseconds,9:F0} ms"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PGAP2xxx  {best.Rules.TotalMilliseconds,9:F0} ms, {best.Rules / best.Compile:P1} of the compile, {best.Reports} reports"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"summaries {best.Summaries.TotalMilliseconds,9:F0} ms, {best.Summaries / best.Compile:P1} of the compile, in builds only"));
    }

    private static async Task<(TimeSpan Compile, TimeSpan Rules, TimeSpan Summaries, int Reports)> MeasureAsync(IReadOnlyList<string> corpus, RoundTripsAnalyzer analyzer)
    {
        var watch = Stopwatch.StartNew();
        var compilation = AnalyzerRun.Compile(corpus, [], isConcurrent: false);
        using (var image = new MemoryStream())
        {
            if (compilation.Emit(image) is { Success: false } failed)
            {
                throw new InvalidOperationException(failed.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
            }
        }

        var compile = watch.Elapsed;
        GC.Collect();
        var again = AnalyzerRun.Compile(corpus, [], isConcurrent: false);
        again.GetDeclarationDiagnostics();
        watch.Restart();
        CSharpGeneratorDriver.Create(new SummaryGenerator()).RunGenerators(again);
        var summaries = watch.Elapsed;
        var (time, reports) = (await AnalyzerRun.OnAsync(corpus, ("PGAP2xxx", analyzer)))["PGAP2xxx"];
        return (compile, time, summaries, reports);
    }

    private static TimeSpan Min(TimeSpan first, TimeSpan second) => first < second ? first : second;
}
