using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Loads all rows of a lookup before the loop, or asks once where the question is the same in every turn.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class EntityQueryPerElementFix() : RuleFix(EntityQueryPerElement.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (HoistedQuery.Plan(place) is { } hoisted)
        {
            yield return hoisted;
        }

        if (EntityLookup.Plan(place) is { } lookup)
        {
            yield return lookup;
        }

        if (EntityGroups.Plan(place) is { } groups)
        {
            yield return groups;
        }

        if (ExplicitLoad.Plan(place) is { } included)
        {
            yield return included;
        }
    }
}
