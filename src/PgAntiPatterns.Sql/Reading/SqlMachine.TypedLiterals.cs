namespace PgAntiPatterns.Sql;

/// <summary>The type name in front of a literal: date '…', timestamp(3) with time zone '…', double precision '…'.</summary>
internal sealed partial class SqlMachine
{
    private SqlSpan TypeInFrontOf(int i)
    {
        var first = FirstOfType(i - 1);
        return first < 0 ? default : new SqlSpan(_parts[first].Start, _parts[i - 1].End);
    }

    private int FirstOfType(int last)
    {
        var first = last;
        switch (_parts[last].Keyword)
        {
            case SqlKeyword.Zone when _parts[last - 1].Keyword == SqlKeyword.Time && _parts[last - 2].Keyword is SqlKeyword.With or SqlKeyword.Without:
                first = last - 3;
                break;
            case SqlKeyword.Precision:
            case SqlKeyword.Varying:
                return IsTypeWord(last - 1) ? last - 1 : -1;
            case SqlKeyword.End or SqlKeyword.Null or SqlKeyword.True or SqlKeyword.False or SqlKeyword.Default:
                return -1;
        }

        if (_parts[first].Kind == SqlTokenKind.CloseParen)
        {
            first = _parts.PartnerOf(first) - 1;
        }

        if (first < 0 || !IsTypeWord(first))
        {
            return -1;
        }

        while (_parts[first - 1].Kind == SqlTokenKind.Dot && IsTypeWord(first - 2))
        {
            first -= 2;
        }

        return first;
    }

    /// <summary>A hole behind INTERVAL, or behind another such type that is itself the operand of an operator: a column may be called date.</summary>
    private bool IsLiteralDue(int i)
    {
        if (!IsDateOrTime(i - 1))
        {
            return false;
        }

        var first = FirstOfType(i - 1);
        return _parts[first].Keyword == SqlKeyword.Interval || _parts[first - 1].Kind == SqlTokenKind.Operator || _parts[first - 1].Keyword == SqlKeyword.Between;
    }

    /// <summary>The fields that an interval's literal is told to hold: '…' day to second(3).</summary>
    private SqlSpan SuffixBehind(int i)
    {
        if (!IsField(i + 1))
        {
            return default;
        }

        var last = _parts[i + 2].Keyword == SqlKeyword.To && IsField(i + 3) ? i + 3 : i + 1;
        if (_parts[last + 1].Kind == SqlTokenKind.OpenParen && _parts.PartnerOf(last + 1) is var close && close == last + 3)
        {
            last = close;
        }

        return new SqlSpan(_parts[i + 1].Start, _parts[last].End);
    }

    private bool IsField(int i) => _parts[i].Kind == SqlTokenKind.Word && _parts[i].Token.Length <= 6
        && _parts[i].Token.Span.Of(_text).ToLowerInvariant() is "year" or "month" or "day" or "hour" or "minute" or "second";

    private bool IsTypeWord(int i) => _parts[i].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier;

    /// <summary>One of the types whose literals are written with the type in front as a habit.</summary>
    private bool IsDateOrTime(int last)
    {
        var first = FirstOfType(last);
        return first >= 0 && _parts[first].Kind == SqlTokenKind.Word && _parts[first].Token.Length <= 11
            && _parts[first].Token.Span.Of(_text).ToLowerInvariant() is "interval" or "date" or "time" or "timestamp" or "timestamptz" or "timetz";
    }
}
