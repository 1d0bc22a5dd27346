using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>The other half of PGAP4009: a placeholder where the server takes none.</summary>
internal sealed partial class ValueInUtilityStatement : IBindingRule
{
    /// <summary>The key of the call that takes the statement's place.</summary>
    public const string Replacement = nameof(Replacement);

    public BindingFinding? Find(BoundText text)
    {
        foreach (var slot in text.Slots)
        {
            if (text.StatementOf(slot.Place) is { AcceptsParameters: false, Kind: not SqlStatementKind.Prepare } statement && IsRefused(slot, statement, text))
            {
                var finding = new BindingFinding(slot.Label, slot.Literal is null ? "is a placeholder where the server takes none (42601)" : "is part of the program text, where the server sees no parameter", NameOf(statement.Kind), Advice(statement.Kind));
                return Function(slot, statement, text.Reading.Template.Text) is { } function
                    ? finding.Knowing(Replacement, function).At(text.SourceOf(statement.Start, slot.End))
                    : finding;
            }
        }

        return null;
    }

    private static bool IsRefused(ParameterSlot slot, SqlStatement statement, BoundText text) =>
        slot.Literal is not null
            ? slot.Place.IsCode && slot.Parameter is not null && text.Slots.All(other => other.Literal is not null)
            // What is created can have parameters of its own.
            : slot.Parameter is not null || text.Sink.Api is SqlApi.Copy || (slot.Place.Position is SqlPosition.UtilityValue && statement.Kind is not SqlStatementKind.Create);

    /// <summary>The function that does the same and takes parameters; null where there is none.</summary>
    private static string? Function(ParameterSlot slot, SqlStatement statement, string sql)
    {
        if (slot.Literal is not null || statement.Target.IsEmpty || statement.Target.End > slot.Start || !string.IsNullOrWhiteSpace(sql.Substring(slot.End, statement.End - slot.End)))
        {
            return null;
        }

        var target = statement.Target.Of(sql);
        var value = slot.Parameter?.Type is { SpecialType: SpecialType.System_String } ? slot.Label : slot.Label + "::text";
        return (statement.Kind, sql.Substring(statement.Target.End, slot.Start - statement.Target.End).Trim().ToUpperInvariant()) switch
        {
            (SqlStatementKind.Notify, ",") => $"select pg_notify('{Unquoted(target)}', {value})",
            (SqlStatementKind.Set, "=" or "TO") => $"select set_config('{Unquoted(target)}', {value}, {(statement.IsLocal ? "true" : "false")})",
            _ => null,
        };
    }

    private static string Unquoted(string name) =>
        name.Length > 1 && name[0] == '"' ? SqlText.UnescapeIdentifier(name.Substring(1, name.Length - 2)).Replace("'", "''") : name.ToLowerInvariant();
}
