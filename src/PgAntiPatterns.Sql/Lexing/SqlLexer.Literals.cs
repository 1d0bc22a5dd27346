namespace PgAntiPatterns.Sql;

/// <summary>Quoted literals, dollar quotes and quoted identifiers.</summary>
internal sealed partial class SqlLexer
{
    private SqlTokenKind Quoted(SqlTokenKind kind, int i)
    {
        while (true)
        {
            i = kind == SqlTokenKind.EscapeString ? NextQuoteBehindEscapes(i) : _text.IndexOf('\'', i);
            if (i < 0)
            {
                return Unterminated(kind);
            }

            if (At(i + 1) == '\'' && kind is not (SqlTokenKind.BitString or SqlTokenKind.HexString))
            {
                i += 2;
                continue;
            }

            var next = SqlLiteralText.ContinuationAfter(_text, i + 1);
            if (next < 0)
            {
                return Until(i + 1, kind);
            }

            i = next + 1;
        }
    }

    private int NextQuoteBehindEscapes(int i)
    {
        for (; i < _text.Length; i++)
        {
            switch (_text[i])
            {
                case '\'':
                    return i;
                case '\\':
                    i++;
                    break;
            }
        }

        return -1;
    }

    private SqlTokenKind Unterminated(SqlTokenKind kind)
    {
        _traits |= SqlTokenTraits.Unterminated;
        return Until(_text.Length, kind);
    }

    private SqlTokenKind QuotedIdentifier(int i)
    {
        while (true)
        {
            i = _text.IndexOf('"', i);
            if (i < 0)
            {
                return Unterminated(SqlTokenKind.QuotedIdentifier);
            }

            if (At(i + 1) != '"')
            {
                return Until(i + 1, SqlTokenKind.QuotedIdentifier);
            }

            i += 2;
        }
    }

    private SqlTokenKind Dollar()
    {
        var next = _position + 1;
        if (SqlCharacters.IsDigit(At(next)))
        {
            return Positional(next);
        }

        var tagEnd = next;
        if (tagEnd < _text.Length && SqlCharacters.IsIdentifierStart(_text[tagEnd]))
        {
            do
            {
                tagEnd++;
            }
            while (tagEnd < _text.Length && SqlCharacters.IsDollarTagPart(_text[tagEnd]));
        }

        var isTagged = At(tagEnd) == '$' && !(tagEnd > next && IsHoleWithin(next, tagEnd));
        if (isTagged)
        {
            return DollarString(tagEnd);
        }

        if (_template.IsHole(next) && (next + 1 == _text.Length || !SqlCharacters.IsIdentifierPart(_text[next + 1])))
        {
            return Until(next + 1, SqlTokenKind.PositionalPlaceholder);
        }

        return Single(SqlTokenKind.Unknown);
    }

    private bool IsHoleWithin(int start, int end)
    {
        var holes = _template.Holes;
        return _nextHole < holes.Count && holes[_nextHole] >= start && holes[_nextHole] < end;
    }

    private SqlTokenKind DollarString(int tagEnd)
    {
        var tag = _text.Substring(_position, tagEnd + 1 - _position);
        var close = _text.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
        return close < 0 ? Unterminated(SqlTokenKind.DollarString) : Until(close + tag.Length, SqlTokenKind.DollarString);
    }

    private SqlTokenKind Positional(int i)
    {
        while (SqlCharacters.IsDigit(At(i)))
        {
            i++;
        }

        return Until(EndOfJunk(i), SqlTokenKind.PositionalPlaceholder);
    }
}
