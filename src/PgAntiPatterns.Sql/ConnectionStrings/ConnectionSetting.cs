namespace PgAntiPatterns.Sql.ConnectionStrings;

/// <summary>One <c>keyword=value</c> of a connection string and where it stands in the text.</summary>
/// <param name="Keyword">The keyword as it was written, without the space around it.</param>
/// <param name="Value">The value, its quotes taken off.</param>
/// <param name="Start">Where the keyword begins.</param>
/// <param name="ValueStart">Where the value begins, a quote included.</param>
/// <param name="End">Behind the last character of the value.</param>
internal sealed record ConnectionSetting(string Keyword, string Value, int Start, int ValueStart, int End)
{
    /// <summary>True where nothing stands behind the equals sign, not even quotes: ADO.NET then takes the setting away.</summary>
    public bool IsEmpty => ValueStart == End;
}
