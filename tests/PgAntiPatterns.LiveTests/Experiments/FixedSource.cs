using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>Applies the package's own fix to every place that a rule reports, as an editor would, one after the other.</summary>
internal static class FixedSource
{
    private const int MostPlaces = 50;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [.. InstancesOf<DiagnosticAnalyzer>("PgAntiPatterns.Analyzers")];
    private static readonly ImmutableArray<CodeFixProvider> Fixers = [.. InstancesOf<CodeFixProvider>("PgAntiPatterns.CodeFixes")];

    /// <summary>True where the package has a fix for a rule.</summary>
    public static bool IsFixed(string id) => Fixers.Any(fixer => fixer.FixableDiagnosticIds.Contains(id));

    /// <summary>The source after the fix of <paramref name="id"/>, the first or the one with a strategy; it reports the id no more.</summary>
    public static Task<string> ApplyAsync(string source, string id, CancellationToken cancellation, string? strategy = null) =>
        ApplyAsync(source, id, Analyzers, Fixers, cancellation, strategy);

    internal static async Task<string> ApplyAsync(
        string source,
        string id,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        ImmutableArray<CodeFixProvider> fixers,
        CancellationToken cancellation,
        string? strategy = null)
    {
        var analyzer = analyzers.Where(candidate => candidate.SupportedDiagnostics.Any(descriptor => descriptor.Id == id)).ToImmutableArray();
        var fixer = fixers.FirstOrDefault(candidate => candidate.FixableDiagnosticIds.Contains(id));
        if (analyzer.IsEmpty || fixer is null)
        {
            throw new ArgumentException($"There is no {(fixer is null ? "code fix" : "analyzer")} for {id}.", nameof(id));
        }

        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source, id);
        var reported = await ReportedAsync(document, analyzer, id, cancellation);
        if (reported.IsEmpty)
        {
            throw new InvalidSourceException($"{id} reports nothing here", [], source);
        }

        for (var places = 0; !reported.IsEmpty; places++)
        {
            var now = await document.GetTextAsync(cancellation);
            if (places == MostPlaces)
            {
                throw new InvalidSourceException($"{id} is still reported after {MostPlaces} fixes", [], now.ToString());
            }

            document = await FixedAsync(document, fixer, reported[0], strategy, cancellation)
                ?? throw new InvalidSourceException($"The fix of {id} is not offered at {reported[0].Location.GetLineSpan().StartLinePosition}", [], now.ToString());
            reported = await ReportedAsync(document, analyzer, id, cancellation);
        }

        return (await document.GetTextAsync(cancellation)).ToString();
    }

    private static Document Open(AdhocWorkspace workspace, string source, string id)
    {
        var project = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(project);
        // Where EF Core's own rules speak, the package's are quiet; here they are to be fixed.
        var options = CompileReferences.Compiling.WithSpecificDiagnosticOptions(
            [KeyValuePair.Create(id, ReportDiagnostic.Warn), KeyValuePair.Create("EF1002", ReportDiagnostic.Suppress), KeyValuePair.Create("EF1003", ReportDiagnostic.Suppress)]);
        return workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(project, VersionStamp.Default, "Experiment", "Experiment", LanguageNames.CSharp)
                .WithCompilationOptions(options)
                .WithParseOptions(CompileReferences.Parsing)
                .WithMetadataReferences(CompileReferences.All))
            .AddDocument(DocumentId.CreateNewId(project), "GlobalUsings.cs", SourceText.From(CompileReferences.ImplicitUsings))
            .AddDocument(document, "Experiment.cs", SourceText.From(source))
            .GetDocument(document)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> ReportedAsync(
        Document document,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        string id,
        CancellationToken cancellation)
    {
        var compilation = (await document.Project.GetCompilationAsync(cancellation))!;
        var errors = compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        var diagnostics = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        var crashes = diagnostics.Where(diagnostic => diagnostic.Id == "AD0001").ToArray();
        if (errors is not [] || crashes is not [])
        {
            var text = await document.GetTextAsync(cancellation);
            throw new InvalidSourceException(crashes is [] ? "The source does not compile" : crashes[0].GetMessage(null), errors, text.ToString());
        }

        return [.. diagnostics.Where(diagnostic => diagnostic.Id == id).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<Document?> FixedAsync(Document document, CodeFixProvider fixer, Diagnostic diagnostic, string? strategy, CancellationToken cancellation)
    {
        CodeAction? first = null;
        await fixer.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => first ??= strategy is null || action.EquivalenceKey == $"{diagnostic.Id}.{strategy}" ? action : null, cancellation));
        if (first is null)
        {
            return null;
        }

        var operations = await first.GetOperationsAsync(cancellation);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id);
    }

    private static IEnumerable<T> InstancesOf<T>(string assembly) =>
        Assembly.Load(assembly).GetTypes()
            .Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract)
            .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!);
}
