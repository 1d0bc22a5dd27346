using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns a command that asks for the rows of one key in each turn into one that asks for those of all keys before the loop.</summary>
internal static class CommandLookup
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (LoopCommand.Of(place) is not { } command
            || KeyCollection.Of(command.Each, command.Loop, command.Key, place) is not { } keys
            || KeyParameter.Of(command.Key, command, place) is not { } parameter
            || command.Texts.ToList() is not [var text]
            || KeyedSelect.Of(text, parameter.Name) is not { } select
            || select.Placeholders.Any(placeholder => placeholder.Substring(1).Equals(keys.Name, StringComparison.OrdinalIgnoreCase))
            || command.Call.ArgumentList.Arguments.Any(argument => place.Model.GetTypeInfo(argument.Expression).Type?.Name != "CancellationToken" || !command.Loop.IsIndependent(argument, place.Model))
            || !TurnKeys.AreKnown(command.Loop, command.Call, command.Key, place.Model)
            || !CanBeWritten(place))
        {
            return null;
        }

        var answer = Name(command) switch
        {
            "ExecuteScalar" => LookupAnswer.OfScalar(command, select, place),
            "ExecuteReader" when select.Missing is null && Rows.Of(command, place) is { } rows => LookupAnswer.OfRows(command, select, rows, place),
            _ => null,
        };
        var edits = new List<TextChange>(parameter.Edits(keys.Text, keys.Name, keys.Type)) { new(text.Span, select.For(keys.Name)) };
        if (answer is null || edits.Select(edit => edit.Span).Distinct().Count() != edits.Count)
        {
            return null;
        }

        var moved = new LookupText(command, edits, answer, place);
        return new FixPlan(Title(select, keys, command, place), moved.Changes(keys.Declaration).ToImmutableArray())
        {
            Strategy = "AnyArray",
            ChangesBehaviour = IsText(command, place),
        };
    }

    /// <summary>The name of the sending call without <c>Async</c>; null where the answer is not waited for.</summary>
    private static string? Name(LoopCommand command)
    {
        var name = ((MemberAccessExpressionSyntax)command.Call.Expression).Name.Identifier.ValueText;
        return name.EndsWith("Async", StringComparison.Ordinal) == command.IsAwaited ? name.Replace("Async", "") : null;
    }

    private static string Title(KeyedSelect select, KeyCollection keys, LoopCommand command, FixPlace place) =>
        $"Query all keys at once: {select.ColumnName} = ANY(@{keys.Name})" + (IsText(command, place) ? $", where {select.ColumnName} is equal to the key letter by letter" : "");

    /// <summary>Text may be equal for the server that is not equal here: by its collation, or by blanks at its end.</summary>
    private static bool IsText(LoopCommand command, FixPlace place) => place.Model.GetTypeInfo(command.Key).Type?.SpecialType is SpecialType.System_String;

    private static bool CanBeWritten(FixPlace place) => new[] { "Dictionary", "CollectionExtensions", "Enumerable" }.All(name => place.Model.LookupNamespacesAndTypes(place.Span.Start, name: name).Any());
}
