namespace PgAntiPatterns.Sql;

/// <summary>Parentheses and brackets: what opens, and what is complete when it closes.</summary>
internal sealed partial class SqlMachine
{
    private static bool BeginsQuery(SqlKeyword keyword) => keyword is
        SqlKeyword.Select or SqlKeyword.With or SqlKeyword.Values or SqlKeyword.Insert or SqlKeyword.Update or SqlKeyword.Delete or SqlKeyword.Merge;

    private void OpenParen(int i)
    {
        ref var frame = ref Top;
        var previous = _parts[i - 1];
        var next = _parts[i + 1].Keyword;
        var isNames = frame.Clause is SqlClause.InsertTarget or SqlClause.Conflict;
        if (BeginsQuery(next) && !(isNames && next is not (SqlKeyword.Select or SqlKeyword.With or SqlKeyword.Values)))
        {
            Push(SqlFrameKind.Subquery, SqlClause.Start, i);
        }
        else if (frame.Clause == SqlClause.Utility)
        {
            OpenUtilityParen(i);
        }
        else if (frame.IsInPending)
        {
            Push(SqlFrameKind.InList, SqlClause.Elements, i);
        }
        else if (previous.Keyword is SqlKeyword.Over or SqlKeyword.Filter || (previous.Keyword == SqlKeyword.Group && _parts[i - 2].Keyword == SqlKeyword.Within))
        {
            Push(SqlFrameKind.Window, SqlClause.Start, i);
        }
        else if (previous.Keyword == SqlKeyword.Operator)
        {
            Push(SqlFrameKind.Names, SqlClause.Names, i);
        }
        else if (frame.IsType && frame.AfterOperand)
        {
            Push(SqlFrameKind.TypeModifier, SqlClause.Value, i);
        }
        else
        {
            OpenParenOfClause(i, previous);
        }
    }

    private void OpenParenOfClause(int i, SqlPart previous)
    {
        ref var frame = ref Top;
        switch (frame.Clause)
        {
            case SqlClause.With when previous.Keyword is SqlKeyword.As or SqlKeyword.Materialized:
                Push(SqlFrameKind.Subquery, SqlClause.Start, i);
                break;
            case SqlClause.With:
            case SqlClause.InsertTarget when frame.AfterOperand:
            case SqlClause.Conflict:
            case SqlClause.Set when frame.Side == SqlSide.Start:
            case SqlClause.From when previous.Keyword == SqlKeyword.Using || (frame.AfterOperand && IsAlias(i - 1)):
                Push(SqlFrameKind.Names, SqlClause.Names, i);
                break;
            case SqlClause.Names when previous.Keyword == SqlKeyword.As:
                Push(SqlFrameKind.Window, SqlClause.Start, i);
                break;
            case SqlClause.Values when !frame.AfterOperand:
                Push(SqlFrameKind.Row, SqlClause.Elements, i);
                break;
            case SqlClause.From when !frame.AfterOperand:
                Push(SqlFrameKind.Group, SqlClause.From, i);
                break;
            case SqlClause.SelectList when previous.Keyword == SqlKeyword.On:
                Push(SqlFrameKind.Group, SqlClause.GroupBy, i);
                break;
            default:
                if (frame.AfterOperand && previous.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier or SqlTokenKind.Hole)
                {
                    // varchar(10) 'x' is a literal with its type.
                    var isType = _parts.PartnerOf(i) is >= 0 and var close && _parts[close + 1].Token.IsString;
                    Push(isType ? SqlFrameKind.TypeModifier : SqlFrameKind.Call, isType ? SqlClause.Value : SqlClause.Arguments, i);
                    break;
                }

                Push(SqlFrameKind.Group, ClauseOfGroup(), i);
                break;
        }
    }

    private SqlClause ClauseOfGroup()
    {
        if (Top.IsConditionStart)
        {
            return SqlClause.Condition;
        }

        return Top.Side == SqlSide.Start && Top.Clause is SqlClause.SelectList or SqlClause.Returning or SqlClause.GroupBy or SqlClause.OrderBy or SqlClause.Start
            ? Top.Clause
            : SqlClause.Value;
    }

    /// <summary>Behind the table or its AS: the name that the table goes by.</summary>
    private bool IsAlias(int i)
    {
        if (_parts[i].Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier))
        {
            return false;
        }

        var previous = _parts[i - 1];
        return previous.Keyword is SqlKeyword.As or SqlKeyword.Ordinality
            || previous.Kind is SqlTokenKind.CloseParen or SqlTokenKind.QuotedIdentifier or SqlTokenKind.Hole
            || (previous.Kind == SqlTokenKind.Word && previous.Keyword == SqlKeyword.None);
    }

    private void OpenBracket(int i)
    {
        var isArray = _parts[i - 1].Keyword == SqlKeyword.Array || (Top.Kind == SqlFrameKind.Array && !Top.AfterOperand);
        if (isArray)
        {
            Push(SqlFrameKind.Array, SqlClause.Elements, i);
        }
        else
        {
            // Brackets that index nothing are another database's quotes.
            Push(SqlFrameKind.Subscript, Top.AfterOperand ? SqlClause.Value : SqlClause.Start, i);
        }
    }

    private void Close(bool isParen)
    {
        if ((isParen ? _openParens : _openBrackets) == 0)
        {
            return;
        }

        while (Top.Kind is SqlFrameKind.Case or SqlFrameKind.Body || (Top.Kind is SqlFrameKind.Array or SqlFrameKind.Subscript) == isParen)
        {
            Pop();
        }

        var closed = Top;
        Pop();
        ref var frame = ref Top;
        frame.AfterOperand = true;
        if (frame.Side is SqlSide.Start or SqlSide.Condition)
        {
            frame.Side = SqlSide.Left;
        }

        frame.HasColumnOnLeft |= frame.Side == SqlSide.Left;
        if (_parts[closed.Open - 1].Keyword == SqlKeyword.Operator)
        {
            Comparison(closed.Open - 1);
        }
        else if (frame.Clause == SqlClause.InsertTarget && closed.Kind == SqlFrameKind.Names)
        {
            frame.Columns = closed.HasHole ? -1 : closed.Items + 1;
        }
        else if (closed.Open > 0 && _parts[closed.Open - 1].Keyword == SqlKeyword.On && frame.Clause == SqlClause.SelectList)
        {
            // DISTINCT ON (…): the select list begins behind it.
            frame.Restart(SqlSide.Start);
        }
    }
}
