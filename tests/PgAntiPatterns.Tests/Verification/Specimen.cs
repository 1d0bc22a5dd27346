using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes;

namespace PgAntiPatterns.Tests.Verification;

/// <summary>A source without markup in a project of its own: what all given rules say about it, and what fixes make of it.</summary>
internal sealed class Specimen
{
    private static readonly AdhocWorkspace Workspace = new();

    private readonly Project _project;
    private readonly DocumentId _document;

    private Specimen(Project project, DocumentId document)
    {
        _project = project;
        _document = document;
    }

    public Document Document => _project.GetDocument(_document)!;

    /// <summary>An empty source beside the usings that every test source has.</summary>
    public static Specimen Against(ImmutableArray<MetadataReference> references)
    {
        var info = ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Specimen",
            "Specimen",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest),
            metadataReferences: references);
        var project = Workspace.CurrentSolution.AddProject(info).GetProject(info.Id)!;
        project = project.AddDocument("Usings.cs", Verify.Usings, filePath: "/0/Usings.cs").Project;
        var document = project.AddDocument("Specimen.cs", "", filePath: "/0/Specimen.cs");
        return new Specimen(document.Project, document.Id);
    }

    public Specimen With(string source) => new(Document.WithText(SourceText.From(source)).Project, _document);

    /// <summary>Another file of the same project.</summary>
    public Specimen Beside(string name, string source) => new(_project.AddDocument(name, source, filePath: "/0/" + name).Project, _document);

    public Specimen Configured(string editorConfig, string path = "/.editorconfig") => new(_project.AddAnalyzerConfigDocument(".editorconfig", SourceText.From(editorConfig), filePath: path).Project, _document);

    /// <summary>A file that the compiler hands to analyzers without reading it.</summary>
    public Specimen Additional(string name, string text) => new(_project.AddAdditionalDocument(name, SourceText.From(text), filePath: "/0/" + name).Project, _document);

    public async Task<IReadOnlyList<Diagnostic>> CompileErrorsAsync(CancellationToken cancellation)
    {
        var compilation = await _project.GetCompilationAsync(cancellation);
        return compilation!.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).ToList();
    }

    /// <summary>What the rules report; a rule that throws makes this throw.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation)
    {
        var compilation = await _project.GetCompilationAsync(cancellation);
        var thrown = new ConcurrentQueue<Exception>();
        var options = new CompilationWithAnalyzersOptions(_project.AnalyzerOptions, (exception, _, _) => thrown.Enqueue(exception), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(compilation!, analyzers, options).GetAnalyzerDiagnosticsAsync(cancellation);
        return thrown.IsEmpty
            ? diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal).ToList()
            : throw new AggregateException("A rule threw on:\n" + (await Document.GetTextAsync(cancellation)), thrown);
    }

    /// <summary>The rewrites that a fix offers for a diagnostic.</summary>
    public Task<IReadOnlyList<FixPlan>> PlansAsync(RuleFix fix, Diagnostic diagnostic, CancellationToken cancellation) =>
        fix.PlansAsync(_project.GetDocument(diagnostic.Location.SourceTree) ?? Document, diagnostic, cancellation);

    /// <summary>The source after a rewrite.</summary>
    public async Task<Specimen> AppliedAsync(FixPlan plan, CancellationToken cancellation) =>
        new((await RuleFix.ApplyAsync(Document, plan.Changes, cancellation)).Project, _document);

    public async Task<string> SourceAsync(CancellationToken cancellation) => (await Document.GetTextAsync(cancellation)).ToString();
}
