namespace PgAntiPatterns.Sql;

/// <summary>One token of the SQL text; the tokens of a text join to the text again.</summary>
internal readonly struct SqlToken(SqlTokenKind kind, int start, int end, SqlTokenTraits traits)
{
    private readonly SqlTokenTraits _traits = traits;

    public SqlTokenKind Kind { get; } = kind;

    public int Start { get; } = start;

    public int End { get; } = end;

    public int Length => End - Start;

    /// <summary>A literal, quoted identifier or comment that the text ends in.</summary>
    public bool IsUnterminated => (_traits & SqlTokenTraits.Unterminated) != 0;

    /// <summary>A number or placeholder with something glued to its end that the server refuses.</summary>
    public bool IsMalformed => (_traits & SqlTokenTraits.Malformed) != 0;

    public bool HasHole => (_traits & SqlTokenTraits.Hole) != 0;

    public bool IsTrivia => Kind <= SqlTokenKind.BlockComment;

    public bool IsString => Kind is >= SqlTokenKind.String and <= SqlTokenKind.DollarString;

    public bool IsPlaceholder => Kind is SqlTokenKind.PositionalPlaceholder or SqlTokenKind.NamedPlaceholder;

    public SqlSpan Span => new(Start, End);

    public override string ToString() => $"{Kind} [{Start}..{End})";
}

/// <summary>What else is to be said about a token.</summary>
[Flags]
internal enum SqlTokenTraits : byte
{
    None = 0,
    Unterminated = 1,
    Malformed = 2,
    Hole = 4,
}
