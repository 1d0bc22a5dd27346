using Microsoft.CodeAnalysis;
using PgAntiPatterns.CodeFixes;
using PgAntiPatterns.Tests.Robustness;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>What holds for every report and every fix, tried on all sources that the tests and pages bring along.</summary>
public sealed class CorpusContract
{
    private static readonly Specimen Empty = Specimen.Against(References.All);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Two areas may speak of two defects of one call, such as a query per row on the connection whose reader is open; one area speaks once.</summary>
    [Fact]
    public async Task A_place_is_reported_once_by_an_area()
    {
        foreach (var source in Corpus.All)
        {
            var reported = await Empty.With(source).DiagnoseAsync(AllRules.Analyzers, Cancellation);
            var twice = reported.GroupBy(diagnostic => (diagnostic.Location.SourceSpan, AllRules.AreaOf(AllRules.ById(diagnostic.Id)))).Where(place => place.Count() > 1);
            Assert.True(!twice.Any(), string.Join('\n', twice.SelectMany(place => place).Select(diagnostic => diagnostic.ToString())) + "\n" + source);
        }
    }

    [Fact]
    public async Task A_fix_clears_its_report_and_leaves_code_that_compiles()
    {
        var tried = 0;
        foreach (var source in Corpus.All)
        {
            var specimen = Empty.With(source);
            if ((await specimen.CompileErrorsAsync(Cancellation)).Count > 0)
            {
                continue;
            }

            var reported = await specimen.DiagnoseAsync(AllRules.Analyzers, Cancellation);
            foreach (var diagnostic in reported)
            {
                foreach (var plan in await Ordeal.PlansAsync(specimen, diagnostic, Cancellation))
                {
                    await CheckAsync(specimen, reported, diagnostic, plan);
                    tried++;
                }
            }
        }

        Assert.True(tried >= AllRules.Fixes.Length, $"Only {tried} rewrites were tried.");
    }

    private static async Task CheckAsync(Specimen specimen, IReadOnlyList<Diagnostic> reported, Diagnostic diagnostic, FixPlan plan)
    {
        var after = await specimen.AppliedAsync(plan, Cancellation);
        var left = await after.DiagnoseAsync(AllRules.Analyzers, Cancellation);
        var errors = await after.CompileErrorsAsync(Cancellation);
        var what = $"'{plan.Title}' for {diagnostic}\n{await after.SourceAsync(Cancellation)}";
        Assert.True(errors.Count == 0, $"{what}\n{string.Join('\n', errors)}");
        Assert.True(left.Count <= reported.Count, $"New reports after {what}");
        Assert.True(left.Count(other => other.Id == diagnostic.Id) < reported.Count(other => other.Id == diagnostic.Id), $"Still reported after {what}");
    }
}
