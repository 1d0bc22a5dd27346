namespace PgAntiPatterns.Sql;

/// <summary>A stretch of the SQL text: from <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
internal readonly record struct SqlSpan(int Start, int End)
{
    public int Length => End - Start;

    public bool IsEmpty => End <= Start;

    public string Of(string text) => text.Substring(Start, Length);
}
