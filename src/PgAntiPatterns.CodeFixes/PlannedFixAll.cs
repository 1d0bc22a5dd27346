using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes;

/// <summary>Fix-all from plans: the edits of all diagnostics of a file at once, leaving out a plan whose edits meet another one's.</summary>
internal sealed class PlannedFixAll : DocumentBasedFixAllProvider
{
    public static PlannedFixAll Instance { get; } = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (fixAllContext.CodeFixProvider is not RuleFix fix)
        {
            return document;
        }

        var edits = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            var plans = await fix.PlansAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false);
            var plan = plans.FirstOrDefault(candidate => !candidate.ChangesBehaviour && RuleFix.KeyOf(candidate, diagnostic) == fixAllContext.CodeActionEquivalenceKey);
            if (plan is not null && !plan.Changes.Any(change => edits.Any(edit => Meets(edit.Span, change.Span))))
            {
                edits.AddRange(plan.Changes);
            }
        }

        return edits.Count == 0 ? document : await RuleFix.ApplyAsync(document, edits, fixAllContext.CancellationToken).ConfigureAwait(false);
    }

    private static bool Meets(TextSpan first, TextSpan second) =>
        first.OverlapsWith(second) || (first.Start == second.Start && (first.IsEmpty || second.IsEmpty));
}
