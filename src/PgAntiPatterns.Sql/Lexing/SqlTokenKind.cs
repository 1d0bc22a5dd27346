namespace PgAntiPatterns.Sql;

/// <summary>What a token is, by the rules of PostgreSQL's scanner and of Npgsql's placeholders.</summary>
internal enum SqlTokenKind : byte
{
    Whitespace,
    LineComment,
    BlockComment,

    /// <summary>An unquoted identifier or keyword; holes may be glued into it.</summary>
    Word,

    /// <summary><c>"…"</c> or <c>U&amp;"…"</c>.</summary>
    QuotedIdentifier,

    /// <summary><c>'…'</c>, with its continuations on further lines.</summary>
    String,

    /// <summary><c>E'…'</c>, the one kind of literal in which a backslash escapes.</summary>
    EscapeString,

    /// <summary><c>N'…'</c>.</summary>
    NationalString,

    /// <summary><c>U&amp;'…'</c>.</summary>
    UnicodeString,

    /// <summary><c>B'…'</c>.</summary>
    BitString,

    /// <summary><c>X'…'</c>.</summary>
    HexString,

    /// <summary><c>$tag$…$tag$</c>.</summary>
    DollarString,

    Number,

    /// <summary><c>$1</c>, or <c>$</c> with a hole.</summary>
    PositionalPlaceholder,

    /// <summary><c>@name</c> or <c>:name</c> where Npgsql sees a placeholder; the name may hold a hole.</summary>
    NamedPlaceholder,

    Operator,
    Dot,
    DotDot,
    Comma,
    Semicolon,
    Colon,
    TypeCast,
    ColonEquals,
    EqualsGreater,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,

    /// <summary>A hole that stands on its own.</summary>
    Hole,

    /// <summary>A character that begins nothing in SQL.</summary>
    Unknown,
}
