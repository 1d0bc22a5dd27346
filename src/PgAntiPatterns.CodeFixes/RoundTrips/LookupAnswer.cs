using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Where the rows of all keys are kept, and how a turn takes its own from there.</summary>
/// <param name="Declaration">What declares the collection.</param>
/// <param name="Reader">The name of the reader that fills it.</param>
/// <param name="Fill">What is done with each row.</param>
/// <param name="Finish">What is done behind the rows; null for nothing.</param>
/// <param name="Changes">The edits in the loop.</param>
internal sealed record LookupAnswer(string Declaration, string Reader, string Fill, string? Finish, IReadOnlyList<TextChange> Changes)
{
    private const string Row = "row";

    /// <summary>How the next row is asked for, where the code has its own way; null else.</summary>
    public string? Read { get; init; }

    /// <summary>What opens and ends the reader in the loop.</summary>
    public Rows? Rows { get; init; }

    /// <summary>The first value of the first row of each key, or what is counted.</summary>
    public static LookupAnswer? OfScalar(LoopCommand command, KeyedSelect select, FixPlace place)
    {
        var value = command.Whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var declared } } ? declared : LookupNames.Camel(select.Missing is null ? select.Columns[0] ?? "value" : "value");
        var name = value + "By" + LookupNames.KeyName(command);
        var reader = new[] { "reader", "rows", "found" }.FirstOrDefault(candidate => command.Loop.IsFree(candidate, place.Model));
        if (reader is null || !command.Loop.IsFree(name, place.Model))
        {
            return null;
        }

        var missing = select.Missing is null ? "" : ", " + (select.Missing == "DBNull.Value" && !place.Model.LookupNamespacesAndTypes(place.Span.Start, name: "DBNull").Any() ? "System." : "") + select.Missing;
        var whole = command.Whole.Parent is ParenthesizedExpressionSyntax parenthesized ? parenthesized : command.Whole;
        return new LookupAnswer(
            $"var {name} = new Dictionary<{LookupNames.KeyType(command, place)}, object>();",
            reader,
            $"{name}.TryAdd({LookupNames.KeyRead(command, select, reader, place)}, {reader}.GetValue(0));",
            null,
            [new TextChange(whole.Span, $"{name}.GetValueOrDefault({command.Key}{missing})")]);
    }

    /// <summary>The first row of each key, or all of them in their order.</summary>
    public static LookupAnswer? OfRows(LoopCommand command, KeyedSelect select, Rows rows, FixPlace place)
    {
        var many = rows.AreAll ? "rows" : "";
        var name = (rows.AreAll ? "rows" : Row) + "By" + LookupNames.KeyName(command);
        if (new[] { name, Row, many }.Any(free => free.Length > 0 && !command.Loop.IsFree(free, place.Model)))
        {
            return null;
        }

        var key = LookupNames.KeyRead(command, select, rows.Reader, place);
        var distinct = rows.Values.GroupBy(value => value.Place.ToString()).Select(same => same.First()).ToList();
        var members = new List<(string Name, string Type, string Value)>();
        foreach (var value in distinct)
        {
            members.Add((LookupNames.Unused(LookupNames.MemberName(value, select), members.Select(member => member.Name)), value.Type, value.Place.ToString()));
        }

        var keyAt = members.FindIndex(member => member.Value == key);
        if (rows.AreAll && keyAt < 0)
        {
            members.Insert(0, (LookupNames.Unused("Key", members.Select(member => member.Name)), LookupNames.KeyType(command, place), key));
            keyAt = 0;
        }

        var type = members.Count == 1 ? members[0].Type : "(" + string.Join(", ", members.Select(member => member.Type + " " + member.Name)) + ")";
        var made = members.Count == 1 ? members[0].Value : "(" + string.Join(", ", members.Select(member => member.Value)) + ")";
        var changes = rows.Values.Select(value => new TextChange(value.Place.Span, members.Count == 1 ? Row : Row + "." + members.First(member => member.Value == value.Place.ToString()).Name)).ToList();
        if (rows.AreAll)
        {
            var each = (WhileStatementSyntax)rows.Reading;
            changes.Add(new TextChange(TextSpan.FromBounds(each.WhileKeyword.SpanStart, each.CloseParenToken.Span.End), $"foreach (var {Row} in {name}[{command.Key}])"));
            return new LookupAnswer($"var {many} = new List<{type}>();", rows.Reader, $"{many}.Add({made});", $"var {name} = {many}.ToLookup({Row} => {(members.Count == 1 ? Row : Row + "." + members[keyAt].Name)});", changes) { Read = rows.Read.ToString(), Rows = rows };
        }

        // A turn reads its first row only: NULL in another one must not fail now.
        var mayFail = members.Any(member => member.Value != key && !member.Value.Contains("IsDBNull"));
        changes.Add(new TextChange(rows.Read.Span, $"{name}.TryGetValue({command.Key}, out var {Row})"));
        return new LookupAnswer($"var {name} = new Dictionary<{LookupNames.KeyType(command, place)}, {type}>();", rows.Reader, Kept(name, key, made, mayFail), null, changes) { Read = rows.Read.ToString(), Rows = rows };
    }

    private static string Kept(string name, string key, string made, bool isOnlyFirst) => isOnlyFirst
        ? $"if (!{name}.ContainsKey({key}))\n{{\n    {name}.Add({key}, {made});\n}}"
        : $"{name}.TryAdd({key}, {made});";
}
