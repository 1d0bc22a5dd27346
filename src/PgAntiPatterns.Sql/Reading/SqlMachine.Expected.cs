namespace PgAntiPatterns.Sql;

/// <summary>What has to stand where an operand is due.</summary>
internal sealed partial class SqlMachine
{
    /// <summary>So far is looked around in one place, which keeps the reading linear.</summary>
    private const int Reach = 32;

    private SqlPlace ExpectedPlace(int i)
    {
        ref var frame = ref Top;
        if (frame.IsInPending)
        {
            return Operand(i, SqlPosition.WholeInList);
        }

        if (frame.Pattern != SqlPatternOperator.None && frame.OperatorLast == i - 1 && frame.OperatorLast >= 0 && IsWholeOperand(_parts[i + 1]))
        {
            return Operand(i, SqlPosition.LikePattern);
        }

        if (frame.Kind == SqlFrameKind.TypeModifier)
        {
            return Place(SqlPosition.TypeName);
        }

        if (_parts[i - 1].Keyword is SqlKeyword.Order or SqlKeyword.Group or SqlKeyword.Partition)
        {
            return Place(SqlPosition.Keyword);
        }

        var isAlone = IsAlone(i);
        var isBehindSign = _parts[i - 1].Kind == SqlTokenKind.Operator;
        switch (frame.Clause)
        {
            case SqlClause.With when _parts[i + 1].Keyword == SqlKeyword.As || _parts[i + 1].Kind == SqlTokenKind.OpenParen:
                return Name(SqlIdentifierKind.CommonTable);
            case SqlClause.From when isAlone && frame.Kind == SqlFrameKind.Group:
                return Place(SqlPosition.Fragment);
            case SqlClause.From or SqlClause.InsertTarget or SqlClause.Into:
            case SqlClause.Lock when _parts[i - 1].Keyword == SqlKeyword.Of || _parts[i - 1].Kind == SqlTokenKind.Comma:
                return Name(SqlIdentifierKind.Table);
            case SqlClause.Names:
                return Name(isAlone && frame.Kind == SqlFrameKind.Names ? SqlIdentifierKind.ColumnList : NameKind());
            case SqlClause.Limit:
                return Place(SqlPosition.Limit);
            case SqlClause.Offset:
                return Place(SqlPosition.Offset);
            case SqlClause.Lock:
                return Place(SqlPosition.Keyword);
            case SqlClause.Elements:
                return ElementPlace(i, isAlone);
            case SqlClause.Arguments when frame.Side != SqlSide.Condition:
                return ArgumentPlace(i, isAlone, isBehindSign);
            case SqlClause.Value or SqlClause.CaseOperand or SqlClause.SelectList or SqlClause.Returning or SqlClause.GroupBy or SqlClause.OrderBy or SqlClause.Set
                or SqlClause.Where or SqlClause.Condition or SqlClause.Arguments:
                return frame.IsConditionStart ? ConditionPlace(i, isBehindSign) : ItemPlace(i, isBehindSign);
            default:
                return Place(frame.Kind == SqlFrameKind.Subscript ? SqlPosition.Unknown : SqlPosition.Fragment);
        }
    }

    private bool IsAlone(int i) =>
        _parts[i - 1].Kind is SqlTokenKind.OpenParen or SqlTokenKind.OpenBracket && _parts[i + 1].Kind is SqlTokenKind.CloseParen or SqlTokenKind.CloseBracket;

    /// <summary>Nothing behind it that would take it for an operand of its own.</summary>
    private static bool IsWholeOperand(SqlPart next) => next.Kind is not (SqlTokenKind.Operator or SqlTokenKind.OpenParen or SqlTokenKind.OpenBracket or SqlTokenKind.Dot);

