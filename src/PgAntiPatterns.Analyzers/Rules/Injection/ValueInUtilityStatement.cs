using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4009: a value pasted into NOTIFY, SET, COPY, CREATE ROLE or another statement that takes no parameters.</summary>
internal sealed partial class ValueInUtilityStatement() : SqlHoleRule(
    RuleId,
    "Value pasted into a statement that takes no parameters",
    "'{0}' {1}; {2} takes no parameters, so {3}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4009";

    public override string[]? Words(SqlHole hole, SinkText text, SqlSink sink)
    {
        if (!CanChangeStatement(hole) || IsQuotedByHand(hole, text) || StatementOf(hole, text) is not { AcceptsParameters: false } statement || !IsValue(hole.Reading) || sink.Api is SqlApi.EfModel)
        {
            return null;
        }

        return [Name(hole), Danger(hole), NameOf(statement.Kind), Advice(statement.Kind)];
    }

    private static bool IsValue(HoleReading reading) => reading.Position switch
    {
        SqlPosition.Identifier or SqlPosition.InQuotedIdentifier or SqlPosition.InComment or SqlPosition.Fragment or SqlPosition.Unknown or SqlPosition.TypeName => false,
        _ => true,
    };

    private static string NameOf(SqlStatementKind kind) => kind switch
    {
        SqlStatementKind.CreateRole => "CREATE ROLE",
        SqlStatementKind.AlterRole => "ALTER ROLE",
        SqlStatementKind.CreateTableAs => "CREATE TABLE",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static string Advice(SqlStatementKind kind) => kind switch
    {
        SqlStatementKind.Notify => "call pg_notify(@channel, @payload), which does",
        SqlStatementKind.Set => "call set_config(@name, @value, is_local), which does",
        _ => "quote the value on the server with format('%L', @value) and execute the result",
    };
}
