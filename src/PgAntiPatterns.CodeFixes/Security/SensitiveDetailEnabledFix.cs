using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Security;

namespace PgAntiPatterns.CodeFixes.Security;

/// <summary>Takes out the setting or the call that shows values.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class SensitiveDetailEnabledFix() : RuleFix(SensitiveDetailEnabled.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if ((CallOf(place) is { } call ? Removal(call, place) : SettingEdits.Removal(place)) is { } change)
        {
            yield return new FixPlan("Remove '" + place.Text.ToString(place.Span) + "'", ImmutableArray.Create(change));
        }
    }

    private protected override IEnumerable<FixPlan> PlanInFile(ConfigurationPlace place)
    {
        if (ConfigurationEdits.Removal(place) is { } change)
        {
            yield return new FixPlan("Remove '" + place.Text.ToString(place.Span) + "'", ImmutableArray.Create(change));
        }
    }

    private static InvocationExpressionSyntax? CallOf(FixPlace place) =>
        place.Root.FindToken(place.Span.Start).Parent is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } name && access.Name == name ? call : null;

    /// <summary>A link of a chain goes with its dot; a call that is a statement of its own goes with its line.</summary>
    private static TextChange? Removal(InvocationExpressionSyntax call, FixPlace place)
    {
        var access = (MemberAccessExpressionSyntax)call.Expression;
        if (call.Parent is ExpressionStatementSyntax statement && access.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax)
        {
            return Removals.OfStatement(statement, place.Text) is { } line ? new TextChange(line, "") : null;
        }

        return access.Expression is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax || call.Parent is MemberAccessExpressionSyntax
            ? new TextChange(TextSpan.FromBounds(access.Expression.Span.End, call.Span.End), "")
            : null;
    }
}
