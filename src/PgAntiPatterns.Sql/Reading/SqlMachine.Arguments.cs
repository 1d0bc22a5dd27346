namespace PgAntiPatterns.Sql;

/// <summary>The arguments of a function: a value, unless the text speaks for a column.</summary>
internal sealed partial class SqlMachine
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg",
        "bool_and", "bool_or", "every", "bit_and", "bit_or", "stddev", "variance", "percentile_cont", "percentile_disc", "mode",
        "lag", "lead", "first_value", "last_value", "nth_value", "any_value",
    };

    private SqlPlace ArgumentPlace(int i, bool isAlone, bool isBehindSign)
    {
        ref var frame = ref Top;
        var name = _parts[frame.Open - 1];
        if (name.Keyword == SqlKeyword.Extract)
        {
            return _parts[i + 1].Keyword == SqlKeyword.From ? Place(SqlPosition.Keyword) : Operand(i, SqlPosition.ColumnOrValue);
        }

        if (name.Keyword == SqlKeyword.Exists && isAlone)
        {
            return Place(SqlPosition.Fragment);
        }

        if (isBehindSign || frame.Side == SqlSide.Right || name.Keyword is SqlKeyword.Any or SqlKeyword.All or SqlKeyword.Some)
        {
            return Operand(i, SqlPosition.Value);
        }

        if (frame.Items == 0 && name.Kind == SqlTokenKind.Word && name.Token.Length <= 16 && Aggregates.Contains(name.Token.Span.Of(_text)))
        {
            return Operand(i, SqlPosition.ColumnOrValue);
        }

        return ArgumentOfScalar(i);
    }

    private SqlPlace ArgumentOfScalar(int i)
    {
        var depth = OutermostCall();
        ref var outer = ref _frames[depth - 1];
        var open = _frames[depth].Open;
        switch (outer.Clause)
        {
            case SqlClause.OrderBy or SqlClause.GroupBy:
                return Operand(i, Top.Items == 0 ? SqlPosition.ColumnOrValue : SqlPosition.Value);
            case SqlClause.Where or SqlClause.Condition when outer.Side == SqlSide.Left:
                var close = _parts.PartnerOf(open);
                var isLeft = close >= 0 && IsComparedBehind(close + 1) && !HasColumnWithin(open, close, i);
                return Operand(i, isLeft ? SqlPosition.ColumnOrValue : SqlPosition.Value);
            case SqlClause.SelectList:
                var place = Operand(i, SqlPosition.Value);
                if (place.Position == SqlPosition.Value && _parts[i].Kind == SqlTokenKind.Hole && !HasColumnWithin(open, _parts.PartnerOf(open), i))
                {
                    ref var query = ref _frames[outer.Query];
                    (query.Deferred ??= []).Add(place);
                }

                return place;
            default:
                return Operand(i, SqlPosition.Value);
        }
    }

    /// <summary>The depth of the outermost of the calls that directly hold each other.</summary>
    private int OutermostCall()
    {
        var depth = _depth;
        for (var budget = Reach; budget > 0 && depth > 1 && _frames[depth - 1].Kind == SqlFrameKind.Call; budget--)
        {
            depth--;
        }

        return depth;
    }

    private bool HasColumnWithin(int open, int close, int except)
    {
        for (var i = open + 1; i < close && i <= open + Reach; i++)
        {
            var isName = i != except && _parts[i].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier && _parts[i].Keyword == SqlKeyword.None;
            var isType = _parts[i - 1].Kind == SqlTokenKind.TypeCast || _parts[i - 1].Keyword == SqlKeyword.As;
            if (isName && !isType && _parts[i + 1].Kind != SqlTokenKind.OpenParen)
            {
                return true;
            }
        }

        return false;
    }
}
