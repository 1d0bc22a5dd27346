using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PgAntiPatterns.Corpus.Fixing;

/// <summary>Every fix that is offered, applied to the project as it stands.</summary>
internal static class OneByOne
{
    public static async Task<IReadOnlyList<FixOutcome>> ApplyAsync(Project project, ImmutableArray<Diagnostic> findings, CancellationToken cancellation)
    {
        var outcomes = new List<FixOutcome>();
        foreach (var finding in findings)
        {
            foreach (var (_, action) in await OfferedAsync(project, finding, cancellation))
            {
                var what = $"{finding.Location.GetLineSpan()} {finding.Id} '{action.Title}'";
                outcomes.Add(await ApplyAsync(project, action, what, cancellation));
            }
        }

        return outcomes;
    }

    /// <summary>The fixes that an editor would show for a finding.</summary>
    public static async Task<IReadOnlyList<(CodeFixProvider Fix, CodeAction Action)>> OfferedAsync(Project project, Diagnostic finding, CancellationToken cancellation)
    {
        var actions = new List<(CodeFixProvider, CodeAction)>();
        if (project.GetDocument(finding.Location.SourceTree) is { } document)
        {
            foreach (var fix in Package.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id)))
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add((fix, action)), cancellation));
            }
        }

        return actions;
    }

    private static async Task<FixOutcome> ApplyAsync(Project project, CodeAction action, string what, CancellationToken cancellation)
    {
        var operations = await action.GetOperationsAsync(cancellation);
        if (operations.OfType<ApplyChangesOperation>().FirstOrDefault() is not { } change)
        {
            return new FixOutcome(what, "changes nothing");
        }

        var changes = await FixOutcome.ChangesAsync(project.Solution, change.ChangedSolution, cancellation);
        foreach (var (before, after) in changes)
        {
            var known = CompileErrors.Of((await before.GetSemanticModelAsync(cancellation))!, cancellation);
            if (CompileErrors.New(known, CompileErrors.Of((await after.GetSemanticModelAsync(cancellation))!, cancellation)) is { } error)
            {
                return new FixOutcome(what, $"brings {error}\n{await FixOutcome.EditsAsync(changes, cancellation)}");
            }
        }

        return new FixOutcome(what, changes.Count > 0 ? null : "changes nothing");
    }
}
