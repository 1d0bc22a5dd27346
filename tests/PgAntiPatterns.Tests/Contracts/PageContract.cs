using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Configuration;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>A rule's page cannot lie: its before-block is reported, and its after-block is what the fix makes of it.</summary>
public sealed class PageContract
{
    /// <summary>So many rewrites turn any example into its after-block.</summary>
    private const int MaxRewrites = 20;

    public static TheoryData<string> Ids => AllRules.Ids();

    public static TheoryData<string> FixedIds => AllRules.FixedIds();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_page_belongs_to_a_rule() => Assert.Equal(
        AllRules.Rules.Select(rule => rule.Id),
        Repository.Files("docs/rules", "*.md").Select(Path.GetFileNameWithoutExtension));

    [Theory, MemberData(nameof(Ids))]
    public void A_page_opens_with_id_and_title(string id) =>
        Assert.Equal($"# {id}: {AllRules.ById(id).Descriptor.Title}", RulePage.Of(id).Opening);

    [Theory, MemberData(nameof(Ids))]
    public async Task The_before_block_is_reported_by_its_rule_and_by_no_other(string id)
    {
        var before = RulePage.Of(id).Example("## Before");
        Assert.Empty(await before.CompileErrorsAsync(Cancellation));
        var reported = await before.DiagnoseAsync(AllRules.Analyzers, Cancellation);
        Assert.NotEmpty(reported);
        Assert.All(reported, diagnostic => Assert.Equal(id, diagnostic.Id));
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task The_after_block_is_clean(string id)
    {
        var after = RulePage.Of(id).Example("## After");
        Assert.Empty(await after.CompileErrorsAsync(Cancellation));
        Assert.Empty(await after.DiagnoseAsync(AllRules.Analyzers, Cancellation));
    }

    [Theory, MemberData(nameof(FixedIds))]
    public async Task The_fix_turns_the_before_block_into_the_after_block(string id)
    {
        var example = RulePage.Of(id).Example("## Before");
        for (var rewrites = 0; await FirstRewriteAsync(example, id) is { } rewritten; rewrites++)
        {
            Assert.True(rewrites < MaxRewrites, "The fix never comes to an end.");
            example = rewritten;
        }

        Assert.Equal(RulePage.Of(id).Block("## After", "csharp"), await example.SourceAsync(Cancellation));
    }

    private static async Task<Specimen?> FirstRewriteAsync(Specimen example, string id)
    {
        foreach (var diagnostic in await example.DiagnoseAsync(AllRules.Analyzers, Cancellation))
        {
            foreach (var fix in AllRules.FixesOf(id))
            {
                if ((await example.PlansAsync(fix, diagnostic, Cancellation)).FirstOrDefault() is { } plan)
                {
                    return await example.AppliedAsync(plan, Cancellation);
                }
            }
        }

        return null;
    }
}
