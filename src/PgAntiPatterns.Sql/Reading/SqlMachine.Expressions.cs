namespace PgAntiPatterns.Sql;

/// <summary>Operators and the words that work like operators.</summary>
internal sealed partial class SqlMachine
{
    private bool ExpressionKeyword(int i)
    {
        ref var frame = ref Top;
        var next = _parts[i + 1];
        var previous = _parts[i - 1].Keyword;
        switch (_parts[i].Keyword)
        {
            case SqlKeyword.And when frame.IsBetween:
                frame.IsBetween = false;
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.And when frame.Clause == SqlClause.MergeAction:
                frame.Enter(SqlClause.Condition);
                return true;
            case SqlKeyword.And or SqlKeyword.Or:
                frame.Restart(SqlSide.Condition);
                return true;
            case SqlKeyword.Not when frame.AfterOperand:
                frame.IsNegated = true;
                frame.OperatorFirst = i;
                return true;
            case SqlKeyword.Not:
                if (frame.Side == SqlSide.Start)
                {
                    frame.Side = SqlSide.Condition;
                }

                return true;
            case SqlKeyword.In when frame.Kind == SqlFrameKind.Call && _parts[frame.Open - 1].Keyword == SqlKeyword.Position:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.In:
                Negatable(i);
                frame.IsInPending = true;
                return true;
            case SqlKeyword.Like:
                MatchPattern(i, SqlPatternOperator.Like);
                return true;
            case SqlKeyword.Ilike:
                MatchPattern(i, SqlPatternOperator.ILike);
                return true;
            case SqlKeyword.Similar when next.Keyword == SqlKeyword.To:
                MatchPattern(i, SqlPatternOperator.SimilarTo);
                return true;
            case SqlKeyword.Similar or SqlKeyword.Placing when frame.Kind == SqlFrameKind.Call:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.To when previous == SqlKeyword.Similar:
                frame.OperatorLast = i;
                return true;
            case SqlKeyword.Between:
                Negatable(i);
                frame.IsBetween = true;
                return true;
            case SqlKeyword.Symmetric or SqlKeyword.Asymmetric:
                return true;
            case SqlKeyword.Is:
                Comparison(i);
                return true;
            case SqlKeyword.Isnull or SqlKeyword.Notnull:
                return frame.AfterOperand;
            case SqlKeyword.Collate:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.Time when previous == SqlKeyword.At:
                return true;
            case SqlKeyword.Zone when previous == SqlKeyword.Time && _parts[i - 2].Keyword == SqlKeyword.At:
                frame.AfterOperand = false;
                return true;
            case SqlKeyword.At or SqlKeyword.Over or SqlKeyword.Within:
            case SqlKeyword.Filter when next.Kind == SqlTokenKind.OpenParen:
                return frame.AfterOperand;
            case SqlKeyword.Operator when next.Kind == SqlTokenKind.OpenParen:
                return frame.AfterOperand;
            case SqlKeyword.Escape or SqlKeyword.Uescape when frame.AfterOperand:
                frame.AfterOperand = false;
                frame.Pattern = SqlPatternOperator.None;
                return true;
            case SqlKeyword.Case:
                Push(SqlFrameKind.Case, SqlClause.CaseOperand, i);
                return true;
            case SqlKeyword.When:
                frame.IsSimpleCase |= frame.Clause == SqlClause.CaseOperand && frame.AfterOperand;
                frame.Enter(frame switch
                {
                    { Kind: not SqlFrameKind.Case } => SqlClause.MergeAction,
                    { IsSimpleCase: true } => SqlClause.Value,
                    _ => SqlClause.Condition,
                });
                return true;
            case SqlKeyword.Then or SqlKeyword.Else:
                frame.Enter(frame.Kind == SqlFrameKind.Case ? SqlClause.Value : SqlClause.MergeAction);
                return true;
            case SqlKeyword.End when frame.Kind is SqlFrameKind.Case or SqlFrameKind.Body:
                Pop();
                Take(i);
                return true;
            case SqlKeyword.Array when next.Kind is SqlTokenKind.OpenBracket or SqlTokenKind.OpenParen:
                return next.Kind == SqlTokenKind.OpenBracket;
            case SqlKeyword.All when previous is SqlKeyword.Union or SqlKeyword.Intersect or SqlKeyword.Except or SqlKeyword.Select:
            case SqlKeyword.Distinct or SqlKeyword.Variadic or SqlKeyword.Both or SqlKeyword.Leading or SqlKeyword.Trailing:
                return true;
            default:
                return false;
        }
    }

    private void Operator(int i)
    {
        ref var frame = ref Top;
        var part = _parts[i];
        var first = _text[part.Start];
        if (!frame.AfterOperand)
        {
            // A star that multiplies nothing stands for columns; any other sign here is a prefix.
            frame.AfterOperand = first == '*' && part.Token.Length == 1;
            return;
        }

        frame.AfterOperand = false;
        frame.IsType = false;
        if (frame.Clause == SqlClause.Utility || IsArithmetic(part))
        {
            return;
        }

        switch (part.Token.Span.Of(_text))
        {
            case "~~" or "!~~":
                MatchPattern(i, SqlPatternOperator.Like);
                break;
            case "~~*" or "!~~*":
                MatchPattern(i, SqlPatternOperator.ILike);
                break;
            default:
                Comparison(i);
                break;
        }
    }

    private bool IsArithmetic(SqlPart part)
    {
        if (part.Token.Length == 1)
        {
            return _text[part.Start] is '+' or '-' or '*' or '/' or '%' or '^' or '|' or '&' or '#';
        }

        return part.Token.Length <= 3 && part.Token.Span.Of(_text) is "||" or "->" or "->>" or "#>" or "#>>" or "#-" or "<<" or ">>";
    }

    private bool IsConcatenation(SqlPart part) =>
        part.Kind == SqlTokenKind.Operator && part.Token.Length == 2 && _text[part.Start] == '|' && _text[part.Start + 1] == '|';

    private void Comparison(int i)
    {
        ref var frame = ref Top;
        var hasColumn = frame.HasColumnOnLeft;
        frame.Restart(SqlSide.Right);
        frame.HasColumnOnLeft = hasColumn;
        frame.OperatorFirst = i;
        frame.OperatorLast = i;
    }

    /// <summary>A comparison that NOT may stand in front of.</summary>
    private void Negatable(int i)
    {
        var isNegated = Top.IsNegated;
        var first = isNegated ? Top.OperatorFirst : i;
        Comparison(i);
        Top.IsNegated = isNegated;
        Top.OperatorFirst = first;
    }

    private void MatchPattern(int i, SqlPatternOperator pattern)
    {
        Negatable(i);
        Top.IsNegated |= _text[_parts[i].Start] == '!';
        Top.Pattern = pattern;
    }
}
