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
    private const int Rounds = 30;

    public static async Task<string> TableAsync()
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
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, place) in MixedProject.Kinds)
            {
                for (var index = 0; index < candidates.Length; index++)
                {
                    var file = (((round * 7) + 3) % (Files / MixedProject.FilesOfFeature) * MixedProject.FilesOfFeature) + place;
                    var time = await EditAsync(project, file, $"_ = {round * candidates.Length + index};", candidates[index]);
                    best[name][index] = time < best[name][index] ? time : best[name][index];
                }
            }
        }

        var table = new StringBuilder("| Edited file | Files of this kind | Floor, ms | Package, ms | Package ÷ floor |\n| --- | ---: | ---: | ---: | ---: |\n");
        var sum = new double[candidates.Length];
        foreach (var (name, place) in MixedProject.Kinds)
        {
            var count = Enumerable.Range(0, Files).Count(number => Math.Min(number % MixedProject.FilesOfFeature, MixedProject.Kinds.Count - 1) == place);
            Row(name, count, [.. best[name].Select(time => time.TotalMilliseconds)]);
            sum = [.. sum.Zip(best[name], (total, time) => total + (count * time.TotalMilliseconds / Files))];
        }

        Row("on average", Files, sum);
        return table.ToString();

        void Row(string name, int count, double[] times) =>
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {count} | {times[0]:F1} | {times[1]:F1} | {times[1] / times[0]:F2} |\n");
    }

    /// <summary>One edit: the tree is parsed as the editor does it, then the new compilation's document is analyzed the way an editor asks for it.</summary>
    private static async Task<TimeSpan> EditAsync(CSharpCompilation project, int file, string statement, IReadOnlyList<DiagnosticAnalyzer> analyzers)
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

        // A file that has findings and reports none would be measured for nothing.
        var reports = syntax.Concat(semantic).ToList();
        var isExpected = reports.Count > 0 == (file % MixedProject.FilesOfFeature < MixedProject.Kinds.Count - 1 && analyzers is not [FloorAnalyzer]);
        return isExpected && !reports.Exists(report => report.Id == "AD0001") ? time : throw new InvalidOperationException($"File {file}: {string.Join('\n', reports)}");
    }
}
