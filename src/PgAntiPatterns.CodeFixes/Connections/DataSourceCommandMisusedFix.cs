using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Takes out the call that prepares a command of a data source; automatic preparation takes its place where it is configured.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class DataSourceCommandMisusedFix() : RuleFix(DataSourceCommandMisused.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax call)
        {
            yield break;
        }

        var statement = call.Parent is AwaitExpressionSyntax wait ? wait.Parent : call.Parent;
        if (statement is ExpressionStatementSyntax whole && Removals.OfStatement(whole, place.Text) is { } removal)
        {
            yield return new FixPlan("Remove the preparation", ImmutableArray.Create(new TextChange(removal, "")));
        }
    }
}
