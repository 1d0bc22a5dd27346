using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PgAntiPatterns.Corpus;

/// <summary>What the rules said about a project, what they threw and how long each analyzer took.</summary>
internal sealed record Analysis(ImmutableArray<Diagnostic> Findings, IReadOnlyList<string> Exceptions, IReadOnlyDictionary<string, TimeSpan> Times)
{
    public static Task<Analysis> OfAsync(Project project, Compilation compilation, bool concurrent, CancellationToken cancellation) =>
        OfAsync(project, compilation, Package.Analyzers, concurrent, cancellation);

    public static async Task<Analysis> OfAsync(Project project, Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent, CancellationToken cancellation)
    {
        var thrown = new ConcurrentQueue<string>();
        var options = new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            (exception, analyzer, diagnostic) => thrown.Enqueue($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: true);
        var result = await compilation.WithAnalyzers(analyzers, options).GetAnalysisResultAsync(cancellation);
        var findings = result.GetAllDiagnostics().OrderBy(Text, StringComparer.Ordinal).ToImmutableArray();
        return new Analysis(findings, [.. thrown], result.AnalyzerTelemetryInfo.ToDictionary(pair => pair.Key.GetType().Name, pair => pair.Value.ExecutionTime));
    }

    /// <summary>A finding to the last detail, so that two runs can be compared.</summary>
    public static string Text(Diagnostic finding) =>
        $"{finding} {string.Join(' ', finding.AdditionalLocations)} {string.Join(' ', finding.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}";
}
