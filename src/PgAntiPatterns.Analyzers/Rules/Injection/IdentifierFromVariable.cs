using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4005: a table, column or sort order that the caller names, pasted unquoted.</summary>
internal sealed class IdentifierFromVariable() : SqlHoleRule(
    RuleId,
    "Name or sort order pasted into SQL",
    "'{0}' is pasted as {1}, where no parameter can stand and a crafted value changes the statement; choose it from a list of constants or quote it with QuoteIdentifier",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4005";

    /// <summary>A test names its own tables and databases.</summary>
    public override bool IsQuietInTests => true;

    public override string[]? Words(SqlHole hole, SinkText text, SqlSink sink)
    {
        // A hole of FromSql is a parameter whatever its type, so that every hole that names something is wrong there.
        var isWrong = sink.Api is SqlApi.EfInterpolated || (hole.Safety is HoleSafety.Unsafe && hole.Origin is HoleOrigin.Caller or HoleOrigin.UserInput && !IsEscaped(hole));
        return isWrong && What(hole) is { } what ? [Name(hole), what] : null;
    }

    private static string? What(SqlHole hole) => hole.Reading.Position switch
    {
        SqlPosition.Identifier or SqlPosition.InQuotedIdentifier => "the name of " + Kind(hole.Reading.Place.Identifier),
        SqlPosition.OrderByItem or SqlPosition.OrderByDirection => "part of ORDER BY",
        SqlPosition.GroupByItem => "part of GROUP BY",
        SqlPosition.SelectListItem => "part of the select list",
        SqlPosition.TypeName => "the name of a type",
        _ => null,
    };

    private static string Kind(SqlIdentifierKind kind) => kind switch
    {
        SqlIdentifierKind.Table => "a table",
        SqlIdentifierKind.Schema => "a schema",
        SqlIdentifierKind.Column or SqlIdentifierKind.ColumnList => "a column",
        SqlIdentifierKind.Function => "a function",
        SqlIdentifierKind.Channel => "a channel",
        SqlIdentifierKind.Role => "a role",
        SqlIdentifierKind.Database => "a database",
        _ => "something in the database",
    };

    /// <summary>Between quotes whose doubles were doubled it can only be a name.</summary>
    private static bool IsEscaped(SqlHole hole) =>
        hole.Reading.Position is SqlPosition.InQuotedIdentifier
        && HandQuoting.Replaces(hole.Text.Made, '"');
}
