namespace PgAntiPatterns.Sql;

/// <summary>Comments, operators, colons, dots and numbers.</summary>
internal sealed partial class SqlLexer
{
    private SqlTokenKind CommentOrOperator(char c)
    {
        var next = At(_position + 1);
        if (c == '-' && next == '-')
        {
            return LineComment();
        }

        if (c == '/' && next == '*')
        {
            return BlockComment();
        }

        if (_position < _signsUntil)
        {
            // The rest of a run of signs that has no telling sign: one + or - at a time.
            return Single(SqlTokenKind.Operator);
        }

        return c == '@' && IsPlaceholderStart(_position) ? NamedPlaceholder() : Operator();
    }

    private SqlTokenKind LineComment()
    {
        var i = _text.IndexOfAny(NewLines, _position + 2);
        return Until(i < 0 ? _text.Length : i, SqlTokenKind.LineComment);
    }

    private SqlTokenKind BlockComment()
    {
        var depth = 1;
        var i = _position + 2;
        while (i < _text.Length)
        {
            switch (_text[i])
            {
                case '*' when At(i + 1) == '/':
                    i += 2;
                    if (--depth == 0)
                    {
                        return Until(i, SqlTokenKind.BlockComment);
                    }

                    break;
                case '/' when At(i + 1) == '*':
                    i += 2;
                    depth++;
                    break;
                default:
                    i++;
                    break;
            }
        }

        return Unterminated(SqlTokenKind.BlockComment);
    }

    private SqlTokenKind Operator()
    {
        var start = _position;
        var lastTelling = -1;
        var lastOther = start - 1;
        var end = start;
        for (; end < _text.Length && SqlCharacters.IsOperatorSign(_text[end]); end++)
        {
            var c = _text[end];
            if (end > start && (IsCommentStart(end, c) || (c == '@' && IsPlaceholderStart(end))))
            {
                break;
            }

            if (SqlCharacters.IsTellingSign(c))
            {
                lastTelling = end;
            }

            if (c is not ('+' or '-'))
            {
                lastOther = end;
            }
        }

        if (lastOther < end - 1 && lastTelling < 0)
        {
            _signsUntil = end;
            end = Math.Max(lastOther, start) + 1;
        }

        var isArrow = end - start == 2 && _text[start] == '=' && _text[start + 1] == '>';
        return Until(end, isArrow ? SqlTokenKind.EqualsGreater : SqlTokenKind.Operator);
    }

    private bool IsCommentStart(int i, char c) => (c == '-' && At(i + 1) == '-') || (c == '/' && At(i + 1) == '*');

    /// <summary>Npgsql's rule: not doubled, and a character of a parameter name right behind.</summary>
    private bool IsPlaceholderStart(int i)
    {
        if (i > 0 && _text[i - 1] == _text[i])
        {
            return false;
        }

        var next = At(i + 1);
        return SqlCharacters.IsParameterNamePart(next) || (next == SqlTemplate.HoleChar && _template.IsHole(i + 1));
    }

    private SqlTokenKind NamedPlaceholder()
    {
        var i = _position + 1;
        while (i < _text.Length && (SqlCharacters.IsParameterNamePart(_text[i]) || (_text[i] == SqlTemplate.HoleChar && _template.IsHole(i))))
        {
            i++;
        }

        return Until(i, SqlTokenKind.NamedPlaceholder);
    }

    private SqlTokenKind Colon()
    {
        switch (At(_position + 1))
        {
            case ':':
                return Until(_position + 2, SqlTokenKind.TypeCast);
            case '=':
                return Until(_position + 2, SqlTokenKind.ColonEquals);
            // A hole behind a colon in brackets is the bound of a slice.
            case SqlTemplate.HoleChar when _brackets > 0:
                return Single(SqlTokenKind.Colon);
            default:
                return IsPlaceholderStart(_position) ? NamedPlaceholder() : Single(SqlTokenKind.Colon);
        }
    }

    private SqlTokenKind DotOrNumber()
    {
        var next = At(_position + 1);
        if (next == '.')
        {
            return Until(_position + 2, SqlTokenKind.DotDot);
        }

        return SqlCharacters.IsDigit(next) ? Number() : Single(SqlTokenKind.Dot);
    }

    private SqlTokenKind Number()
    {
        var i = _position;
        var radix = _text[i] == '0' ? RadixOf(At(i + 1)) : 10;
        if (radix != 10)
        {
            var end = EndOfDigits(i + 2, radix, mayOpenWithUnderscore: true);
            return Until(EndOfJunk(end > i + 2 ? end : i + 1, hasLetter: true), SqlTokenKind.Number);
        }

        var digits = i;
        if (_text[i] != '.')
        {
            i = EndOfDigits(i, 10, mayOpenWithUnderscore: false);
        }

        // Two dots belong to a range: 1..10.
        if (At(i) == '.' && At(i + 1) != '.')
        {
            digits = i + 1;
            i = EndOfDigits(digits, 10, mayOpenWithUnderscore: false);
        }

        var hasLetter = false;
        if (At(i) is 'e' or 'E')
        {
            var isSigned = At(i + 1) is '+' or '-';
            var exponent = isSigned ? i + 2 : i + 1;
            if (SqlCharacters.IsDigit(At(exponent)))
            {
                digits = exponent;
                i = EndOfDigits(exponent, 10, mayOpenWithUnderscore: false);
                hasLetter = !isSigned;
            }
            else if (isSigned)
            {
                _traits |= SqlTokenTraits.Malformed;
                return Until(exponent, SqlTokenKind.Number);
            }
        }

        hasLetter |= _text.IndexOf('_', digits, i - digits) >= 0;
        return Until(EndOfJunk(i, hasLetter), SqlTokenKind.Number);
    }

    private static int RadixOf(char c) => c switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 10,
    };

    private int EndOfDigits(int i, int radix, bool mayOpenWithUnderscore)
    {
        var isFirst = !mayOpenWithUnderscore;
        while (true)
        {
            var at = !isFirst && At(i) == '_' ? i + 1 : i;
            if (!IsDigit(At(at), radix))
            {
                return i;
            }

            i = at + 1;
            isFirst = false;
        }
    }

    private static bool IsDigit(char c, int radix) => radix == 16
        ? SqlCharacters.IsDigit(c) || (char)(c | 0x20) is >= 'a' and <= 'f'
        : c >= '0' && c - '0' < radix;

    /// <summary>
    /// Letters glued to the end of a number or of $1 make one malformed token of both, as the server sees it.
    /// Behind a letter or underscore that is part of the number the whole may also be read as a number with an identifier glued to it; the longer reading wins.
    /// </summary>
    private int EndOfJunk(int i, bool hasLetter = false)
    {
        if (i >= _text.Length || !(hasLetter ? SqlCharacters.IsIdentifierPart(_text[i]) : SqlCharacters.IsIdentifierStart(_text[i])))
        {
            return i;
        }

        _traits |= SqlTokenTraits.Malformed;
        return EndOfIdentifier(i + 1);
    }

    private static readonly char[] NewLines = ['\n', '\r'];
}
