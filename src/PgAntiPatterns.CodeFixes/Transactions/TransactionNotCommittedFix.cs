using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Transactions;

namespace PgAntiPatterns.CodeFixes.Transactions;

/// <summary>Commits the transaction behind its last command.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class TransactionNotCommittedFix() : RuleFix(TransactionNotCommitted.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        var isScope = place.Node is Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax;
        if ((isScope ? Completions.Place(place, "Complete", null) : Completions.Place(place, "Commit", "CommitAsync")) is { } change)
        {
            yield return new FixPlan("Commit the transaction after its last command", ImmutableArray.Create(change)) { ChangesBehaviour = false };
        }
    }
}
