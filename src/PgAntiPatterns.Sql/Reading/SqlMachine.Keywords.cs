namespace PgAntiPatterns.Sql;

/// <summary>The words that begin the clauses of a query.</summary>
internal sealed partial class SqlMachine
{
    private void Keyword(int i)
    {
        if (Top.Clause == SqlClause.Utility)
        {
            UtilityKeyword(i);
        }
        else if (!ExpressionKeyword(i) && !ClauseKeyword(i) && !TableKeyword(i))
        {
            Operand(i);
        }
    }

    private bool ClauseKeyword(int i)
    {
        ref var frame = ref Top;
        var next = _parts[i + 1];
        switch (_parts[i].Keyword)
        {
            case SqlKeyword.Select:
                frame.Enter(SqlClause.SelectList);
                frame.Verb = SqlStatementKind.Select;
                frame.HasJoin = false;
                frame.Deferred = null;
                return true;
            case SqlKeyword.Where:
                frame.Enter(SqlClause.Where);
                return true;
            case SqlKeyword.Having:
                frame.Enter(SqlClause.Where);
                return true;
            case SqlKeyword.Group:
                if (_parts[i - 1].Keyword != SqlKeyword.Within)
                {
                    frame.Enter(SqlClause.GroupBy);
                }

                return true;
            case SqlKeyword.Partition when next.Keyword == SqlKeyword.By:
                frame.Enter(SqlClause.GroupBy);
                return true;
            case SqlKeyword.Order:
                frame.Enter(SqlClause.OrderBy);
                return true;
            case SqlKeyword.By:
                return _parts[i - 1].Keyword is SqlKeyword.Group or SqlKeyword.Order or SqlKeyword.Partition;
            case SqlKeyword.Asc or SqlKeyword.Desc or SqlKeyword.Nulls when frame.Clause == SqlClause.OrderBy:
                frame.HasDirection = true;
                frame.AfterOperand = true;
                return true;
            case SqlKeyword.Limit:
            case SqlKeyword.Fetch:
                frame.Enter(SqlClause.Limit);
                return true;
            case SqlKeyword.First or SqlKeyword.Next:
                return _parts[i - 1].Keyword == SqlKeyword.Fetch;
            case SqlKeyword.Offset:
                frame.Enter(SqlClause.Offset);
                return true;
            case SqlKeyword.Rows or SqlKeyword.Range or SqlKeyword.Groups when frame.Kind == SqlFrameKind.Window && (frame.AfterOperand || frame.Clause == SqlClause.Start):
                frame.Enter(SqlClause.Value);
                return true;
            case SqlKeyword.Window:
                frame.Enter(SqlClause.Names);
                return true;
            case SqlKeyword.Union or SqlKeyword.Intersect or SqlKeyword.Except:
                frame.Enter(SqlClause.Start);
                return true;
            case SqlKeyword.Returning when frame.Kind == SqlFrameKind.Call:
                // JSON_VALUE(… RETURNING type DEFAULT x ON ERROR)
                frame.AfterOperand = false;
                frame.IsType = true;
                return true;
            case SqlKeyword.Default or SqlKeyword.Passing when frame.Kind == SqlFrameKind.Call && frame.AfterOperand:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.On when frame.Kind == SqlFrameKind.Call:
                return true;
            case SqlKeyword.Returning:
                frame.Enter(SqlClause.Returning);
                return true;
            case SqlKeyword.With:
                if (frame.Clause == SqlClause.Start && !frame.AfterOperand)
                {
                    frame.Enter(SqlClause.With);
                }

                return true;
            case SqlKeyword.Recursive or SqlKeyword.Materialized:
                return frame.Clause == SqlClause.With;
            case SqlKeyword.For when frame.Kind is SqlFrameKind.Call:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.For:
                frame.Enter(SqlClause.Lock);
                return true;
            case SqlKeyword.Of when frame.Clause == SqlClause.Lock:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.Call when frame.Clause == SqlClause.Start:
                frame.Enter(SqlClause.Value);
                return true;
            default:
                return false;
        }
    }

