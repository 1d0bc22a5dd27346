namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>A method that pastes values into SQL, and the values to call it with before and after the fix.</summary>
/// <param name="Title">What is particular about it.</param>
/// <param name="Rule">The rule whose fix is applied.</param>
/// <param name="Method">The method <c>RunAsync</c>; its first parameter is the connection.</param>
internal sealed record FixCase(string Title, string Rule, string Method)
{
    /// <summary>Values for which both versions yield the same rows and leave the same database.</summary>
    public object?[] Honest { get; init; } = [];

    /// <summary>Values that harm the database or yield foreign rows before, and do neither after.</summary>
    public object?[] Payloads { get; init; } = [];

    /// <summary>Values that are an error before, and what they yield after.</summary>
    public (object? Value, string Rows)[] Repaired { get; init; } = [];

    /// <summary>The method writes what it is given into <c>people</c>, so that a payload may stand there as a value.</summary>
    public bool Stores { get; init; }

    public override string ToString() => Title;

    /// <summary>One value, or several in an array of objects.</summary>
    public static object?[] Arguments(object? value) => value is object?[] { } several && several.GetType() == typeof(object[]) ? several : [value];
}
