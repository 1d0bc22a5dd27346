using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Escapes what is glued into a pattern, so that % and _ in it match themselves.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class WildcardInLikeParameterFix() : RuleFix(WildcardInLikeParameter.RuleId)
{
    private const string Escapes = """
        Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")
        """;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        for (var index = 0; index < place.Diagnostic.AdditionalLocations.Count; index++)
        {
            if (SqlSource.Located(place, index) is not { } span
                || place.Root.FindNode(span, getInnermostNodeForTie: true) is not ExpressionSyntax value || value.Span != span
                || !MayHoldQuotes(value))
            {
                yield break;
            }

            var isNullable = place.Model.GetTypeInfo(value, place.Cancellation).Nullability.FlowState is NullableFlowState.MaybeNull;
            changes.Add(new TextChange(span, InListRewrite.Operand(value) + (isNullable ? "?." : ".") + Escapes));
        }

        if (changes.Count > 0)
        {
            yield return new FixPlan("Escape \\, % and _, so that they no longer work as wildcards", changes.ToImmutable()) { ChangesBehaviour = true };
        }
    }

    /// <summary>Before C# 11 the hole of an interpolated string could hold neither quotes nor backslashes.</summary>
    private static bool MayHoldQuotes(ExpressionSyntax value) =>
        ((CSharpParseOptions)value.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp11 || !value.Ancestors().OfType<InterpolationSyntax>().Any();
}
