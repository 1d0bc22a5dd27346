using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>What the editor's menu shows of a fix, and where it can be applied at once.</summary>
public sealed class FixTextContract
{
    /// <summary>The words that a title begins with, one for each thing that fixes do.</summary>
    private static readonly ImmutableArray<string> Verbs =
    [
        "Add", "Ask", "Await", "Build", "Call", "Commit", "Complete", "Copy", "Delete", "Dispose", "Escape", "Include", "Insert", "Leave", "Load", "Map", "Move", "Open", "Pass", "Query",
        "Quote", "Read", "Register", "Remove", "Rename", "Save", "Send", "Set", "Take", "Use", "Write",
    ];

    private static readonly FixAllScope[] Scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public static TheoryData<string> FixedIds => AllRules.FixedIds();

    [Theory, MemberData(nameof(FixedIds))]
    public async Task A_title_says_what_the_fix_does(string id)
    {
        var plans = await PlansAsync(id);

        Assert.NotEmpty(plans);
        Assert.All(plans, plan =>
        {
            Assert.Contains(plan.Title.Split(' ')[0], Verbs);
            Assert.DoesNotMatch(@"[.!?:]$|\r|\n", plan.Title);
            // In the menu nothing stands before it that it could speak of.
            Assert.DoesNotMatch(@"^\w+ (it|them)\b", plan.Title);
            Assert.InRange(plan.Title.Length, 10, 120);
            Assert.NotEqual(AllRules.ById(id).Descriptor.Title.ToString(null), plan.Title);
            // What changes beyond the defect is told in brackets or behind a comma.
            Assert.True(!plan.ChangesBehaviour || plan.Title.Contains(" (", StringComparison.Ordinal) || plan.Title.Contains(", ", StringComparison.Ordinal), plan.Title);
        });
        Assert.Equal(plans.Select(plan => plan.Title).Distinct(), plans.Select(plan => plan.Title));
    }

    [Theory, MemberData(nameof(FixedIds))]
    public async Task What_changes_nothing_but_the_defect_is_applied_in_a_document_a_project_or_a_solution_at_once(string id)
    {
        var isSafe = (await PlansAsync(id)).Any(plan => !plan.ChangesBehaviour);

        Assert.All(AllRules.FixesOf(id), fix =>
        {
            var provider = fix.GetFixAllProvider();
            Assert.True(!isSafe || provider is not null, $"{id} has a safe fix that cannot be applied everywhere.");
            if (provider is not null)
            {
                Assert.Subset(provider.GetSupportedFixAllScopes().ToHashSet(), Scopes.ToHashSet());
            }
        });
    }

    /// <summary>The plans for the first finding of the page's example that has any.</summary>
    private static async Task<IReadOnlyList<FixPlan>> PlansAsync(string id)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var example = RulePage.Of(id).Example("## Before");
        foreach (var diagnostic in await example.DiagnoseAsync(AllRules.Analyzers, cancellation))
        {
            var plans = new List<FixPlan>();
            foreach (var fix in AllRules.FixesOf(id))
            {
                plans.AddRange(await example.PlansAsync(fix, diagnostic, cancellation));
            }

            if (plans.Count > 0)
            {
                return plans;
            }
        }

        return [];
    }
}
