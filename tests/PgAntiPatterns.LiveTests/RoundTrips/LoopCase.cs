namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>A loop, the rule that reports it, and what the server counts while it runs.</summary>
/// <param name="Name">What the loop does.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Source">The source; its <c>RunAsync</c> takes the connection string and returns what it has found.</param>
/// <param name="Counted">Which statements are counted; null counts transactions, for a batch is many statements on one way.</param>
public sealed record LoopCase(string Name, string Rule, string Source, string? Counted = "%things%")
{
    /// <summary>The way to mend it, where there are several; null for the first.</summary>
    public string? Strategy { get; init; }

    /// <summary>So many rows there are to walk over.</summary>
    public const int Rows = 30;

    /// <summary>The tables, with so many rows.</summary>
    public static string Tables { get; } = $"""
        CREATE TABLE things (id int PRIMARY KEY, name text, size int NOT NULL, box_id int NOT NULL);
        CREATE TABLE things_boxes (id int PRIMARY KEY, label text NOT NULL);
        CREATE TABLE things_log (thing int, note text);
        INSERT INTO things_boxes SELECT n, 'box ' || n FROM generate_series(1, {Rows}) AS n;
        INSERT INTO things SELECT n, CASE WHEN n % 7 = 0 THEN NULL ELSE 'thing ' || n END, n * 3, 1 + n % {Rows} FROM generate_series(1, {Rows}) AS n;
        """;

    /// <summary>What the loop may have left behind.</summary>
    public static IReadOnlyList<string> State { get; } = ["SELECT * FROM things ORDER BY id", "SELECT * FROM things_boxes ORDER BY id", "SELECT * FROM things_log ORDER BY thing, note"];

    /// <inheritdoc />
    public override string ToString() => Name;
}
