using System.Collections;
using System.Globalization;
using Npgsql;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>What a call yielded and left behind.</summary>
/// <param name="Rows">What it returned, a line for each element.</param>
/// <param name="State">What the tables hold afterwards.</param>
/// <param name="Error">What it failed with; null where it did not.</param>
internal sealed record Outcome(string Rows, string State, string? Error)
{
    public override string ToString() => Error ?? $"rows [{Rows.Replace("\n", ", ", StringComparison.Ordinal)}], state\n{State}";

    public static string RowsOf(object? result) => result switch
    {
        null => "",
        string text => text,
        IEnumerable rows => string.Join('\n', rows.Cast<object?>().Select(row => Convert.ToString(row, CultureInfo.InvariantCulture))),
        _ => Convert.ToString(result, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The kind of an error: the server's code, or the exception's type.</summary>
    public static string KindOf(Exception error) => error.GetBaseException() is PostgresException answer ? $"{answer.SqlState} {answer.MessageText}" : error.GetType().Name;

    public static string Shown(object? value) => value switch
    {
        null => "null",
        string text => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true),
        IEnumerable several => $"[{string.Join(", ", several.Cast<object?>().Select(Shown))}]",
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture) + " " + moment.Kind,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
