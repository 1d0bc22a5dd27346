using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Rules.Security;

namespace PgAntiPatterns.Benchmarks;

/// <summary>What the rules about pools and connection strings cost: per configuration file, and on code that has neither.</summary>
internal static class ConfigurationFigures
{
    private const int Rounds = 5;
    private const int Files = 400;
    private const int Lines = 285_000;

    private static readonly MetadataReference[] References =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "CompileReferences.txt")).Select(path => MetadataReference.CreateFromFile(path))];

    public static async Task WriteAsync(TextWriter output)
    {
        var file = AppSettings();
        var without = await BestAsync(["class Program;"], []);
        var with = await BestAsync(["class Program;"], [.. Enumerable.Range(0, Files).Select(number => new SettingsFile($"/app/appsettings.{number}.json", file))]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"configuration file of {file.Length:N0} characters: {(with.Analysis - without.Analysis).TotalMilliseconds / Files:F3} ms"));

        var large = LargeFile();
        var alone = await BestAsync(["class Program;"], [new SettingsFile("/app/appsettings.json", large)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"configuration file of {large.Length:N0} characters: {(alone.Analysis - without.Analysis).TotalMilliseconds:F1} ms"));

        var code = await BestAsync(CodeCorpus.Create(Lines, sinks: 0), []);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Lines:N0} lines without a connection string: {code.Analysis.TotalMilliseconds:F0} ms of {code.Compile.TotalMilliseconds:F0} ms to compile, {100 * code.Analysis / code.Compile:F2} %"));
    }

    private static async Task<(TimeSpan Analysis, TimeSpan Compile)> BestAsync(IReadOnlyList<string> sources, ImmutableArray<AdditionalText> files)
    {
        var (analysis, compile) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var compilation = CSharpCompilation.Create(
                "Corpus",
                sources.Select((source, number) => CSharpSyntaxTree.ParseText(SourceText.From(source), path: $"/corpus/File{number}.cs")),
                References,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
            using var image = new MemoryStream();
            compilation.Emit(image);
            compile = Least(compile, watch.Elapsed);
            analysis = Least(analysis, await AnalyzeAsync(compilation, files));
        }

        return (analysis, compile);
    }

    private static async Task<TimeSpan> AnalyzeAsync(CSharpCompilation compilation, ImmutableArray<AdditionalText> files)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new PoolingAnalyzer(), new SecurityAnalyzer()];
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions(files), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var result = await compilation.WithAnalyzers(analyzers, options).GetAnalysisResultAsync(CancellationToken.None);
        return analyzers.Aggregate(TimeSpan.Zero, (sum, analyzer) => sum + result.AnalyzerTelemetryInfo[analyzer].ExecutionTime);
    }

    private static TimeSpan Least(TimeSpan first, TimeSpan second) => first < second ? first : second;

    /// <summary>A file as programs have them: logging, addresses, a handful of connection strings.</summary>
    private static string AppSettings()
    {
        var text = new StringBuilder("{\n  // Settings of the shop.\n  \"Logging\": { \"LogLevel\": { \"Default\": \"Information\", \"Microsoft.AspNetCore\": \"Warning\" } },\n  \"ConnectionStrings\": {\n");
        for (var number = 0; number < 8; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    \"Shop{number}\": \"Host=db{number}.shop.example;Port=5432;Database=shop{number};Username=app;SSL Mode=VerifyFull;Maximum Pool Size=20;Application Name=shop\",\n");
        }

        text.Append("  },\n  \"Services\": {\n");
        for (var number = 0; number < 40; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    \"Service{number}\": {{ \"Url\": \"https://service{number}.shop.example/?key=value;more\", \"Timeout\": {number}, \"IsOn\": true }},\n");
        }

        return text.Append("  }\n}\n").ToString();
    }

    private static string LargeFile()
    {
        var text = new StringBuilder("{ \"Data\": [\n");
        while (text.Length < 10_000_000)
        {
            text.Append("  { \"Name\": \"An ordinary text; with signs = and words\", \"Count\": 12345, \"Tags\": [ \"one\", \"two\" ] },\n");
        }

        return text.Append("] }\n").ToString();
    }

    private sealed class SettingsFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
