using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Calls pg_notify or set_config, which take parameters, in the place of NOTIFY or SET.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ValueInUtilityStatementFix() : SqlParametersFix(ValueInUtilityStatement.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (!place.Diagnostic.Properties.TryGetValue(ValueInUtilityStatement.Replacement, out var function) || function is null)
        {
            return base.Plan(place);
        }

        return SqlSource.At(place, 0) is { } statement
            ? [new FixPlan("Call '" + function + "'", ImmutableArray.Create(new TextChange(statement, function)))]
            : [];
    }
}
