using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Awaits each operation before the next one starts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SharedContextFix() : RuleFix(SharedContext.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (InTurn.Await(place) is { IsEmpty: false } changes)
        {
            yield return new FixPlan("Await each operation before the next one starts", changes);
        }
    }
}
