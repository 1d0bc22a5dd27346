using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Compares with the elements of the array: <c>= ANY(@p)</c>, <c>&lt;&gt; ALL(@p)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ArrayInInListFix() : RuleFix(ArrayInInList.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place) => InListRewrite.Of(place) is { } plan ? [plan] : [];
}
