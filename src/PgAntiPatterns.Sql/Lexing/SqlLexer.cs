namespace PgAntiPatterns.Sql;

/// <summary>
/// Cuts SQL into tokens by the rules of PostgreSQL 18's scanner, with Npgsql's named placeholders on top.
/// Lossless, linear in the length of the text, and without an opinion on bad input: every text has tokens.
/// Strings are read with standard_conforming_strings on, the server's default since 9.1.
/// </summary>
internal sealed partial class SqlLexer
{
    private readonly SqlTemplate _template;
    private readonly string _text;
    private SqlToken[] _tokens;
    private int _count;
    private int _position;
    private int _nextHole;
    private int _brackets;
    private int _signsUntil;
    private SqlTokenTraits _traits;

    private SqlLexer(SqlTemplate template)
    {
        _template = template;
        _text = template.Text;
        _tokens = new SqlToken[Math.Max(8, (_text.Length / 4) + 2)];
    }

    public static SqlToken[] Tokenize(SqlTemplate template)
    {
        var lexer = new SqlLexer(template);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (_position < _text.Length)
        {
            var start = _position;
            _traits = SqlTokenTraits.None;
            var kind = Next(_text[start]);
            Add(kind, start);
        }

        Array.Resize(ref _tokens, _count);
    }

    private void Add(SqlTokenKind kind, int start)
    {
        var holes = _template.Holes;
        if (_nextHole < holes.Count && holes[_nextHole] < _position)
        {
            _traits |= SqlTokenTraits.Hole;
            while (_nextHole < holes.Count && holes[_nextHole] < _position)
            {
                _nextHole++;
            }
        }

        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, _count * 2);
        }

        _tokens[_count++] = new SqlToken(kind, start, _position, _traits);
    }

    private SqlTokenKind Next(char c)
    {
        if (SqlCharacters.IsIdentifierStart(c))
        {
            return c == SqlTemplate.HoleChar && IsLoneHole() ? Single(SqlTokenKind.Hole) : WordOrPrefixedLiteral(c);
        }

        if (SqlCharacters.IsSpace(c))
        {
            return Whitespace();
        }

        if (SqlCharacters.IsDigit(c))
        {
            return Number();
        }

        if (SqlCharacters.IsOperatorSign(c))
        {
            return CommentOrOperator(c);
        }

        switch (c)
        {
            case '\'':
                return Quoted(SqlTokenKind.String, _position + 1);
            case '"':
                return QuotedIdentifier(_position + 1);
            case '$':
                return Dollar();
            case ',':
                return Single(SqlTokenKind.Comma);
            case '(':
                return Single(SqlTokenKind.OpenParen);
            case ')':
                return Single(SqlTokenKind.CloseParen);
            case '[':
                _brackets++;
                return Single(SqlTokenKind.OpenBracket);
            case ']':
                _brackets = Math.Max(0, _brackets - 1);
                return Single(SqlTokenKind.CloseBracket);
            case ';':
                _brackets = 0;
                return Single(SqlTokenKind.Semicolon);
            case '.':
                return DotOrNumber();
            case ':':
                return Colon();
            default:
                return Single(SqlTokenKind.Unknown);
        }
    }

    private char At(int offset) => offset < _text.Length ? _text[offset] : '\0';

    private SqlTokenKind Single(SqlTokenKind kind) => Until(_position + 1, kind);

    private SqlTokenKind Until(int end, SqlTokenKind kind)
    {
        _position = end;
        return kind;
    }

    private SqlTokenKind Whitespace()
    {
        var i = _position + 1;
        while (i < _text.Length && SqlCharacters.IsSpace(_text[i]))
        {
            i++;
        }

        return Until(i, SqlTokenKind.Whitespace);
    }

    /// <summary>A hole stands alone unless an identifier goes on right after it; what goes before has taken it already.</summary>
    private bool IsLoneHole()
    {
        if (!_template.IsHole(_position))
        {
            return false;
        }

        var next = _position + 1;
        return next >= _text.Length || !SqlCharacters.IsIdentifierPart(_text[next]) || _template.IsHole(next);
    }

    private SqlTokenKind WordOrPrefixedLiteral(char c)
    {
        switch (At(_position + 1))
        {
            case '\'':
                switch (c)
                {
                    case 'e' or 'E':
                        return Quoted(SqlTokenKind.EscapeString, _position + 2);
                    case 'b' or 'B':
                        return Quoted(SqlTokenKind.BitString, _position + 2);
                    case 'x' or 'X':
                        return Quoted(SqlTokenKind.HexString, _position + 2);
                    case 'n' or 'N':
                        return Quoted(SqlTokenKind.NationalString, _position + 2);
                }

                break;
            case '&' when c is 'u' or 'U':
                switch (At(_position + 2))
                {
                    case '\'':
                        return Quoted(SqlTokenKind.UnicodeString, _position + 3);
                    case '"':
                        return QuotedIdentifier(_position + 3);
                }

                break;
        }

        return Until(EndOfIdentifier(_position + 1), SqlTokenKind.Word);
    }

    private int EndOfIdentifier(int i)
    {
        while (i < _text.Length && SqlCharacters.IsIdentifierPart(_text[i]))
        {
            i++;
        }

        return i;
    }
}
