using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Puts the context under <c>using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ContextKeepsConnectionFix() : RuleFix(ContextKeepsConnection.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (Disposals.Using(place) is { IsEmpty: false } changes)
        {
            yield return new FixPlan("Dispose the context with 'using'", changes);
        }
    }
}
