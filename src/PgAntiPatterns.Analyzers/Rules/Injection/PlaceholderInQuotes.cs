using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4004: <c>'@name'</c>, which is five characters of text and no parameter.</summary>
internal sealed class PlaceholderInQuotes() : BindingRule(
    RuleId,
    "Placeholder inside quotes",
    "'{0}' is part of a string literal, where PostgreSQL takes it as these very characters and never looks at the parameter; write it outside of the quotes",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4004";

    /// <summary>The key of the placeholder as it is written.</summary>
    public const string Placeholder = nameof(Placeholder);

    public override BindingFinding? Find(BoundText text)
    {
        foreach (var slot in text.Slots)
        {
            if (slot.Literal is { Kind: not SqlTokenKind.DollarString } literal && !slot.Place.IsCode && (slot.IsWholeLiteral || !IsUsedElsewhere(slot, text)))
            {
                var start = slot.Place.IsTyped ? slot.Place.Type.Start : literal.Start;
                return new BindingFinding(slot.Label).Knowing(Placeholder, slot.Label).At(text.SourceOf(start, literal.End), text.SourceOf(literal.Start, literal.End));
            }
        }

        return null;
    }

    /// <summary>Prose that mentions a placeholder, in a statement that has it in its right place as well.</summary>
    private static bool IsUsedElsewhere(ParameterSlot slot, BoundText text) =>
        text.Slots.Any(other => other.Literal is null && string.Equals(other.Label, slot.Label, StringComparison.OrdinalIgnoreCase));
}
