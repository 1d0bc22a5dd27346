namespace PgAntiPatterns.Sql;

/// <summary>A literal, quoted identifier or comment that has something of interest inside.</summary>
internal sealed class SqlLiteral
{
    private readonly string _text;

    public SqlLiteral(string text, SqlToken token)
    {
        _text = text;
        Token = token;
        (InsideStart, InsideEnd) = InsideOf(text, token);
    }

    public SqlToken Token { get; }

    public SqlTokenKind Kind => Token.Kind;

    public int Start => Token.Start;

    public int End => Token.End;

    public bool IsUnterminated => Token.IsUnterminated;

    /// <summary>Where the inside begins, behind the opening quote.</summary>
    public int InsideStart { get; }

    /// <summary>Where the inside ends, at the closing quote.</summary>
    public int InsideEnd { get; }

    /// <summary>The inside as it is written, up to the offset; other holes are in it as <see cref="SqlTemplate.HoleChar"/>.</summary>
    public string Before(int offset) => offset <= InsideStart ? "" : _text.Substring(InsideStart, Math.Min(offset, InsideEnd) - InsideStart);

    /// <summary>The inside as it is written, from the offset on.</summary>
    public string After(int offset) => offset >= InsideEnd ? "" : _text.Substring(Math.Max(offset, InsideStart), InsideEnd - Math.Max(offset, InsideStart));

    private static (int Start, int End) InsideOf(string text, SqlToken token)
    {
        var open = token.Start;
        switch (token.Kind)
        {
            case SqlTokenKind.LineComment:
                return (open + 2, token.End);
            case SqlTokenKind.BlockComment:
                return (open + 2, token.IsUnterminated ? token.End : token.End - 2);
            case SqlTokenKind.DollarString:
                var tag = text.IndexOf('$', open + 1) + 1 - open;
                return (open + tag, token.IsUnterminated ? token.End : token.End - tag);
            case SqlTokenKind.QuotedIdentifier:
                var quote = text.IndexOf('"', open) + 1;
                return (quote, token.IsUnterminated ? Math.Max(quote, token.End) : token.End - 1);
            default:
                var apostrophe = text.IndexOf('\'', open) + 1;
                return (apostrophe, token.IsUnterminated ? Math.Max(apostrophe, token.End) : token.End - 1);
        }
    }
}
