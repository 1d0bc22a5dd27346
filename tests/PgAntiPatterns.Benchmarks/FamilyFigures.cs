using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.Benchmarks;

/// <summary>What all rules of a family cost next to the peers, each on the same compilation in the same run.</summary>
internal static class FamilyFigures
{
    private const int Lines = 285_000;
    private const int Sinks = 1_000;
    private const int Rounds = 3;

    public static async Task WriteAsync(TextWriter output)
    {
        var corpus = CodeCorpus.Create(Lines, Sinks);
        (string Name, DiagnosticAnalyzer Analyzer)[] candidates =
        [
            ("PGAP4xxx", new InjectionAnalyzer()),
            ("S2077", Peers.Load("sonar", "SonarAnalyzer.CSharp.dll", "S2077")),
            ("CA2100", Peers.Load("net", "Microsoft.CodeAnalysis.NetAnalyzers.dll", "CA2100")),
            ("PGAP1xxx", new ConnectionsAnalyzer()),
            ("IDISP001", Peers.Load("disposable", "IDisposableAnalyzers.dll", "IDISP001")),
            ("CA2000", Peers.Load("net", "Microsoft.CodeAnalysis.NetAnalyzers.dll", "CA2000")),
        ];

        // The first run of each pays for the just-in-time compiler.
        await AnalyzerRun.OnAsync(CodeCorpus.Create(Lines / 20, Sinks / 20), candidates);
        var best = candidates.ToDictionary(candidate => candidate.Name, _ => TimeSpan.MaxValue);
        var counts = new Dictionary<string, int>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, (time, count)) in await AnalyzerRun.OnAsync(corpus, candidates))
            {
                best[name] = time < best[name] ? time : best[name];
                counts[name] = count;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{corpus.Sum(text => text.Count(character => character == '\n')):N0} lines, {Sinks:N0} sinks; best of {Rounds} runs"));
        foreach (var (name, time) in best)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-9} {time.TotalMilliseconds,9:F0} ms, {counts[name],5} reports"));
        }
    }
}
