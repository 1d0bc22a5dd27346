namespace PgAntiPatterns.Sql;

/// <summary>Says of one part where it stands, before it is taken.</summary>
internal sealed partial class SqlMachine
{
    private SqlPlace PlaceOf(int i)
    {
        if (Top.Clause == SqlClause.Utility)
        {
            return UtilityPlace(i);
        }

        switch (_parts[i].Kind)
        {
            case SqlTokenKind.Hole:
                return NameByNeighbours(i) ?? HolePlace(i);
            case SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier:
                return NameByNeighbours(i) ?? Name(NameKind());
            case SqlTokenKind.Number:
                return Place(SqlPosition.Unknown);
            case SqlTokenKind.PositionalPlaceholder or SqlTokenKind.NamedPlaceholder:
                return (_parts[i + 1].Kind == SqlTokenKind.Dot ? null : NameByNeighbours(i)) ?? ValuePlace(i);
            default:
                return ValuePlace(i);
        }
    }

    private SqlPlace Place(SqlPosition position) =>
        new() { Position = position == SqlPosition.Value && !_statement.AcceptsParameters ? SqlPosition.UtilityValue : position, Statement = _statements.Count - 1 };

    private SqlPlace Name(SqlIdentifierKind kind) =>
        new() { Position = SqlPosition.Identifier, Identifier = kind, Statement = _statements.Count - 1 };

    /// <summary>A place in an expression, with the operator that it is an operand of.</summary>
    private SqlPlace Operand(int i, SqlPosition position, bool mayBeWholeList = false)
    {
        ref var frame = ref Top;
        ref var owner = ref frame;
        var isWholeInParentheses = false;
        if (frame.Kind == SqlFrameKind.InList && position is SqlPosition.ListElement or SqlPosition.WholeInList)
        {
            owner = ref _frames[_depth - 1];
            isWholeInParentheses = position == SqlPosition.WholeInList;
        }

        var isConcatenated = IsConcatenation(_parts[i - 1]) || IsConcatenation(_parts[i + 1]);
        var hasOperator = owner.OperatorFirst >= 0 && (frame.Pattern != SqlPatternOperator.None || position is SqlPosition.ListElement or SqlPosition.WholeInList);
        var close = isWholeInParentheses ? _parts.PartnerOf(frame.Open) : -1;
        return new SqlPlace
        {
            Position = position == SqlPosition.Value && !_statement.AcceptsParameters ? SqlPosition.UtilityValue : position,
            Statement = _statements.Count - 1,
            IsNegated = owner.IsNegated,
            IsInParentheses = isWholeInParentheses,
            MayBeWholeList = mayBeWholeList,
            Pattern = frame.Pattern,
            IsConcatenated = isConcatenated,
            Operator = hasOperator ? new SqlSpan(_parts[owner.OperatorFirst].Start, _parts[owner.OperatorLast].End) : default,
            List = close >= 0 ? new SqlSpan(_parts[frame.Open].Start, _parts[close].End) : default,
        };
    }

    /// <summary>What the dot, the parenthesis or the keyword next to a name or hole tells about it.</summary>
    private SqlPlace? NameByNeighbours(int i)
    {
        ref var frame = ref Top;
        var previous = _parts[i - 1];
        var next = _parts[i + 1];
        var isAfterDot = previous.Kind == SqlTokenKind.Dot;
        if (frame.IsType && (isAfterDot || previous.Kind == SqlTokenKind.TypeCast || previous.Keyword is SqlKeyword.As or SqlKeyword.Returning))
        {
            return Place(SqlPosition.TypeName);
        }

        if (isAfterDot || next.Kind == SqlTokenKind.Dot)
        {
            return Name(QualifiedKind(isAfterDot, next.Kind));
        }

        if (frame.AfterOperand)
        {
            return previous.Keyword == SqlKeyword.Over ? Name(SqlIdentifierKind.Window) : null;
        }

        if (next.Kind is SqlTokenKind.EqualsGreater or SqlTokenKind.ColonEquals && frame.Kind == SqlFrameKind.Call)
        {
            return Name(SqlIdentifierKind.Argument);
        }

        switch (previous.Keyword)
        {
            case SqlKeyword.Collate:
                return Name(SqlIdentifierKind.Collation);
            case SqlKeyword.As when frame.Clause is not (SqlClause.With or SqlClause.Start):
                return Name(SqlIdentifierKind.Alias);
            case SqlKeyword.Call:
                return Name(SqlIdentifierKind.Function);
            case SqlKeyword.Constraint when frame.Clause == SqlClause.Conflict:
                return Name(SqlIdentifierKind.Constraint);
        }

        var isCall = next.Kind == SqlTokenKind.OpenParen && !frame.IsInPending
            && frame.Clause is not (SqlClause.Start or SqlClause.InsertTarget or SqlClause.With or SqlClause.Names or SqlClause.Values or SqlClause.Conflict);
        return isCall ? Name(SqlIdentifierKind.Function) : null;
    }

