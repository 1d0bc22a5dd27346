using Microsoft.CodeAnalysis;
using PgAntiPatterns.CodeFixes;
using PgAntiPatterns.Tests.Contracts;
using PgAntiPatterns.Tests.Verification;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>Everything that an editor would do with a source: run all rules, plan every fix, apply every plan.</summary>
internal static class Ordeal
{
    /// <summary>Throws where a rule or a fix throws; tells how many places were reported.</summary>
    public static async Task<int> RunAsync(Specimen specimen, CancellationToken cancellation)
    {
        var reported = await specimen.DiagnoseAsync(AllRules.Analyzers, cancellation);
        foreach (var diagnostic in reported)
        {
            foreach (var plan in await PlansAsync(specimen, diagnostic, cancellation))
            {
                await specimen.AppliedAsync(plan, cancellation);
            }
        }

        return reported.Count;
    }

    /// <summary>All plans that any fix has for a diagnostic.</summary>
    public static async Task<IReadOnlyList<FixPlan>> PlansAsync(Specimen specimen, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var plans = new List<FixPlan>();
        foreach (var fix in AllRules.FixesOf(diagnostic.Id))
        {
            plans.AddRange(await specimen.PlansAsync(fix, diagnostic, cancellation));
        }

        return plans;
    }
}
