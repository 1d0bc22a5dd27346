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
        if (!place.Diagnostic.Properties.ContainsKey(FaultRules.NeededLaterProperty) && Disposals.Using(place.Node, place.Model, place.Text) is { IsEmpty: false } changes)
        {
            yield return new FixPlan("Dispose the context with 'using'", changes);
        }
    }
}