    private SqlIdentifierKind QualifiedKind(bool isAfterDot, SqlTokenKind next)
    {
        if (next == SqlTokenKind.Dot)
        {
            return IsTableDue() ? SqlIdentifierKind.Schema : SqlIdentifierKind.Qualifier;
        }

        if (isAfterDot && next == SqlTokenKind.OpenParen && Top.Clause != SqlClause.InsertTarget)
        {
            return SqlIdentifierKind.Function;
        }

        return IsTableDue() ? SqlIdentifierKind.Table : SqlIdentifierKind.Column;
    }

    private bool IsTableDue() => Top.Clause is SqlClause.From or SqlClause.InsertTarget or SqlClause.Into or SqlClause.Lock;

    private SqlIdentifierKind NameKind()
    {
        ref var frame = ref Top;
        switch (frame.Clause)
        {
            case SqlClause.With:
                return SqlIdentifierKind.CommonTable;
            case SqlClause.From or SqlClause.InsertTarget or SqlClause.Into or SqlClause.Lock:
                return frame.AfterOperand ? SqlIdentifierKind.Alias : SqlIdentifierKind.Table;
            case SqlClause.Names:
                return frame.Kind == SqlFrameKind.Names ? SqlIdentifierKind.Column : SqlIdentifierKind.Window;
            case SqlClause.SelectList or SqlClause.Returning when frame.AfterOperand:
                return SqlIdentifierKind.Alias;
            case SqlClause.Start:
                return SqlIdentifierKind.Unknown;
            default:
                return frame.AfterOperand ? SqlIdentifierKind.Unknown : SqlIdentifierKind.Column;
        }
    }

    private SqlPlace HolePlace(int i)
    {
        if (Top.AfterOperand)
        {
            return IsLiteralDue(i) ? Typed(i, TypeInFrontOf(i), SqlPosition.TypedLiteralValue) : Place(PositionBehindOperand(i));
        }

        var place = ExpectedPlace(i);
        return IsPiece(i) && place.Position is not (SqlPosition.Identifier or SqlPosition.Fragment or SqlPosition.SelectListItem)
            ? Place(SqlPosition.Unknown)
            : place;
    }

    /// <summary>Glued to another hole or literal: only together do they make a whole.</summary>
    private bool IsPiece(int i) => (_parts.Touch(i, i + 1) && IsLiteralOrHole(_parts[i + 1].Kind)) || (_parts.Touch(i - 1, i) && IsLiteralOrHole(_parts[i - 1].Kind));

    private static bool IsLiteralOrHole(SqlTokenKind kind) => kind is SqlTokenKind.Hole or SqlTokenKind.Number or (>= SqlTokenKind.QuotedIdentifier and <= SqlTokenKind.DollarString);

    private SqlPosition PositionBehindOperand(int i)
    {
        ref var frame = ref Top;
        if (IsOperatorHole(i))
        {
            return SqlPosition.Keyword;
        }

        return frame.Clause == SqlClause.OrderBy && !frame.HasDirection ? SqlPosition.OrderByDirection : SqlPosition.Fragment;
    }

