namespace PgAntiPatterns.Sql.ConnectionStrings;

/// <summary>A string that a configuration file gives as a value.</summary>
/// <param name="Path">The keys that lead to it, joined by colons as .NET's configuration joins them.</param>
/// <param name="Value">The characters, escapes resolved.</param>
/// <param name="Start">Where the first character stands in the file.</param>
/// <param name="Positions">Where each character, and the closing quote, stands; null where nothing is escaped.</param>
internal sealed record JsonString(string Path, string Value, int Start, IReadOnlyList<int>? Positions)
{
    /// <summary>Where a character of the value stands in the file; the length of the value asks for its end.</summary>
    public int PositionOf(int index) => Positions is null ? Start + index : Positions[Math.Min(index, Positions.Count - 1)];
}
