namespace PgAntiPatterns.Sql;

/// <summary>A token that means something, with the keyword it may be.</summary>
internal readonly struct SqlPart(SqlToken token, SqlKeyword keyword)
{
    public SqlToken Token { get; } = token;

    public SqlKeyword Keyword { get; } = keyword;

    public SqlTokenKind Kind => Token.Kind;

    public int Start => Token.Start;

    public int End => Token.End;

    public bool HasHole => Token.HasHole;
}

/// <summary>The tokens of a text without white space and comments, with the partner of every parenthesis and bracket.</summary>
internal sealed class SqlParts
{
    /// <summary>What stands in front of the first part and behind the last one.</summary>
    private static readonly SqlPart Nothing = new(new SqlToken(SqlTokenKind.Semicolon, 0, 0, SqlTokenTraits.None), SqlKeyword.None);

    private readonly SqlTemplate _template;
    private readonly List<SqlPart> _parts;
    private int[] _partners = [];

    public SqlParts(SqlTemplate template, SqlToken[] tokens)
    {
        _template = template;
        _parts = new List<SqlPart>((tokens.Length / 2) + 1);
        foreach (var token in tokens)
        {
            if (!token.IsTrivia)
            {
                Add(token);
            }
        }

        Pair();
    }

    public int Count => _parts.Count;

    public SqlPart this[int i] => i >= 0 && i < _parts.Count ? _parts[i] : Nothing;

    /// <summary>The index of the parenthesis or bracket that belongs to this one, or -1.</summary>
    public int PartnerOf(int i) => _partners[i];

    public bool Touch(int left, int right) => left >= 0 && right < _parts.Count && _parts[left].End == _parts[right].Start;

    private void Add(SqlToken token)
    {
        if (token.Kind != SqlTokenKind.Word)
        {
            _parts.Add(new SqlPart(token, SqlKeyword.None));
            return;
        }

        if (token.HasHole && SplitAtKeyword(token))
        {
            return;
        }

        _parts.Add(new SqlPart(token, token.HasHole ? SqlKeyword.None : SqlKeywords.Find(_template.Text, token.Start, token.End)));
    }

    /// <summary>
    /// A reserved word glued to a hole, <c>where{filter}</c> or <c>{columns}from</c>, is no name: what fills the hole brings the blank.
    /// </summary>
    private bool SplitAtKeyword(SqlToken token)
    {
        var first = token.Start;
        while (!_template.IsHole(first))
        {
            first++;
        }

        var last = token.End - 1;
        while (!_template.IsHole(last))
        {
            last--;
        }

        var before = first == token.Start ? SqlKeyword.None : SqlKeywords.Find(_template.Text, token.Start, first);
        var after = last == token.End - 1 ? SqlKeyword.None : SqlKeywords.Find(_template.Text, last + 1, token.End);
        var splitBefore = EndsBeforeHole(before);
        var splitAfter = BeginsBehindHole(after);
        if (first != last || (!splitBefore && !splitAfter))
        {
            return false;
        }

        if (splitBefore)
        {
            _parts.Add(new SqlPart(new SqlToken(SqlTokenKind.Word, token.Start, first, SqlTokenTraits.None), before));
        }

        var start = splitBefore ? first : token.Start;
        var end = splitAfter ? last + 1 : token.End;
        var kind = end - start == 1 ? SqlTokenKind.Hole : SqlTokenKind.Word;
        _parts.Add(new SqlPart(new SqlToken(kind, start, end, SqlTokenTraits.Hole), SqlKeyword.None));
        if (splitAfter)
        {
            _parts.Add(new SqlPart(new SqlToken(SqlTokenKind.Word, last + 1, token.End, SqlTokenTraits.None), after));
        }

        return true;
    }

    private static bool EndsBeforeHole(SqlKeyword keyword) => BeginsBehindHole(keyword) || keyword is
        SqlKeyword.Not or SqlKeyword.On or SqlKeyword.In or SqlKeyword.Like or SqlKeyword.Ilike or SqlKeyword.By or SqlKeyword.Set or SqlKeyword.Values
        or SqlKeyword.Into or SqlKeyword.Asc or SqlKeyword.Desc or SqlKeyword.Null or SqlKeyword.True or SqlKeyword.False or SqlKeyword.End;

    /// <summary>Fewer than in front of a hole: {prefix}set and {prefix}values may well be tables.</summary>
    private static bool BeginsBehindHole(SqlKeyword keyword) => keyword is
        SqlKeyword.Where or SqlKeyword.And or SqlKeyword.Or or SqlKeyword.From or SqlKeyword.Select or SqlKeyword.Having
        or SqlKeyword.Limit or SqlKeyword.Offset or SqlKeyword.Union or SqlKeyword.Returning or SqlKeyword.Join;

    private void Pair()
    {
        _partners = new int[_parts.Count];
        var open = new Stack<int>();
        for (var i = 0; i < _parts.Count; i++)
        {
            _partners[i] = -1;
            switch (_parts[i].Kind)
            {
                case SqlTokenKind.OpenParen or SqlTokenKind.OpenBracket:
                    open.Push(i);
                    break;
                case SqlTokenKind.CloseParen or SqlTokenKind.CloseBracket:
                    var wanted = _parts[i].Kind == SqlTokenKind.CloseParen ? SqlTokenKind.OpenParen : SqlTokenKind.OpenBracket;
                    if (open.Count > 0 && _parts[open.Peek()].Kind == wanted)
                    {
                        _partners[i] = open.Pop();
                        _partners[_partners[i]] = i;
                    }

                    break;
            }
        }
    }
}
