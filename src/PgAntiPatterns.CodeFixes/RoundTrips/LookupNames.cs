using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Names and types of what a lookup keeps.</summary>
internal static class LookupNames
{
    /// <summary>The name of the key, as a part of another name.</summary>
    public static string KeyName(LoopCommand command)
    {
        var name = command.Key is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var property } ? property : command.Each.Identifier.ValueText;
        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>The key's type, as it is written.</summary>
    public static string KeyType(LoopCommand command, FixPlace place) =>
        place.Model.GetTypeInfo(command.Key).Type!.ToMinimalDisplayString(place.Model, NullableFlowState.NotNull, place.Span.Start).TrimEnd('?');

    /// <summary>What reads the key out of a row.</summary>
    public static string KeyRead(LoopCommand command, KeyedSelect select, string reader, FixPlace place)
    {
        var type = place.Model.GetTypeInfo(command.Key).Type!;
        var ordinal = select.KeyOrdinal switch
        {
            null => $"{reader}.GetOrdinal(\"{select.ColumnName}\")",
            -1 => select.Columns.Count.ToString(CultureInfo.InvariantCulture),
            { } at => at.ToString(CultureInfo.InvariantCulture),
        };
        return $"{reader}.Get{(type.SpecialType is SpecialType.None ? "Guid" : type.SpecialType.ToString().Substring("System_".Length))}({ordinal})";
    }

    /// <summary>The name of a value in a tuple.</summary>
    public static string MemberName(RowValue value, KeyedSelect select)
    {
        var column = int.TryParse(value.Column, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? at < select.Columns.Count && select.KeyOrdinal is not null ? select.Columns[at] ?? "Value" : "Column" + (at + 1)
            : value.Column;
        var words = string.Concat(column.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return words.Length > 0 && words.All(char.IsLetterOrDigit) && char.IsLetter(words[0]) && !words.StartsWith("Item", StringComparison.Ordinal) && words is not ("Rest" or "ToString" or "Equals" or "CompareTo" or "GetHashCode" or "Deconstruct") ? words : "Value";
    }

    /// <summary>A name that others do not have.</summary>
    public static string Unused(string name, IEnumerable<string> names) =>
        Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : name + number).First(candidate => !names.Contains(candidate));

    /// <summary>A column's name as that of a variable.</summary>
    public static string Camel(string column)
    {
        var words = column.Split('_').Where(word => word.Length > 0).ToList();
        return words.Count == 0 ? "value" : char.ToLowerInvariant(words[0][0]) + words[0].Substring(1) + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }
}
