namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>A condition of SQL with a value pasted in at the <c>§</c>.</summary>
/// <param name="Type">The value's type in C#.</param>
/// <param name="Sql">The condition.</param>
/// <param name="Value">Makes values.</param>
internal sealed record Clause(string Type, string Sql, Func<Dice, object?> Value)
{
    /// <summary>True where apostrophes in the value have to be doubled before the fix.</summary>
    public bool IsQuoted => Sql.Contains('\'', StringComparison.Ordinal) && Type.StartsWith("string", StringComparison.Ordinal);

    /// <summary>True where a value that is missing is a syntax error before.</summary>
    public bool IsErrorWhereMissing { get; init; }

    /// <summary>True where the thread's culture writes the value so that the server misreads it.</summary>
    public bool IsCultureDefect { get; init; }

    /// <summary>True where a text that is no plain value is SQL before, and refused afterwards.</summary>
    public bool IsBare { get; init; }

    /// <summary>True where a text is compared with what is no text, without a cast: a library that sends text as text says so in its fix.</summary>
    public bool IsTyped { get; init; }

    public object? Escaped(object? value) => IsQuoted && value is string text ? text.Replace("'", "''", StringComparison.Ordinal) : value;
}
