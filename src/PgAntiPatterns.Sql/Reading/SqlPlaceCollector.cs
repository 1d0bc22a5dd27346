namespace PgAntiPatterns.Sql;

/// <summary>Writes down where the holes and placeholders of a text stand, token by token.</summary>
internal sealed class SqlPlaceCollector
{
    private readonly SqlTemplate _template;
    private readonly SqlToken[] _tokens;
    private readonly HoleReading[] _holes;
    private readonly List<SqlPlaceholder> _placeholders = [];
    private readonly List<QuotedPlaceholder> _quotedPlaceholders = [];
    private int _next;

    public SqlPlaceCollector(SqlTemplate template, SqlToken[] tokens)
    {
        _template = template;
        _tokens = tokens;
        _holes = new HoleReading[template.Holes.Count];
    }

    public IReadOnlyList<HoleReading> Holes => _holes;

    public IReadOnlyList<SqlPlaceholder> Placeholders => _placeholders;

    public IReadOnlyList<QuotedPlaceholder> QuotedPlaceholders => _quotedPlaceholders;

    /// <summary>Whether anybody will ask for the place of the token.</summary>
    public bool Wants(SqlToken token) =>
        token.HasHole || token.IsPlaceholder || (token.IsString && QuotedPlaceholderScanner.Next(_template.Text, token.Start, token.End) >= 0);

    public void AddComments()
    {
        if (_holes.Length == 0)
        {
            return;
        }

        foreach (var token in _tokens)
        {
            if (token.IsTrivia && token.HasHole)
            {
                AddHoles(token, SqlPosition.InComment, SqlPlace.Unknown, new SqlLiteral(_template.Text, token));
            }
        }

        _next = 0;
    }

    public void Add(SqlToken token, SqlPlace place, bool isDoubtful)
    {
        if (token.IsPlaceholder)
        {
            AddPlaceholder(token, place, isDoubtful);
        }

        var position = PositionInside(token.Kind);
        var literal = position == SqlPosition.Unknown || token.IsPlaceholder ? null : new SqlLiteral(_template.Text, token);
        if (token.HasHole)
        {
            AddHoles(token, position, place, literal);
        }

        if (token.IsString && literal is not null)
        {
            AddQuotedPlaceholders(literal, place);
        }
    }

    private static SqlPosition PositionInside(SqlTokenKind kind) => kind switch
    {
        SqlTokenKind.DollarString => SqlPosition.InDollarQuoted,
        >= SqlTokenKind.String and < SqlTokenKind.DollarString => SqlPosition.InString,
        SqlTokenKind.QuotedIdentifier => SqlPosition.InQuotedIdentifier,
        SqlTokenKind.PositionalPlaceholder or SqlTokenKind.NamedPlaceholder => SqlPosition.InPlaceholder,
        _ => SqlPosition.Unknown,
    };

    private void AddHoles(SqlToken token, SqlPosition inside, SqlPlace place, SqlLiteral? literal)
    {
        var holes = _template.Holes;
        while (holes[_next] < token.Start)
        {
            _next++;
        }

        for (; _next < holes.Count && holes[_next] < token.End; _next++)
        {
            var offset = holes[_next];
            var isName = literal is null;
            _holes[_next] = new HoleReading(offset, inside, place, literal, isName && offset > token.Start, isName && offset + 1 < token.End);
        }
    }

    private void AddPlaceholder(SqlToken token, SqlPlace place, bool isDoubtful)
    {
        var isNamed = token.Kind == SqlTokenKind.NamedPlaceholder;
        var name = isNamed ? _template.Text.Substring(token.Start + 1, token.Length - 1) : "";
        var number = isNamed ? 0 : QuotedPlaceholderScanner.NumberAt(_template.Text, token.Start + 1, token.End);
        _placeholders.Add(new SqlPlaceholder(name, number, token.Start, token.End, token.HasHole, isDoubtful, place));
    }

    private void AddQuotedPlaceholders(SqlLiteral literal, SqlPlace place)
    {
        var text = _template.Text;
        var end = literal.InsideEnd;
        for (var i = QuotedPlaceholderScanner.Next(text, literal.InsideStart, end); i >= 0; i = QuotedPlaceholderScanner.Next(text, i, end))
        {
            var start = i;
            i = QuotedPlaceholderScanner.EndOf(text, start, end);
            var isPositional = text[start] == '$';
            _quotedPlaceholders.Add(new QuotedPlaceholder(
                isPositional ? "" : text.Substring(start + 1, i - start - 1),
                isPositional ? QuotedPlaceholderScanner.NumberAt(text, start + 1, i) : 0,
                start,
                i,
                IsGlued(literal, start),
                literal,
                place));
        }
    }

    private bool IsGlued(SqlLiteral literal, int start)
    {
        var text = _template.Text;
        var hasEscape = literal.Kind == SqlTokenKind.EscapeString && start - 2 >= literal.InsideStart && text[start - 2] == '\\';
        return start > literal.InsideStart && !hasEscape && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_');
    }
}
