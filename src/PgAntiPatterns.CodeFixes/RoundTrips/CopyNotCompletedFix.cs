using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Completes the import behind its last row.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CopyNotCompletedFix() : RuleFix(CopyNotCompleted.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (Completions.Place(place, "Complete", "CompleteAsync") is { } change)
        {
            yield return new FixPlan("Complete the import after the last row", ImmutableArray.Create(change));
        }
    }
}
