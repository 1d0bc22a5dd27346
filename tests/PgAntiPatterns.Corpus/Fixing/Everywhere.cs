using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PgAntiPatterns.Corpus.Fixing;

/// <summary>Fix-all as an editor or <c>dotnet format</c> does it: one rule, one strategy, a whole project.</summary>
internal static class Everywhere
{
    public static async Task<IReadOnlyList<FixOutcome>> ApplyAsync(Project project, ImmutableArray<Diagnostic> findings, CancellationToken cancellation)
    {
        var outcomes = new List<FixOutcome>();
        foreach (var rule in findings.GroupBy(finding => finding.Id))
        {
            var offers = new List<(CodeFixProvider Fix, string Key)>();
            foreach (var finding in rule)
            {
                offers.AddRange((await OneByOne.OfferedAsync(project, finding, cancellation)).Select(offer => (offer.Fix, offer.Action.EquivalenceKey ?? "")));
            }

            foreach (var (fix, key) in offers.Distinct().Where(offer => offer.Fix.GetFixAllProvider() is not null))
            {
                outcomes.Add(await ApplyAsync(project, fix, key, [.. rule], offers.Count(offer => offer == (fix, key)), cancellation));
            }
        }

        return outcomes;
    }

    private static async Task<FixOutcome> ApplyAsync(Project project, CodeFixProvider fix, string key, ImmutableArray<Diagnostic> findings, int offered, CancellationToken cancellation)
    {
        var what = $"{project.Name} {key}, {offered} places";
        var document = project.GetDocument(findings[0].Location.SourceTree)!;
        var context = new FixAllContext(document, fix, FixAllScope.Project, key, [findings[0].Id], new Given(project, findings), cancellation);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        var operations = action is null ? [] : await action.GetOperationsAsync(cancellation);
        if (operations.OfType<ApplyChangesOperation>().FirstOrDefault() is not { } change)
        {
            return new FixOutcome(what, "changes nothing");
        }

        var changes = await FixOutcome.ChangesAsync(project.Solution, change.ChangedSolution, cancellation);
        if (changes.Count == 0)
        {
            return new FixOutcome(what, "changes nothing");
        }

        var fixedProject = change.ChangedSolution.GetProject(project.Id)!;
        var (before, after) = ((await project.GetCompilationAsync(cancellation))!, (await fixedProject.GetCompilationAsync(cancellation))!);
        if (CompileErrors.New(CompileErrors.Of(before, cancellation), CompileErrors.Of(after, cancellation)) is { } error)
        {
            return new FixOutcome(what, $"brings {error}\n{await FixOutcome.EditsAsync(changes, cancellation)}");
        }

        var left = await LeftAsync(fixedProject, after, findings[0].Id, fix, key, cancellation);
        return left.Count == 0 ? new FixOutcome(what, null) : new FixOutcome(what, $"leaves {left.Count}: {left[0]}\n{await FixOutcome.EditsAsync(changes, cancellation)}", left.Count);
    }

    /// <summary>What the same fix could still mend after it was applied everywhere.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> LeftAsync(Project project, Compilation compilation, string id, CodeFixProvider fix, string key, CancellationToken cancellation)
    {
        var left = new List<Diagnostic>();
        var analyzers = Package.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id)).ToImmutableArray();
        foreach (var finding in (await Analysis.OfAsync(project, compilation, analyzers, concurrent: true, cancellation)).Findings.Where(finding => finding.Id == id))
        {
            if ((await OneByOne.OfferedAsync(project, finding, cancellation)).Any(offer => offer.Fix == fix && offer.Action.EquivalenceKey == key))
            {
                left.Add(finding);
            }
        }

        return left;
    }

    /// <summary>The findings that are known already, as fix-all wants to be handed them.</summary>
    private sealed class Given(Project owner, ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(project.Id == owner.Id ? findings : []);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(findings.Where(finding => owner.GetDocument(finding.Location.SourceTree)?.Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
