using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes;

/// <summary>The fix of one rule. It plans the whole rewrite first and offers nothing where any part of it is unclear.</summary>
public abstract class RuleFix : CodeFixProvider
{
    private protected RuleFix(params string[] ids) => FixableDiagnosticIds = ids.ToImmutableArray();

    /// <summary>The rules that the fix repairs.</summary>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <summary>One strategy, everywhere it can be planned.</summary>
    public sealed override FixAllProvider? GetFixAllProvider() => TakesPartInFixAll ? PlannedFixAll.Instance : null;

    /// <summary>False where every plan of the fix changes behaviour beyond the defect.</summary>
    private protected virtual bool TakesPartInFixAll => true;

    /// <summary>Offers what could be planned.</summary>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (context.TextDocument is not Document document)
            {
                await RegisterInFileAsync(context, diagnostic).ConfigureAwait(false);
                continue;
            }

            foreach (var plan in await PlansAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                var action = CodeAction.Create(plan.Title, cancellation => ApplyAsync(document, plan.Changes, cancellation), KeyOf(plan, diagnostic));
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>The key under which equal fixes are known to fix-all.</summary>
    internal static string KeyOf(FixPlan plan, Diagnostic diagnostic) => diagnostic.Id + "." + plan.Strategy;

    /// <summary>The plans for a diagnostic that lies in a file; none where the rewrite cannot be planned completely or changes nothing.</summary>
    internal async Task<IReadOnlyList<FixPlan>> PlansAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Location.IsInSource
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || root.SyntaxTree != model.SyntaxTree
            || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
        {
            return [];
        }

        var text = await root.SyntaxTree.GetTextAsync(cancellation).ConfigureAwait(false);
        var place = new FixPlace(diagnostic, root, model, text, cancellation);
        return Plan(place).Where(plan => plan.Changes.Length > 0 && plan.Changes.Any(change => text.ToString(change.Span) != change.NewText)).ToList();
    }

    internal static async Task<Document> ApplyAsync(Document document, IEnumerable<TextChange> changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    private async Task RegisterInFileAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        var file = context.TextDocument;
        var text = await file.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (diagnostic.Location.SourceSpan.End > text.Length)
        {
            return;
        }

        foreach (var plan in PlanInFile(new ConfigurationPlace(diagnostic, text)))
        {
            var changed = text.WithChanges(plan.Changes);
            var action = CodeAction.Create(plan.Title, _ => Task.FromResult(file.Project.Solution.WithAdditionalDocumentText(file.Id, changed)), KeyOf(plan, diagnostic));
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    /// <summary>The complete rewrites for a diagnostic in a configuration file; none unless a fix can edit such files.</summary>
    private protected virtual IEnumerable<FixPlan> PlanInFile(ConfigurationPlace place) => [];

    /// <summary>The complete rewrites for a diagnostic, the best one first.</summary>
    private protected abstract IEnumerable<FixPlan> Plan(FixPlace place);
}