    /// <summary>Where an item of a clause is due, or an operand within it.</summary>
    private SqlPlace ItemPlace(int i, bool isBehindSign)
    {
        ref var frame = ref Top;
        if (frame.Side == SqlSide.Start && !isBehindSign)
        {
            switch (frame.Clause)
            {
                case SqlClause.SelectList or SqlClause.Returning:
                    return Place(SqlPosition.SelectListItem);
                case SqlClause.GroupBy:
                    return Place(SqlPosition.GroupByItem);
                case SqlClause.OrderBy:
                    return Place(SqlPosition.OrderByItem);
                case SqlClause.Set:
                    return IsEqualsSign(_parts[i + 1]) ? Name(SqlIdentifierKind.Column) : Place(SqlPosition.Fragment);
                case SqlClause.CaseOperand:
                    return Operand(i, SqlPosition.ColumnOrValue);
            }
        }

        var previous = _parts[i - 1].Keyword;
        if (previous == SqlKeyword.Is || (previous == SqlKeyword.Not && _parts[i - 2].Keyword == SqlKeyword.Is))
        {
            return Place(SqlPosition.Keyword);
        }

        var isComparedWithConstant = frame.Side == SqlSide.Right && frame.OperatorLast == i - 1 && isBehindSign && !frame.HasColumnOnLeft
            && frame.Clause is SqlClause.Where or SqlClause.Condition;
        return Operand(i, isComparedWithConstant ? SqlPosition.ColumnOrValue : SqlPosition.Value);
    }

    private bool IsEqualsSign(SqlPart part) => part.Kind == SqlTokenKind.Operator && part.Token.Length == 1 && _text[part.Start] == '=';

    /// <summary>Where a condition is due: the hole is all of it, or its left operand.</summary>
    private SqlPlace ConditionPlace(int i, bool isBehindSign)
    {
        if (isBehindSign)
        {
            return Operand(i, SqlPosition.Value);
        }

        return Operand(i, IsComparedBehind(i + 1) ? SqlPosition.ColumnOrValue : SqlPosition.Fragment);
    }

    /// <summary>Whether the operand that ends in front of the part goes on with an operator, maybe outside of its parentheses.</summary>
    private bool IsComparedBehind(int i)
    {
        if (_parts[i].Kind == SqlTokenKind.Comma && Top.Kind == SqlFrameKind.Group)
        {
            i = _parts.PartnerOf(Top.Open);
            if (i < 0)
            {
                return false;
            }
        }

        for (var end = i + Reach; i < end && _parts[i].Kind == SqlTokenKind.CloseParen; i++)
        {
        }

        return _parts[i].Kind is SqlTokenKind.Operator or SqlTokenKind.TypeCast or SqlTokenKind.OpenBracket
            || _parts[i].Keyword is SqlKeyword.In or SqlKeyword.Like or SqlKeyword.Ilike or SqlKeyword.Similar or SqlKeyword.Is or SqlKeyword.Isnull
                or SqlKeyword.Notnull or SqlKeyword.Between or SqlKeyword.Not or SqlKeyword.Collate or SqlKeyword.At or SqlKeyword.Operator;
    }

    /// <summary>Inside IN (…), a row of VALUES or ARRAY[…].</summary>
    private SqlPlace ElementPlace(int i, bool isAlone)
    {
        ref var frame = ref Top;
        var isElement = _parts[i - 1].Kind is SqlTokenKind.OpenParen or SqlTokenKind.OpenBracket or SqlTokenKind.Comma
            && _parts[i + 1].Kind is SqlTokenKind.CloseParen or SqlTokenKind.CloseBracket or SqlTokenKind.Comma or SqlTokenKind.TypeCast or SqlTokenKind.Semicolon;
        if (!isElement)
        {
            return Operand(i, SqlPosition.Value);
        }

        if (!isAlone)
        {
            return Operand(i, SqlPosition.ListElement);
        }

        switch (frame.Kind)
        {
            case SqlFrameKind.InList:
                return Operand(i, SqlPosition.WholeInList);
            case SqlFrameKind.Row:
                var columns = _frames[_depth - 1].Columns;
                return columns is 0 or 1 || _parts[i].Kind != SqlTokenKind.Hole
                    ? Operand(i, SqlPosition.ListElement, mayBeWholeList: columns != 1)
                    : Place(SqlPosition.Fragment);
            default:
                return Operand(i, SqlPosition.ListElement, mayBeWholeList: true);
        }
    }
}
