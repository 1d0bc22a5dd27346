using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>What the rules about arrays behind IN have in common.</summary>
internal static class InLists
{
    /// <summary>The key of what the condition becomes.</summary>
    public const string Replacement = nameof(Replacement);

    /// <summary>The key that tells that the bound expression must be made an array first.</summary>
    public const string Materialise = nameof(Materialise);

    /// <summary>The key of the type that the bound expression must be cast to, so that it stays one argument.</summary>
    public const string Cast = nameof(Cast);

    /// <summary>True where the placeholder is all there is behind IN.</summary>
    public static bool IsAlone(ParameterSlot slot) => slot.Literal is null && slot.Place.Position is SqlPosition.WholeInList;

    /// <summary>The finding at a placeholder behind IN.</summary>
    public static BindingFinding? Find(BoundText text, ParameterSlot? slot)
    {
        if (slot is null)
        {
            return null;
        }

        var place = slot.Place;
        var replacement = place.IsNegated ? "<> ALL(" + slot.Label + ")" : "= ANY(" + slot.Label + ")";
        var operation = place.IsNegated ? "NOT IN" : "IN";
        var cost = slot.Parameter is { IsSpread: true } ? "EF Core spreads it over the items, so that " + operation + " compares with its first element only"
            : place.IsInParentheses ? operation + " compares with the array as one value, which the server refuses (42883)"
            : operation + " without parentheses is a syntax error (42601)";
        var finding = new BindingFinding(slot.Label, cost, replacement).Knowing(Replacement, replacement);
        var end = place.IsInParentheses ? place.List.End : slot.End;
        var condition = place.Operator.IsEmpty ? null : text.SourceOf(place.Operator.Start, end);
        if (slot.Parameter is { IsSpread: true, Value: { } spread })
        {
            return finding.Knowing(Cast, "object").At(condition, spread.Syntax.GetLocation());
        }

        if (slot.Parameter is not { } parameter || ArrayValues.IsMaterialised(parameter.Type))
        {
            return finding.At(condition);
        }

        return finding.Knowing(Materialise, "true").At(condition, parameter.Value?.Syntax.GetLocation());
    }
}