    private bool TableKeyword(int i)
    {
        ref var frame = ref Top;
        var next = _parts[i + 1];
        var previous = _parts[i - 1].Keyword;
        switch (_parts[i].Keyword)
        {
            case SqlKeyword.From when previous == SqlKeyword.Distinct && _parts[i - 2].Keyword is SqlKeyword.Is or SqlKeyword.Not:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.From when frame.Kind == SqlFrameKind.Call && frame.Clause == SqlClause.Arguments:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.From:
                Undefer();
                frame.Enter(SqlClause.From);
                return true;
            case SqlKeyword.Join:
                frame.Enter(SqlClause.From);
                frame.HasJoin = true;
                return true;
            case SqlKeyword.Left or SqlKeyword.Right or SqlKeyword.Full or SqlKeyword.Inner or SqlKeyword.Cross or SqlKeyword.Natural
                when next.Kind != SqlTokenKind.OpenParen && frame.Clause is SqlClause.From or SqlClause.Condition:
                frame.Enter(SqlClause.From);
                frame.AfterOperand = true;
                return true;
            case SqlKeyword.Outer or SqlKeyword.Lateral or SqlKeyword.Tablesample:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.Only when frame.Clause == SqlClause.From && !frame.AfterOperand:
                return true;
            case SqlKeyword.On when previous == SqlKeyword.Distinct:
                return true;
            case SqlKeyword.On:
                frame.Enter(frame.Verb == SqlStatementKind.Insert || next.Keyword == SqlKeyword.Conflict ? SqlClause.Conflict : SqlClause.Condition);
                return true;
            case SqlKeyword.Conflict or SqlKeyword.Do or SqlKeyword.Constraint when frame.Clause == SqlClause.Conflict:
            case SqlKeyword.Do when frame.Verb == SqlStatementKind.Insert:
                frame.Enter(SqlClause.Conflict);
                return true;
            case SqlKeyword.Using when frame.Clause is SqlClause.From or SqlClause.Condition:
                frame.Enter(SqlClause.From);
                return true;
            case SqlKeyword.Into:
                frame.Enter(frame.Clause switch
                {
                    SqlClause.SelectList => SqlClause.Into,
                    _ when frame.Verb == SqlStatementKind.Merge => SqlClause.From,
                    _ => SqlClause.InsertTarget,
                });
                return true;
            case SqlKeyword.Insert when frame.Clause is SqlClause.Start or SqlClause.With or SqlClause.MergeAction:
                var isMerge = frame.Clause == SqlClause.MergeAction;
                frame.Enter(SqlClause.InsertTarget);
                frame.Columns = 0;
                frame.AfterOperand = isMerge;
                frame.Verb = isMerge ? SqlStatementKind.Merge : SqlStatementKind.Insert;
                return true;
            case SqlKeyword.Update or SqlKeyword.Delete or SqlKeyword.Merge when frame.Clause is SqlClause.Start or SqlClause.With:
                frame.Verb = _parts[i].Keyword switch
                {
                    SqlKeyword.Update => SqlStatementKind.Update,
                    SqlKeyword.Delete => SqlStatementKind.Delete,
                    _ => SqlStatementKind.Merge,
                };
                frame.Enter(SqlClause.From);
                return true;
            case SqlKeyword.Update or SqlKeyword.Delete when frame.Clause is SqlClause.MergeAction or SqlClause.Conflict or SqlClause.Lock:
                return true;
            case SqlKeyword.Set when frame.Clause is SqlClause.From or SqlClause.Conflict or SqlClause.MergeAction or SqlClause.Start:
                frame.Enter(SqlClause.Set);
                return true;
            case SqlKeyword.Values when frame.Clause is SqlClause.Start or SqlClause.With or SqlClause.InsertTarget or SqlClause.MergeAction:
                frame.Enter(SqlClause.Values);
                return true;
            case SqlKeyword.Table when frame.Clause == SqlClause.Start && !frame.AfterOperand:
                frame.Enter(SqlClause.From);
                return true;
            case SqlKeyword.As:
                frame.AfterOperand = false;
                frame.IsType = frame.Kind == SqlFrameKind.Call;
                return true;
            default:
                return false;
        }
    }

    /// <summary>With a FROM clause, the arguments of functions in the select list may be columns.</summary>
    private void Undefer()
    {
        if (Top.Clause != SqlClause.SelectList || Top.Deferred is null)
        {
            return;
        }

        foreach (var place in Top.Deferred)
        {
            place.Position = SqlPosition.ColumnOrValue;
        }

        Top.Deferred = null;
    }
}
