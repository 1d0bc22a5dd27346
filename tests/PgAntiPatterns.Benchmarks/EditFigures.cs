using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.Benchmarks;

/// <summary>What an editor waits for after somebody has typed into one file of a large project: the compilation with that file anew, and the analysis of that file alone, in processor time, which other programs disturb little.</summary>
internal static class EditFigures
{
    private const int Files = 1000;

    public static async Task<string> TableAsync(int rounds)
    {
        DiagnosticAnalyzer[] package = [.. typeof(AreaAnalyzer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
        IReadOnlyList<DiagnosticAnalyzer>[] candidates = [[new FloorAnalyzer()], package];
        var project = AnalyzerRun.Compile(MixedProject.Create(Files), [], isConcurrent: false);
        if (project.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException($"The project does not compile: {error}");
        }

        // In turns, so that whatever else the machine does falls on both.
        var best = MixedProject.Kinds.ToDictionary(kind => kind.Name, _ => candidates.Select(_ => TimeSpan.MaxValue).ToArray());
        var reports = new Dictionary<string, int>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, place) in MixedProject.Kinds)
            {
                for (var index = 0; index < candidates.Length; index++)
                {
                    var file = (((round * 7) + 3) % (Files / MixedProject.FilesOfFeature) * MixedProject.FilesOfFeature) + place;
                    var (time, count) = await EditAsync(project, file, $"_ = {round * candidates.Length + index};", candidates[index]);
                    best[name][index] = time < best[name][index] ? time : best[name][index];
                    reports[name] = count;
                }
            }
        }

        var table = new StringBuilder("| Edited file | Floor, ms | Package, ms | Package ÷ floor | Findings |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var (name, _) in MixedProject.Kinds)
        {
            Row(name, best[name], reports[name]);
        }

        Row("all of them", [.. candidates.Select((_, index) => TimeSpan.FromTicks(best.Values.Sum(times => times[index].Ticks)))], reports.Values.Sum());
        return table.ToString();

        void Row(string name, TimeSpan[] times, int count) =>
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {times[0].TotalMilliseconds:F1} | {times[1].TotalMilliseconds:F1} | {times[1] / times[0]:F2} | {count} |\n");
    }

    /// <summary>One edit: the tree is parsed as the editor does it, then the new compilation's document is analyzed the way an editor asks for it.</summary>
    private static async Task<(TimeSpan Time, int Reports)> EditAsync(CSharpCompilation project, int file, string statement, IReadOnlyList<DiagnosticAnalyzer> analyzers)
    {
        var old = project.SyntaxTrees[file];
        var edited = old.WithChangedText(SourceText.From(MixedProject.FileOf(file, statement)));
        GC.Collect();

        var start = Environment.CpuUsage.TotalTime;
        var compilation = project.ReplaceSyntaxTree(old, edited);
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var analysis = compilation.WithAnalyzers([.. analyzers], options);
        var syntax = await analysis.GetAnalyzerSyntaxDiagnosticsAsync(edited, CancellationToken.None);
        var semantic = await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(edited), filterSpan: null, CancellationToken.None);
        var time = Environment.CpuUsage.TotalTime - start;

        var reports = syntax.Concat(semantic).ToList();
        return reports.Find(report => report.Id == "AD0001") is { } crash ? throw new InvalidOperationException(crash.ToString()) : (time, reports.Count);
    }
}
