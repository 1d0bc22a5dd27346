using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>A rule about one value that is pasted into SQL text.</summary>
internal abstract class SqlHoleRule(string id, string title, string message, Confidence confidence, string? withoutFix = null)
    : Rule(id, "Injection", title, message, confidence, withoutFix)
{
    /// <summary>What the rule says of a hole; null where it has nothing to say. The words fill the message.</summary>
    public abstract string[]? Words(SqlHole hole, SinkText text, SqlSink sink);

    /// <summary>True where the rule is about what strangers can do, whom a test does not meet.</summary>
    public virtual bool IsQuietInTests => false;

    /// <summary>A value that the program does not decide, or writes in the culture of the thread.</summary>
    protected static bool CanChangeStatement(SqlHole hole) =>
        hole.Safety is HoleSafety.CultureSensitive || (hole.Safety is HoleSafety.Unsafe && hole.Origin is not HoleOrigin.Options);

    /// <summary>Where no parameter can stand, doubling the apostrophes is the way to write a value.</summary>
    protected static bool IsQuotedByHand(SqlHole hole, SinkText text) =>
        hole.Reading.Position is SqlPosition.InString
        && StatementOf(hole, text) is { AcceptsParameters: false }
        && HandQuoting.Replaces(hole.Text.Made, '\'');

    /// <summary>The statement that a hole stands in; null where there is none.</summary>
    protected static SqlStatement? StatementOf(SqlHole hole, SinkText text) =>
        hole.Reading.Place.Statement is >= 0 and var index && index < text.Reading.Statements.Count ? text.Reading.Statements[index] : null;

    /// <summary>The expression as it stands in the source, on one line and short.</summary>
    protected static string Name(SqlHole hole)
    {
        var words = string.Join(" ", hole.Value.Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= 60 ? words : words.Substring(0, 57) + "...";
    }

    /// <summary>What pasting the value costs.</summary>
    protected static string Danger(SqlHole hole) => hole switch
    {
        { Safety: HoleSafety.CultureSensitive } => "is written into the SQL text in the thread's culture, where PostgreSQL misreads '1,5' and '31.12.'",
        { Origin: HoleOrigin.UserInput } => "comes from outside the program and is pasted into the SQL text, where it can end the statement and start another",
        _ => "is pasted into the SQL text, where a value with an apostrophe breaks the statement and a crafted one changes it",
    };
}
