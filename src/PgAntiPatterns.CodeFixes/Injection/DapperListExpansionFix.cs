using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Compares with the elements of the list: <c>= ANY(@p)</c>, <c>&lt;&gt; ALL(@p)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class DapperListExpansionFix() : RuleFix(RuleIds.DapperListExpansion)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place) => InListRewrite.Of(place) is { } plan ? [plan] : [];
}
