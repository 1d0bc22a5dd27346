using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4011: text from outside glued to the wildcards of a LIKE pattern, where its own % and _ become wildcards.</summary>
internal sealed class WildcardInLikeParameter() : BindingRule(
    RuleId,
    "Text glued into a LIKE pattern unescaped",
    "'{0}' is glued into the pattern of {1}, where a % or _ in it matches anything; escape \\, % and _ with a backslash first",
    Confidence.Likely)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4011";

    public override BindingFinding? Find(BoundText text)
    {
        foreach (var slot in text.Slots)
        {
            if (slot is { Literal: null, Place: { Position: SqlPosition.LikePattern, Pattern: SqlPatternOperator.Like or SqlPatternOperator.ILike }, Parameter.Value: { } value }
                && text.PatternsIn(value) is { Count: > 0 } glued)
            {
                var name = string.Join(" ", glued[0].Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                var finding = new BindingFinding(name, slot.Place.Pattern is SqlPatternOperator.Like ? "LIKE" : "ILIKE");
                return HasEscapeOfItsOwn(text.Reading) ? finding : finding.At(glued.Select(part => (Location?)part.Syntax.GetLocation()).ToArray());
            }
        }

        return null;
    }

    /// <summary>With ESCAPE another character than the backslash escapes.</summary>
    private static bool HasEscapeOfItsOwn(SqlReading reading) => reading.Template.Text.IndexOf("escape", StringComparison.OrdinalIgnoreCase) >= 0;
}
