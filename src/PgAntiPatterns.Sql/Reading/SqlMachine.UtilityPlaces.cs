namespace PgAntiPatterns.Sql;

/// <summary>Where names and values stand in statements that are no queries.</summary>
internal sealed partial class SqlMachine
{
    private SqlPlace UtilityPlace(int i)
    {
        var part = _parts[i];
        if (part.Token.IsString)
        {
            return UtilityString(i);
        }

        var previous = _parts[i - 1];
        var next = _parts[i + 1];
        if (previous.Kind == SqlTokenKind.TypeCast)
        {
            return Place(SqlPosition.TypeName);
        }

        if (previous.Kind == SqlTokenKind.Operator || previous.Keyword is SqlKeyword.Default or SqlKeyword.Password or SqlKeyword.Until or SqlKeyword.Limit)
        {
            return UtilityValue(_statement.Target);
        }

        if (_statement.Kind is SqlStatementKind.Set or SqlStatementKind.Reset or SqlStatementKind.Show)
        {
            return SettingPlace(i);
        }

        if (previous.Kind == SqlTokenKind.Dot || next.Kind == SqlTokenKind.Dot)
        {
            return Name(next.Kind == SqlTokenKind.Dot ? SqlIdentifierKind.Schema : KindBehind(i));
        }

        if (Top.Kind == SqlFrameKind.Definition)
        {
            return DefinitionPlace(i);
        }

        return StatementPlace(i);
    }

    private SqlPlace UtilityValue(SqlSpan setting = default) =>
        new() { Position = SqlPosition.UtilityValue, Setting = setting, Statement = _statements.Count - 1 };

    private SqlPlace UtilityString(int i)
    {
        var isBody = _parts[i - 1].Keyword == SqlKeyword.As && _statement.Kind == SqlStatementKind.Create;
        return new SqlPlace
        {
            Position = SqlPosition.UtilityValue,
            Statement = _statements.Count - 1,
            IsCode = _statement.Kind == SqlStatementKind.Do || isBody,
            Setting = _statement.Kind == SqlStatementKind.Set ? _statement.Target : default,
            Type = Top.AfterOperand && IsDateOrTime(i - 1) ? TypeInFrontOf(i) : default,
        };
    }

    private SqlPlace SettingPlace(int i)
    {
        var previous = _parts[i - 1];
        switch (previous.Keyword)
        {
            case SqlKeyword.Set or SqlKeyword.Local or SqlKeyword.Session or SqlKeyword.Reset or SqlKeyword.Show:
                var isName = _statement.Kind != SqlStatementKind.Set || _parts[i + 1].Keyword == SqlKeyword.To
                    || _parts[i + 1].Kind == SqlTokenKind.Dot || IsEqualsSign(_parts[i + 1]);
                return isName ? Name(SqlIdentifierKind.Setting) : Place(SqlPosition.Fragment);
            case SqlKeyword.To or SqlKeyword.Zone or SqlKeyword.Names or SqlKeyword.Schema:
                return UtilityValue(_statement.Target);
            case SqlKeyword.Role or SqlKeyword.Authorization:
                return Name(SqlIdentifierKind.Role);
            case SqlKeyword.Constraints:
                return Name(SqlIdentifierKind.Constraint);
            case SqlKeyword.Level or SqlKeyword.Transaction or SqlKeyword.Characteristics or SqlKeyword.Isolation:
                return Place(SqlPosition.Keyword);
        }

        if (previous.Kind == SqlTokenKind.Dot || _parts[i + 1].Kind == SqlTokenKind.Dot)
        {
            return Name(SqlIdentifierKind.Setting);
        }

        return previous.Kind == SqlTokenKind.Comma ? UtilityValue(_statement.Target) : Place(SqlPosition.Fragment);
    }

    private SqlPlace StatementPlace(int i)
    {
        var previous = _parts[i - 1];
        switch (_statement.Kind)
        {
            case SqlStatementKind.Notify when previous.Kind == SqlTokenKind.Comma:
            case SqlStatementKind.Load:
            case SqlStatementKind.Copy when previous.Keyword is SqlKeyword.From or SqlKeyword.To or SqlKeyword.Program:
            case SqlStatementKind.Comment or SqlStatementKind.Security when previous.Keyword == SqlKeyword.Is:
                return UtilityValue();
            case SqlStatementKind.Begin or SqlStatementKind.Commit when previous.Keyword != SqlKeyword.Savepoint:
                return Place(SqlPosition.Keyword);
            case SqlStatementKind.Fetch or SqlStatementKind.Move when previous.Keyword is not (SqlKeyword.From or SqlKeyword.In):
                return UtilityValue();
            case SqlStatementKind.Fetch or SqlStatementKind.Move:
                return Name(SqlIdentifierKind.Cursor);
            case SqlStatementKind.Explain or SqlStatementKind.Do when !IsNameKind(i):
                return Place(SqlPosition.Fragment);
        }

        if (previous.Keyword is SqlKeyword.Returns or SqlKeyword.Setof)
        {
            return Place(SqlPosition.TypeName);
        }

        if (previous.Keyword == SqlKeyword.Type && _statement.Kind == SqlStatementKind.Alter && Top.Object == SqlIdentifierKind.Table)
        {
            return Place(SqlPosition.TypeName);
        }

        if (Top.AfterOperand)
        {
            return Place(SqlPosition.Fragment);
        }

        if (previous.Keyword == SqlKeyword.Set && (_parts[i + 1].Keyword == SqlKeyword.To || IsEqualsSign(_parts[i + 1])))
        {
            return Name(SqlIdentifierKind.Setting);
        }

        var kind = KindBehind(i);
        return kind == SqlIdentifierKind.Unknown && !IsNameKind(i) ? Place(SqlPosition.Unknown) : Name(kind);
    }

