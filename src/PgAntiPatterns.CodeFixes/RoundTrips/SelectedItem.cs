namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>What the text of one selected item says of it.</summary>
internal static class SelectedItem
{
    private static readonly HashSet<string> RowFunctions = new(StringComparer.OrdinalIgnoreCase) { "coalesce", "lower", "upper", "trim", "length", "round", "abs", "nullif", "concat", "to_char" };

    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "count", "sum", "min", "max", "avg" };

    /// <summary>True for a function that makes one value of many rows.</summary>
    public static bool IsAggregate(string function) => Aggregates.Contains(function);

    /// <summary>True for a function that is known to look at its own row, or at all of them.</summary>
    public static bool IsKnown(string function) => RowFunctions.Contains(function) || Aggregates.Contains(function);

    /// <summary>True where an aggregate stands in the item.</summary>
    public static bool HasAggregate(string item) => Aggregates.Any(name => item.IndexOf(name + "(", StringComparison.OrdinalIgnoreCase) >= 0 || item.IndexOf(name + " (", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>True for the column itself, by its own name or by another.</summary>
    public static bool IsColumn(string item, string column) =>
        item.StartsWith(column, StringComparison.OrdinalIgnoreCase)
        && (item.Length == column.Length || char.IsWhiteSpace(item[column.Length]) && item.Substring(column.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: 1 or 2 } alias && (alias.Length == 1 || alias[0].Equals("as", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The name that its column has in the answer; null where that is not known.</summary>
    public static string? NameOf(string item)
    {
        var name = new string(item.Reverse().TakeWhile(character => char.IsLetterOrDigit(character) || character == '_').Reverse().ToArray());
        return name.Length > 0 && char.IsLetter(name[0]) ? name : null;
    }
}
