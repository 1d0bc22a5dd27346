using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes;

/// <summary>Fix-all from plans: the edits of all diagnostics of a file at once, leaving out a plan whose edits meet another one's, or that declares a name of it in the same member.</summary>
internal sealed class PlannedFixAll : DocumentBasedFixAllProvider
{
    private static readonly Regex Declaration = new(@"(?<![\w(])var\s+(?<name>\w+)\s*=", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static PlannedFixAll Instance { get; } = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (fixAllContext.CodeFixProvider is not RuleFix fix)
        {
            return document;
        }

        var root = await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
        var edits = new List<TextChange>();
        var names = new HashSet<(int Member, string Name)>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            var plans = await fix.PlansAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false);
            var plan = plans.FirstOrDefault(candidate => !candidate.ChangesBehaviour && RuleFix.KeyOf(candidate, diagnostic) == fixAllContext.CodeActionEquivalenceKey);
            var declared = plan is null || root is null ? [] : plan.Changes.SelectMany(change => Declared(change.NewText ?? "").Select(name => (MemberAt(root, change.Span), name))).ToList();
            if (plan is not null && !declared.Any(names.Contains) && !plan.Changes.Any(change => edits.Any(edit => Meets(edit.Span, change.Span))))
            {
                edits.AddRange(plan.Changes);
                names.UnionWith(declared);
            }
        }

        return edits.Count == 0 ? document : await RuleFix.ApplyAsync(document, edits, fixAllContext.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>The variables that new text declares outside of its own blocks.</summary>
    private static IEnumerable<string> Declared(string text) => Declaration.Matches(text).Cast<Match>()
        .Where(match => text.Take(match.Index).Sum(character => character == '{' ? 1 : character == '}' ? -1 : 0) <= 0)
        .Select(match => match.Groups["name"].Value);

    private static int MemberAt(SyntaxNode root, TextSpan span) => (root.FindNode(span).FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? root).SpanStart;

    private static bool Meets(TextSpan first, TextSpan second) =>
        first.OverlapsWith(second) || (first.Start == second.Start && (first.IsEmpty || second.IsEmpty));
}
