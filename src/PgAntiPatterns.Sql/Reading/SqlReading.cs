namespace PgAntiPatterns.Sql;

/// <summary>What was read in a text: its statements, and where its holes and placeholders stand.</summary>
internal sealed class SqlReading(
    SqlTemplate template,
    SqlToken[] tokens,
    IReadOnlyList<SqlStatement> statements,
    IReadOnlyList<HoleReading> holes,
    IReadOnlyList<SqlPlaceholder> placeholders,
    IReadOnlyList<QuotedPlaceholder> quotedPlaceholders,
    int npgsqlStatementCount)
{
    public SqlTemplate Template { get; } = template;

    public SqlToken[] Tokens { get; } = tokens;

    /// <summary>The statements as the server separates them; there is none behind the last semicolon.</summary>
    public IReadOnlyList<SqlStatement> Statements { get; } = statements;

    /// <summary>One reading per hole of the template, in its order.</summary>
    public IReadOnlyList<HoleReading> Holes { get; } = holes;

    public IReadOnlyList<SqlPlaceholder> Placeholders { get; } = placeholders;

    /// <summary>What looks like a placeholder and stands inside a literal, where it is none.</summary>
    public IReadOnlyList<QuotedPlaceholder> QuotedPlaceholders { get; } = quotedPlaceholders;

    /// <summary>
    /// In how many statements Npgsql cuts the text where it cuts at all: unlike the server it counts a comment
    /// or a semicolon behind the last semicolon, and knows no BEGIN ATOMIC.
    /// </summary>
    public int NpgsqlStatementCount { get; } = npgsqlStatementCount;
}

/// <summary>One statement of the text.</summary>
internal sealed class SqlStatement(SqlStatementKind kind, int start)
{
    public SqlStatementKind Kind { get; internal set; } = kind;

    public int Start { get; } = start;

    public int End { get; internal set; } = start;

    /// <summary>Opens with WITH; <see cref="Kind"/> is what follows the common tables.</summary>
    public bool HasCommonTables { get; internal set; }

    /// <summary>False where the server is known to refuse parameters.</summary>
    public bool AcceptsParameters { get; internal set; } = true;

    /// <summary>What the statement is about, where it has one name: the channel of NOTIFY, the setting of SET.</summary>
    public SqlSpan Target { get; internal set; }

    /// <summary>SET LOCAL.</summary>
    public bool IsLocal { get; internal set; }

    public override string ToString() => $"{Kind} [{Start}..{End})";
}

/// <summary>Where a hole stands.</summary>
internal sealed class HoleReading(int offset, SqlPosition inside, SqlPlace place, SqlLiteral? literal, bool isGluedBefore, bool isGluedAfter)
{
    public int Offset { get; } = offset;

    public SqlPosition Position => inside == SqlPosition.Unknown ? Place.Position : inside;

    /// <summary>The place of the token that the hole is or belongs to: for a hole inside a literal, the role of the whole literal.</summary>
    public SqlPlace Place { get; } = place;

    /// <summary>The literal, quoted identifier or comment around the hole.</summary>
    public SqlLiteral? Literal { get; } = literal;

    /// <summary>An identifier, number or placeholder goes right up to the hole.</summary>
    public bool IsGluedBefore { get; } = isGluedBefore;

    /// <summary>An identifier, number or placeholder goes on right behind the hole.</summary>
    public bool IsGluedAfter { get; } = isGluedAfter;

    public override string ToString() => Position == Place.Position ? $"{Place}" : $"{Position} as {Place}";
}

/// <summary>A placeholder that Npgsql or the server sees.</summary>
internal sealed class SqlPlaceholder(string name, int number, int start, int end, bool hasHole, bool isDoubtful, SqlPlace place)
{
    /// <summary>The name without its prefix, empty for a positional placeholder.</summary>
    public string Name { get; } = name;

    /// <summary>The number of a positional placeholder, otherwise 0.</summary>
    public int Number { get; } = number;

    public bool IsPositional => Number != 0 || Name.Length == 0;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>The name or number is known at run time only.</summary>
    public bool HasHole { get; } = hasHole;

    /// <summary>SQL of its own if no such parameter is there: the bound of a slice, the operator &lt;@, a JSON key's value.</summary>
    public bool IsDoubtful { get; } = isDoubtful;

    public SqlPlace Place { get; } = place;

    public SqlPosition Position => Place.Position;

    public override string ToString() => $"{(IsPositional ? "$" + Number : Name)}: {Place}";
}

/// <summary>Text inside a literal that would be a placeholder outside.</summary>
internal sealed class QuotedPlaceholder(string name, int number, int start, int end, bool isGlued, SqlLiteral literal, SqlPlace place)
{
    public string Name { get; } = name;

    public int Number { get; } = number;

    public bool IsPositional => Number != 0;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>A letter or digit stands in front of it, as in an address: robot@ledger.example.</summary>
    public bool IsGlued { get; } = isGlued;

    public SqlLiteral Literal { get; } = literal;

    public string Prefix => Literal.Before(Start);

    public string Suffix => Literal.After(End);

    /// <summary>The role of the whole literal.</summary>
    public SqlPlace Place { get; } = place;
}
