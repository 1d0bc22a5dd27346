using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.LiveTests.Experiments;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>Applies a fix to many sources of one compilation at once: in each round, to the first place of each source.</summary>
internal sealed class FixedBatch
{
    private const int MostRounds = 12;

    private readonly string rule;
    private readonly string? strategy;
    private readonly ImmutableArray<DiagnosticAnalyzer> analyzers;
    private readonly CodeFixProvider fixer;

    private FixedBatch(string rule, string? strategy)
    {
        this.rule = rule;
        this.strategy = strategy;
        analyzers = [.. InstancesOf<DiagnosticAnalyzer>("PgAntiPatterns.Analyzers").Where(candidate => candidate.SupportedDiagnostics.Any(descriptor => descriptor.Id == rule))];
        fixer = InstancesOf<CodeFixProvider>("PgAntiPatterns.CodeFixes").Single(candidate => candidate.FixableDiagnosticIds.Contains(rule));
    }

    /// <summary>The sources, or the configuration files, after the fix; one to which nothing was applied comes back as it was.</summary>
    public static Task<IReadOnlyList<FixedText>> ApplyAsync(GeneratedFix fix, IReadOnlyList<string> texts, bool areFiles, CancellationToken cancellation) =>
        new FixedBatch(fix.Rule, fix.Strategy).ApplyAsync(texts, areFiles, fix.World.Support, cancellation);

    private async Task<IReadOnlyList<FixedText>> ApplyAsync(IReadOnlyList<string> sources, bool areFiles, string support, CancellationToken cancellation)
    {
        using var workspace = new AdhocWorkspace();
        var project = ProjectId.CreateNewId();
        var solution = Open(workspace.CurrentSolution, project, support);
        var documents = sources.Select((_, number) => DocumentId.CreateNewId(project, $"Shape{number}.cs")).ToArray();
        for (var number = 0; number < documents.Length; number++)
        {
            solution = areFiles
                ? solution.AddAdditionalDocument(documents[number], $"Shape{number}.json", SourceText.From(sources[number]), filePath: $"Shape{number}.json")
                : solution.AddDocument(documents[number], $"Shape{number}.cs", SourceText.From(sources[number]), filePath: $"Shape{number}.cs");
        }

        var fixes = new int[documents.Length];
        var remarks = new string?[documents.Length];
        var titles = documents.Select(_ => new List<string>()).ToArray();
        for (var round = 0; ; round++)
        {
            var reported = await ReportedAsync(solution.GetProject(project)!, round, cancellation);
            var isChanged = false;
            for (var number = 0; number < documents.Length; number++)
            {
                var document = Current(number);
                remarks[number] = null;
                foreach (var diagnostic in reported.Where(found => found.Location.GetLineSpan().Path == document.FilePath).OrderBy(found => found.Location.SourceSpan.Start))
                {
                    if (await FixedAsync(document, diagnostic, cancellation) is not ({ } next, { } title))
                    {
                        remarks[number] = "declined";
                        continue;
                    }

                    if (round == MostRounds)
                    {
                        throw new InvalidSourceException($"{rule} is still reported after {MostRounds} fixes", [], (await document.GetTextAsync(cancellation)).ToString());
                    }

                    var text = await next.GetTextAsync(cancellation);
                    solution = areFiles ? solution.WithAdditionalDocumentText(document.Id, text) : solution.WithDocumentText(document.Id, text);
                    fixes[number]++;
                    titles[number].Add(title);
                    isChanged = true;
                    break;
                }
            }

            if (!isChanged)
            {
                break;
            }
        }

        var texts = new List<FixedText>();
        for (var number = 0; number < documents.Length; number++)
        {
            texts.Add(new FixedText((await Current(number).GetTextAsync(cancellation)).ToString(), fixes[number], remarks[number] ?? (fixes[number] == 0 ? "not reported" : null), titles[number]));
        }

        return texts;

        TextDocument Current(int number) => areFiles ? solution.GetAdditionalDocument(documents[number])! : solution.GetDocument(documents[number])!;
    }

    private Solution Open(Solution empty, ProjectId project, string support)
    {
        var options = CompileReferences.Compiling.WithSpecificDiagnosticOptions(
            [KeyValuePair.Create(rule, ReportDiagnostic.Warn), KeyValuePair.Create("EF1002", ReportDiagnostic.Suppress), KeyValuePair.Create("EF1003", ReportDiagnostic.Suppress)]);
        return empty
            .AddProject(ProjectInfo.Create(project, VersionStamp.Default, "Generated", "Generated", LanguageNames.CSharp)
                .WithCompilationOptions(options)
                .WithParseOptions(CompileReferences.Parsing)
                .WithMetadataReferences(CompileReferences.All))
            .AddDocument(DocumentId.CreateNewId(project), "GlobalUsings.cs", SourceText.From(CompileReferences.ImplicitUsings), filePath: "GlobalUsings.cs")
            .AddDocument(DocumentId.CreateNewId(project), "Support.cs", SourceText.From(support), filePath: "Support.cs");
    }

    private async Task<ImmutableArray<Diagnostic>> ReportedAsync(Project project, int round, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        var errors = compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors is not [])
        {
            var broken = errors[0].Location.SourceTree;
            throw new InvalidSourceException($"{rule}, {(round == 0 ? "before" : "after")}: the source does not compile", errors.Where(error => error.Location.SourceTree == broken), broken?.ToString() ?? "");
        }

        var diagnostics = await compilation.WithAnalyzers(analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(cancellation);
        return diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001") is { } crash
            ? throw new InvalidSourceException(crash.GetMessage(null), [], "")
            : [.. diagnostics.Where(diagnostic => diagnostic.Id == rule)];
    }

    private async Task<(TextDocument? Next, string? Title)> FixedAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        CodeAction? chosen = null;
        await fixer.RegisterCodeFixesAsync(new CodeFixContext(
            document,
            diagnostic,
            (action, _) => chosen ??= strategy is null || action.EquivalenceKey == $"{rule}.{strategy}" ? action : null,
            cancellation));
        var changed = chosen is null ? null : (await chosen.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (changed?.GetDocument(document.Id) ?? changed?.GetAdditionalDocument(document.Id), chosen?.Title);
    }

    private static IEnumerable<T> InstancesOf<T>(string assembly) =>
        Assembly.Load(assembly).GetTypes()
            .Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract)
            .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!);
}

/// <summary>A source after its fixes.</summary>
/// <param name="Text">The source.</param>
/// <param name="Fixes">How many fixes were applied to it.</param>
/// <param name="Remark">What hindered more of them; null where nothing did.</param>
/// <param name="Titles">What each of the fixes was called.</param>
internal sealed record FixedText(string Text, int Fixes, string? Remark, IReadOnlyList<string> Titles);
