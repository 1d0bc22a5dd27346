using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns a question to Dapper for one key in each turn into one for all keys before the loop, whose rows are found by their key.</summary>
internal static class DapperLookup
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (DapperQuery.Of(place) is not { } query
            || KeyCollection.Of(query.Each, query.Loop, query.Key, place) is not { } keys
            || KeyedSelect.Of(query.Sql, query.ParameterName) is not { } select
            || select.Placeholders.Select(placeholder => placeholder.Substring(1)).Concat(query.Others).Contains(keys.Name, StringComparer.OrdinalIgnoreCase)
            || SyntaxFacts.GetKeywordKind(keys.Name) is not SyntaxKind.None
            || LoopWrites.Any(query.Loop)
            || !TurnKeys.AreKnown(query.Loop, query.Call, query.Key, place.Model)
            || DapperRows.Of(query, select, place) is not { } rows || (!rows.AreValues && LoopWrites.ToWhatIsFound(query.Loop, place.Model.GetTypeInfo(query.RowType).Type, place.Model))
            || query.Loop.Free(NamesOf(query, select, rows), place.Model) is not { } name
            || !place.Model.LookupNamespacesAndTypes(place.Span.Start, name: "Enumerable").Any())
        {
            return null;
        }

        var found = query.Loop.IsFreeForLambda("found", place.Model) ? "found" : "x";
        var edits = new List<TextChange>
        {
            new(query.Name.Span, $"Query{(query.IsAwaited ? "Async" : "")}<{rows.Type}>"),
            new(query.Sql.Span, select.For(keys.Name)),
            new(query.Parameter.Span, keys.Text == keys.Name ? keys.Name : $"{keys.Name} = {keys.Text}"),
        };
        var asked = Indentation.Moved(query.Call.Span, edits, Statements.IndentationOf(query.Call.FirstAncestorOrSelf<StatementSyntax>()!, place.Text), query.Loop.Indent, place) + query.Continued;
        var line = query.Loop.NewLine + query.Loop.Indent;
        var changes = ImmutableArray.Create(
            new TextChange(
                new TextSpan(query.Each.SpanStart, 0),
                (keys.Declaration is null ? "" : keys.Declaration + line) + $"var {name} = {(query.IsAwaited ? $"(await {asked})" : asked)}.ToLookup({found} => {found}.{rows.Key}{(rows.AreValues ? $", {found} => {found}.{rows.Value}" : "")});" + line),
            new TextChange(query.Whole.Span, $"{name}[{query.Key}]{rows.Taken}"));

        var isText = place.Model.GetTypeInfo(query.Key).Type?.SpecialType is SpecialType.System_String;
        var warning = (isText ? $", where {select.ColumnName} is equal to the key letter by letter" : "") + (rows.MayFailBefore ? ", which fails before the loop where a value is NULL" : "");
        return new FixPlan($"Query all keys at once: {select.ColumnName} = ANY(@{keys.Name}){warning}", changes) { Strategy = "AnyArray", ChangesBehaviour = warning.Length > 0 };
    }

    /// <summary>Names for the lookup, the best one first.</summary>
    private static IEnumerable<string> NamesOf(DapperQuery query, KeyedSelect select, DapperRows rows)
    {
        var key = query.Key is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var property } ? property : query.Each.Identifier.ValueText;
        var end = "By" + char.ToUpperInvariant(key[0]) + key.Substring(1);
        if (query.Whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var declared } })
        {
            yield return declared + end;
        }

        var value = rows.AreValues && select.Missing is null ? select.Columns[0] : null;
        yield return (value is null || value.Contains('_') ? "found" : char.ToLowerInvariant(value[0]) + value.Substring(1)) + end;
        yield return "rows" + end;
    }
}
