using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>The other half of PGAP4009: a placeholder where the server takes none.</summary>
internal sealed partial class ValueInUtilityStatement : IBindingRule
{
    public BindingFinding? Find(BoundText text)
    {
        foreach (var slot in text.Slots)
        {
            if (text.StatementOf(slot.Place) is { AcceptsParameters: false, Kind: not SqlStatementKind.Prepare } statement && IsRefused(slot, statement, text))
            {
                var finding = new BindingFinding(slot.Label, slot.Literal is null ? "is a placeholder where the server takes none (42601)" : "is part of the program text, where the server sees no parameter", NameOf(statement.Kind), Advice(statement.Kind));
                return finding.At(text.SourceOf(statement.Start, statement.End));
            }
        }

        return null;
    }

    private static bool IsRefused(ParameterSlot slot, SqlStatement statement, BoundText text) =>
        slot.Literal is not null
            ? slot.Place.IsCode && slot.Parameter is not null && text.Slots.All(other => other.Literal is not null)
            // What is created can have parameters of its own.
            : slot.Parameter is not null || text.Sink.Api is SqlApi.Copy || (slot.Place.Position is SqlPosition.UtilityValue && statement.Kind is not SqlStatementKind.Create);
}
