namespace PgAntiPatterns.Sql;

/// <summary>Statements that are no queries: where a query begins inside of them, and their keywords.</summary>
internal sealed partial class SqlMachine
{
    private void UtilityKeyword(int i)
    {
        ref var frame = ref Top;
        var next = _parts[i + 1];
        var beginsQuery = BeginsQuery(next.Keyword) || next.Keyword == SqlKeyword.Table || next.Kind == SqlTokenKind.Hole;
        switch (_parts[i].Keyword)
        {
            case SqlKeyword.As when beginsQuery && _statement.Kind is SqlStatementKind.CreateTableAs or SqlStatementKind.Create or SqlStatementKind.Prepare:
            case SqlKeyword.As when next.Kind == SqlTokenKind.OpenParen && BeginsQuery(_parts[i + 2].Keyword):
            case SqlKeyword.For when _statement.Kind == SqlStatementKind.Declare:
            case SqlKeyword.Do or SqlKeyword.Also or SqlKeyword.Instead when _statement.Kind == SqlStatementKind.Create:
                frame.Enter(SqlClause.Start);
                frame.Verb = SqlStatementKind.Unknown;
                break;
            case SqlKeyword.Atomic when _parts[i - 1].Keyword == SqlKeyword.Begin:
                Push(SqlFrameKind.Body, SqlClause.Start, i);
                break;
            case SqlKeyword.Where:
                frame.Enter(SqlClause.Where);
                break;
            case SqlKeyword.Return when _statement.Kind == SqlStatementKind.Create:
                frame.Enter(SqlClause.Value);
                break;
            case SqlKeyword.Select or SqlKeyword.Insert or SqlKeyword.Update or SqlKeyword.Delete or SqlKeyword.Merge or SqlKeyword.Values or SqlKeyword.With
                when _statement.Kind == SqlStatementKind.Explain && frame.Kind == SqlFrameKind.Statement:
                frame.Enter(SqlClause.Start);
                Keyword(i);
                break;
            default:
                if (ObjectKind(_parts[i].Keyword) is var kind && kind != SqlIdentifierKind.Unknown && frame.Object == SqlIdentifierKind.Unknown)
                {
                    frame.Object = kind;
                }

                frame.AfterOperand = false;
                break;
        }
    }

    private void OpenUtilityParen(int i)
    {
        var previous = _parts[i - 1].Keyword;
        switch (previous)
        {
            case SqlKeyword.Check or SqlKeyword.Using or SqlKeyword.When:
                Push(SqlFrameKind.Group, SqlClause.Condition, i);
                break;
            case SqlKeyword.As or SqlKeyword.Default:
                Push(SqlFrameKind.Group, SqlClause.Value, i);
                break;
            case SqlKeyword.None when Top.Kind == SqlFrameKind.Definition && IsTypeOfColumn(i - 1):
                Push(SqlFrameKind.TypeModifier, SqlClause.Value, i);
                break;
            default:
                var isCall = _statement.Kind == SqlStatementKind.Execute;
                Push(isCall ? SqlFrameKind.Call : SqlFrameKind.Definition, isCall ? SqlClause.Arguments : SqlClause.Utility, i);
                break;
        }
    }

    /// <summary>The second word of an item in a table's definition: (name numeric(…).</summary>
    private bool IsTypeOfColumn(int i) =>
        _parts[i - 1].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier or SqlTokenKind.Hole && _parts[i - 1].Keyword == SqlKeyword.None
        && _parts[i - 2].Kind is SqlTokenKind.OpenParen or SqlTokenKind.Comma;

    /// <summary>What the name behind the keyword names.</summary>
    private static SqlIdentifierKind ObjectKind(SqlKeyword keyword)
    {
        switch (keyword)
        {
            case SqlKeyword.Table or SqlKeyword.Truncate or SqlKeyword.Vacuum or SqlKeyword.Analyze or SqlKeyword.Analyse or SqlKeyword.Copy or SqlKeyword.Lock:
            case SqlKeyword.References or SqlKeyword.Cluster or SqlKeyword.Like:
                return SqlIdentifierKind.Table;
            case SqlKeyword.Schema:
                return SqlIdentifierKind.Schema;
            case SqlKeyword.Database:
                return SqlIdentifierKind.Database;
            case SqlKeyword.Role or SqlKeyword.User or SqlKeyword.Group or SqlKeyword.Authorization:
                return SqlIdentifierKind.Role;
            case SqlKeyword.Function or SqlKeyword.Procedure or SqlKeyword.Routine or SqlKeyword.Aggregate:
                return SqlIdentifierKind.Function;
            case SqlKeyword.Column:
                return SqlIdentifierKind.Column;
            case SqlKeyword.Constraint or SqlKeyword.Constraints:
                return SqlIdentifierKind.Constraint;
            case SqlKeyword.Collation or SqlKeyword.Collate:
                return SqlIdentifierKind.Collation;
            case SqlKeyword.Listen or SqlKeyword.Unlisten or SqlKeyword.Notify:
                return SqlIdentifierKind.Channel;
            case SqlKeyword.Savepoint or SqlKeyword.Release:
                return SqlIdentifierKind.Savepoint;
            case SqlKeyword.Declare or SqlKeyword.Close:
                return SqlIdentifierKind.Cursor;
            case SqlKeyword.Prepare or SqlKeyword.Execute or SqlKeyword.Deallocate:
                return SqlIdentifierKind.PreparedStatement;
            case SqlKeyword.View or SqlKeyword.Index or SqlKeyword.Sequence or SqlKeyword.Type or SqlKeyword.Domain or SqlKeyword.Trigger or SqlKeyword.Extension:
            case SqlKeyword.Policy or SqlKeyword.Rule or SqlKeyword.Publication or SqlKeyword.Subscription or SqlKeyword.Tablespace or SqlKeyword.Server:
            case SqlKeyword.Statistics or SqlKeyword.Language or SqlKeyword.Cast or SqlKeyword.Conversion or SqlKeyword.Operator or SqlKeyword.Wrapper:
                return SqlIdentifierKind.Object;
            default:
                return SqlIdentifierKind.Unknown;
        }
    }
}