    /// <summary>A hole between two operands: an operator, or AND or OR.</summary>
    private bool IsOperatorHole(int i)
    {
        ref var frame = ref Top;
        var takesOperators = frame.Clause is SqlClause.SelectList or SqlClause.Returning or SqlClause.Where or SqlClause.Condition or SqlClause.Value
            or SqlClause.Arguments or SqlClause.Elements or SqlClause.CaseOperand or SqlClause.OrderBy
            || (frame.Clause == SqlClause.Set && frame.Side != SqlSide.Start);
        var next = _parts[i + 1];
        if (!takesOperators || _parts.Touch(i - 1, i) || _parts.Touch(i, i + 1))
        {
            return false;
        }

        return next.Kind switch
        {
            SqlTokenKind.Word => next.Keyword is SqlKeyword.None or SqlKeyword.Null or SqlKeyword.True or SqlKeyword.False or SqlKeyword.Array
                or SqlKeyword.Case or SqlKeyword.Exists or SqlKeyword.Any or SqlKeyword.All or SqlKeyword.Some,
            SqlTokenKind.OpenParen or SqlTokenKind.Number or SqlTokenKind.PositionalPlaceholder or SqlTokenKind.NamedPlaceholder => true,
            >= SqlTokenKind.QuotedIdentifier and <= SqlTokenKind.DollarString => true,
            _ => false,
        };
    }

    /// <summary>The place of a literal or placeholder.</summary>
    private SqlPlace ValuePlace(int i)
    {
        ref var frame = ref Top;
        var isString = _parts[i].Token.IsString;
        if (frame.AfterOperand)
        {
            var type = TypeInFrontOf(i);
            if (isString)
            {
                return type.IsEmpty ? Place(SqlPosition.Unknown) : Typed(i, type);
            }

            if (!type.IsEmpty && IsDateOrTime(i - 1))
            {
                return Typed(i, type, SqlPosition.TypedLiteralValue);
            }

            return Place(frame.Clause == SqlClause.OrderBy && !frame.HasDirection ? SqlPosition.OrderByDirection : SqlPosition.Unknown);
        }

        // A placeholder in the place of a type: $1 '…'.
        if (!isString && _parts[i + 1].Token.IsString)
        {
            return Place(SqlPosition.TypeName);
        }

        var place = ExpectedPlace(i);
        switch (place.Position)
        {
            case SqlPosition.SelectListItem or SqlPosition.ColumnOrValue:
            case SqlPosition.Fragment when frame.Clause is not (SqlClause.Start or SqlClause.With or SqlClause.Values or SqlClause.Conflict or SqlClause.MergeAction or SqlClause.Set):
                return Operand(i, SqlPosition.Value);
            case SqlPosition.Fragment:
            case SqlPosition.Identifier when isString:
                return Place(SqlPosition.Unknown);
            default:
                return place;
        }
    }

    private SqlPlace Typed(int i, SqlSpan type, SqlPosition position = SqlPosition.Value)
    {
        var place = Operand(i, position);
        return new SqlPlace
        {
            Position = place.Position,
            Statement = place.Statement,
            Pattern = place.Pattern,
            IsNegated = place.IsNegated,
            IsConcatenated = place.IsConcatenated,
            Operator = place.Operator,
            Type = type,
            TypeSuffix = SuffixBehind(i),
        };
    }

    private bool IsDoubtful(int i)
    {
        var part = _parts[i];
        if (part.Kind != SqlTokenKind.NamedPlaceholder)
        {
            return false;
        }

        if (_text[part.Start] == ':')
        {
            return Top.AfterOperand || (Top.Kind == SqlFrameKind.Subscript && i - 1 == Top.Open);
        }

        var previous = _parts[i - 1];
        return previous.Kind == SqlTokenKind.Operator && _parts.Touch(i - 1, i)
            && (_text[previous.End - 1] == '<' || (_text[previous.End - 1] == '-' && _text[previous.Start] == '@'));
    }
}
