using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.Benchmarks;

/// <summary>What the whole package costs a compile, next to the floor and to the peers, as ratios for docs/performance.md.</summary>
internal static class PackageFigures
{
    private const int Rounds = 3;
    private const int PeerFiles = 100;

    private static readonly int[] Sizes = [10, 100, 1000];

    public static async Task<string> TablesAsync()
    {
        var package = typeof(AreaAnalyzer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(AreaAnalyzer)) && !type.IsAbstract).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!).ToArray();
        var floor = new FloorAnalyzer();
        var tables = new StringBuilder("| Project | Files | Floor ÷ compile | Package ÷ compile | Package ÷ floor | Package per file, against 100 files |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var kind in Enum.GetValues<ProjectKind>())
        {
            var perFile = new Dictionary<int, double>();
            var rows = new List<(int Files, double Bare, double Floor, double Package)>();
            foreach (var files in Sizes)
            {
                var best = await BestAsync(kind, files, files == 1000 ? 1 : Rounds, [], [floor], package);
                rows.Add((files, best[0], best[1], best[2]));
                perFile[files] = best[2] / files;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {files}: {best[0]:F0} ms, floor {best[1]:F0} ms, package {best[2]:F0} ms"));
            }

            foreach (var (files, bare, floorTime, packageTime) in rows)
            {
                tables.Append(CultureInfo.InvariantCulture, $"| {kind} | {files} | {floorTime / bare:F2} | {packageTime / bare:F2} | {packageTime / floorTime:F2} | {perFile[files] / perFile[100]:F2} |\n");
            }
        }

        tables.Append(CultureInfo.InvariantCulture, $"\n{PeerFiles} files; the compile with the analyzer, divided by the compile alone:\n\n| Analyzer |");
        var peers = Peers();
        foreach (var kind in Enum.GetValues<ProjectKind>())
        {
            tables.Append(CultureInfo.InvariantCulture, $" {kind} |");
        }

        tables.Append("\n| --- | ---: | ---: | ---: | ---: |\n");
        var times = new List<double[]>();
        foreach (var kind in Enum.GetValues<ProjectKind>())
        {
            times.Add(await BestAsync(kind, PeerFiles, Rounds, [[], [floor], package, .. peers.Select(peer => peer.Analyzers)]));
        }

        foreach (var (name, place) in peers.Select(peer => peer.Name).Prepend("PgAntiPatterns, all rules").Prepend("floor").Select((name, index) => (name, index + 1)))
        {
            tables.Append(CultureInfo.InvariantCulture, $"| {name} |{string.Concat(times.Select(time => string.Create(CultureInfo.InvariantCulture, $" {time[place] / time[0]:F2} |")))}\n");
        }

        return tables.ToString();
    }

    /// <summary>The best of several rounds of each, in turns; the first round, which pays for the just-in-time compiler, does not count.</summary>
    private static async Task<double[]> BestAsync(ProjectKind kind, int files, int rounds, params IReadOnlyList<DiagnosticAnalyzer>[] candidates)
    {
        var sources = ProjectCorpus.Create(kind, files);
        var warm = ProjectCorpus.Create(kind, 20);
        var best = candidates.Select(_ => double.MaxValue).ToArray();
        foreach (var analyzers in candidates)
        {
            await CompileRun.TimeAsync(kind, warm, analyzers);
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < candidates.Length; index++)
            {
                best[index] = Math.Min(best[index], (await CompileRun.TimeAsync(kind, sources, candidates[index])).TotalMilliseconds);
            }
        }

        return best;
    }

    private static List<(string Name, DiagnosticAnalyzer[] Analyzers)> Peers() =>
    [
        ("Sonar S2077", [Benchmarks.Peers.Load("sonar", "SonarAnalyzer.CSharp.dll", "S2077")]),
        ("NetAnalyzers CA2000", [Benchmarks.Peers.Load("net", "Microsoft.CodeAnalysis.NetAnalyzers.dll", "CA2000")]),
        ("NetAnalyzers CA2100", [Benchmarks.Peers.Load("net", "Microsoft.CodeAnalysis.NetAnalyzers.dll", "CA2100")]),
        ("NetAnalyzers CA3001", [Benchmarks.Peers.Load("net", "Microsoft.CodeAnalysis.NetAnalyzers.dll", "CA3001")]),
        ("IDisposableAnalyzers IDISP001, IDISP004", [Benchmarks.Peers.Load("disposable", "IDisposableAnalyzers.dll", "IDISP001"), Benchmarks.Peers.Load("disposable", "IDisposableAnalyzers.dll", "IDISP004")]),
        ("SecurityCodeScan SCS0002", [Benchmarks.Peers.Load("scan", "SecurityCodeScan.VS2019.dll", "SCS0002")]),
    ];
}
