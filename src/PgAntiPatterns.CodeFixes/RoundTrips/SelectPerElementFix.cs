using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Asks once: for all keys before the loop, or once where the question is the same in every turn.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SelectPerElementFix() : RuleFix(SelectPerElement.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (HoistedQuery.Plan(place) is { } hoisted)
        {
            yield return hoisted;
        }

        if (DapperLookup.Plan(place) is { } lookup)
        {
            yield return lookup;
        }

        if (CommandLookup.Plan(place) is { } asked)
        {
            yield return asked;
        }
    }
}
