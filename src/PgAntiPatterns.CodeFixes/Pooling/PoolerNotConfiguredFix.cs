using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Adds the setting that leaves the session at a pooler alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class PoolerNotConfiguredFix() : RuleFix(PoolerNotConfigured.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place) => Plan(place.Diagnostic, setting => SettingEdits.Addition(place, setting));

    private protected override IEnumerable<FixPlan> PlanInFile(ConfigurationPlace place) => Plan(place.Diagnostic, setting => ConfigurationEdits.Addition(place, setting));

    private static IEnumerable<FixPlan> Plan(Diagnostic diagnostic, Func<string, TextChange?> addition)
    {
        if (diagnostic.Properties.TryGetValue(ConnectionRule.AdditionProperty, out var setting) && setting is not null && addition(setting) is { } change)
        {
            yield return new FixPlan("Add '" + setting + "'", ImmutableArray.Create(change));
        }
    }
}
