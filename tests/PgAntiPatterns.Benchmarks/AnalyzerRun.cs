using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Benchmarks;

/// <summary>Runs analyzers over sources and asks the compiler how long each has taken.</summary>
internal static class AnalyzerRun
{
    private static readonly MetadataReference[] References =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "CompileReferences.txt")).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The time and the number of reports of each analyzer, all in one run on one thread.</summary>
    public static async Task<Dictionary<string, (TimeSpan Time, int Reports)>> OnAsync(IReadOnlyList<string> sources, params (string Name, DiagnosticAnalyzer Analyzer)[] analyzers)
    {
        var ids = analyzers.SelectMany(candidate => candidate.Analyzer.SupportedDiagnostics).Select(descriptor => KeyValuePair.Create(descriptor.Id, ReportDiagnostic.Warn)).DistinctBy(pair => pair.Key);
        var compilation = Compile(sources, ids);
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3).ToArray();
        if (errors is not [])
        {
            throw new InvalidOperationException($"The corpus does not compile: {string.Join('\n', errors.Select(error => error.ToString()))}");
        }

        GC.Collect();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([new SonarSettings()]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var result = await compilation.WithAnalyzers([.. analyzers.Select(candidate => candidate.Analyzer)], options).GetAnalysisResultAsync(CancellationToken.None);
        return analyzers.ToDictionary(
            candidate => candidate.Name,
            candidate => (result.AnalyzerTelemetryInfo[candidate.Analyzer].ExecutionTime, Count(result.GetAllDiagnostics(candidate.Analyzer))));
    }

    /// <summary>The sources against the real packages.</summary>
    public static CSharpCompilation Compile(IReadOnlyList<string> sources, IEnumerable<KeyValuePair<string, ReportDiagnostic>> severities, bool isConcurrent = true) => CSharpCompilation.Create(
        "Corpus",
        sources.Select((source, number) => CSharpSyntaxTree.ParseText(SourceText.From(source), path: $"/corpus/File{number}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: severities, concurrentBuild: isConcurrent));

    private static int Count(ImmutableArray<Diagnostic> reports) =>
        reports.FirstOrDefault(report => report.Id == "AD0001") is { } crash ? throw new InvalidOperationException(crash.ToString()) : reports.Length;
}
