using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Adds the setting that leaves the session at a pooler alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PoolerNotConfiguredFix() : RuleFix(PoolerNotConfigured.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Diagnostic.Properties.TryGetValue(ConnectionRule.AdditionProperty, out var setting) && setting is not null && SettingEdits.Addition(place, setting) is { } change)
        {
            yield return new FixPlan("Add '" + setting + "'", ImmutableArray.Create(change));
        }
    }
}