    private bool IsNameKind(int i) => _parts[i].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier;

    /// <summary>Told by the keyword in front of the name and of its schema.</summary>
    private SqlIdentifierKind KindBehind(int i)
    {
        var first = i;
        for (var budget = 4; budget > 0 && _parts[first - 1].Kind == SqlTokenKind.Dot; budget--)
        {
            first -= 2;
        }

        var keyword = _parts[first - 1].Keyword;
        if (ObjectKind(keyword) is var kind && kind != SqlIdentifierKind.Unknown)
        {
            return kind;
        }

        switch (keyword)
        {
            case SqlKeyword.Exists or SqlKeyword.Concurrently or SqlKeyword.Only:
                return Top.Object;
            case SqlKeyword.To when _statement.Kind == SqlStatementKind.Grant || _parts[first - 2].Keyword == SqlKeyword.Owner:
            case SqlKeyword.From when _statement.Kind == SqlStatementKind.Revoke:
            case SqlKeyword.By when _parts[first - 2].Keyword == SqlKeyword.Owned && _statement.Kind is SqlStatementKind.Reassign or SqlStatementKind.Drop:
                return SqlIdentifierKind.Role;
            case SqlKeyword.To when _statement.Kind == SqlStatementKind.Rollback:
                return SqlIdentifierKind.Savepoint;
            case SqlKeyword.To when _parts[first - 2].Keyword == SqlKeyword.Rename:
                return Top.Object;
            case SqlKeyword.To or SqlKeyword.Using:
                return SqlIdentifierKind.Object;
            case SqlKeyword.On or SqlKeyword.Inherit or SqlKeyword.Of:
                return SqlIdentifierKind.Table;
            case SqlKeyword.Add or SqlKeyword.Alter or SqlKeyword.Drop or SqlKeyword.Rename when Top.Object == SqlIdentifierKind.Table:
                return SqlIdentifierKind.Column;
            default:
                return _parts[first - 1].Kind == SqlTokenKind.Comma ? Top.Object : SqlIdentifierKind.Unknown;
        }
    }

    /// <summary>Inside the parentheses of a definition: columns and their types, options and their values.</summary>
    private SqlPlace DefinitionPlace(int i)
    {
        var previous = _parts[i - 1];
        var next = _parts[i + 1];
        if (ObjectKind(previous.Keyword) is var kind && kind != SqlIdentifierKind.Unknown)
        {
            return Name(kind);
        }

        var isFirst = previous.Kind is SqlTokenKind.OpenParen or SqlTokenKind.Comma;
        var isLast = next.Kind is SqlTokenKind.CloseParen or SqlTokenKind.Comma or SqlTokenKind.Semicolon;
        if (!isFirst)
        {
            var isType = !isLast || _parts[i - 2].Kind is SqlTokenKind.OpenParen or SqlTokenKind.Comma;
            return Place(isType && Top.AfterOperand && _statement.Kind is SqlStatementKind.Create ? SqlPosition.TypeName : SqlPosition.Unknown);
        }

        ref var outer = ref _frames[_depth - 1];
        if (isLast && (_parts[Top.Open - 1].Keyword == SqlKeyword.With || outer.Object == SqlIdentifierKind.Function))
        {
            return Place(SqlPosition.Fragment);
        }

        var isColumnList = _statement.Kind == SqlStatementKind.Copy || _parts[Top.Open - 1].Keyword is SqlKeyword.Key or SqlKeyword.Unique
            || outer.Object is SqlIdentifierKind.Object;
        if (isLast && !isColumnList && _statement.Kind == SqlStatementKind.Create && _depth == 1)
        {
            return Place(SqlPosition.Fragment);
        }

        return Name(IsAlone(i) ? SqlIdentifierKind.ColumnList : SqlIdentifierKind.Column);
    }
}
