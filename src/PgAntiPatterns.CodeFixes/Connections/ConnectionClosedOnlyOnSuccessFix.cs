using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Puts the connection under <c>using</c> and takes out the calls that closed it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ConnectionClosedOnlyOnSuccessFix() : RuleFix(ConnectionClosedOnlyOnSuccess.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (Disposals.Using(place) is { IsEmpty: false } changes)
        {
            yield return new FixPlan("Dispose the connection with 'using'", changes);
        }
    }
}
