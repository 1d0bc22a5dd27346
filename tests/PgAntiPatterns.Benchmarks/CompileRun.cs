using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Benchmarks.Corpora;

namespace PgAntiPatterns.Benchmarks;

/// <summary>A whole compile, with analyzers or without: parsing, binding, analyzers, output. One thread, measured in processor time, which other programs disturb little.</summary>
internal static class CompileRun
{
    private static readonly string[] Drivers = ["Npgsql", "Dapper", "Microsoft.EntityFrameworkCore"];

    public static async Task<TimeSpan> TimeAsync(ProjectKind kind, IReadOnlyList<string> sources, IReadOnlyList<DiagnosticAnalyzer> analyzers)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var compilation = CSharpCompilation.Create(
            "Corpus",
            sources.Select((source, number) => CSharpSyntaxTree.ParseText(source, path: $"/corpus/File{number}.cs")),
            PathsOf(kind).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false, specificDiagnosticOptions: On(analyzers)));
        if (analyzers.Count > 0)
        {
            var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([new SonarSettings()]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
            var reports = await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync();
            if (reports.FirstOrDefault(report => report.Id == "AD0001") is { } crash)
            {
                throw new InvalidOperationException(crash.ToString());
            }
        }

        var emitted = compilation.Emit(Stream.Null);
        process.Refresh();
        return emitted.Success ? process.TotalProcessorTime - start : throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Take(3)));
    }

    /// <summary>The assemblies that a project of a kind references.</summary>
    public static IEnumerable<string> PathsOf(ProjectKind kind) =>
        from path in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "CompileReferences.txt"))
        let driver = Array.FindIndex(Drivers, name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal))
        where driver < 0 || (kind, driver) is (ProjectKind.Npgsql or ProjectKind.Dapper, 0) or (ProjectKind.Dapper, 1) or (ProjectKind.EfCore, 0 or 2)
        where kind is ProjectKind.EfCore || !Path.GetFileName(path).StartsWith("Npgsql.EntityFrameworkCore", StringComparison.Ordinal)
        select path;

    private static IEnumerable<KeyValuePair<string, ReportDiagnostic>> On(IEnumerable<DiagnosticAnalyzer> analyzers) =>
        analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(descriptor => !descriptor.Id.StartsWith("PGAP", StringComparison.Ordinal)).Select(descriptor => KeyValuePair.Create(descriptor.Id, ReportDiagnostic.Warn)).DistinctBy(pair => pair.Key);
}
