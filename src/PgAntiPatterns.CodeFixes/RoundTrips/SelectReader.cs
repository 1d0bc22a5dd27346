using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Reads the tokens of one statement.</summary>
internal sealed class SelectReader(string text, int start, List<SqlToken> tokens)
{
    private static readonly HashSet<string> OfMoreThanARow = new(StringComparer.OrdinalIgnoreCase)
    {
        "distinct", "all", "into", "group", "having", "window", "over", "filter", "union", "intersect", "except", "limit", "offset", "fetch", "for", "lateral", "returning", "tablesample",
    };

    private readonly List<int> _depths = Depths(tokens);

    /// <summary>The statement; null where rows of many keys would not be the rows of each.</summary>
    public KeyedSelect? Read(LiteralExpressionSyntax literal, string? parameter)
    {
        var from = Find("from");
        var where = Find("where");
        var order = Find("order");
        var end = order < 0 ? tokens.Count : order;
        if (tokens.Count < 8 || !Is(0, "select") || from < 2 || where < from + 2 || end < where || _depths[_depths.Count - 1] != 0
            || tokens.Any(token => token.Kind is SqlTokenKind.Word && OfMoreThanARow.Contains(Word(token)))
            || Enumerable.Range(1, tokens.Count - 1).Any(at => Is(at, "select") && at < where || Is(at, "or", "between", "case") && at > where && at < end && _depths[at] == 0)
            || tokens.Skip(from).Take(where - from).Any(token => token.Kind is SqlTokenKind.OpenParen))
        {
            return null;
        }

        var list = new SelectList(text, tokens, _depths);
        var placeholders = tokens.Where(token => token.IsPlaceholder).ToList();
        var meant = placeholders.Where(token => parameter is null ? token.Kind is SqlTokenKind.PositionalPlaceholder : string.Equals(Word(token).Substring(1), parameter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (meant is not [var key] || tokens.IndexOf(key) is var at && (at >= end || _depths[at] != 0 || !IsEquality(at, where, end)))
        {
            return null;
        }

        var first = at - 2;
        while (tokens[first - 1].Kind is SqlTokenKind.Dot)
        {
            first -= 2;
        }

        var column = text.Substring(tokens[first].Start, tokens[at - 2].End - tokens[first].Start);
        if (!(first - 1 == where || Is(first - 1, "and")) || list.Items(from) is not { } items)
        {
            return null;
        }

        var missing = list.Missing(items, from);
        var isStar = items.Any(item => item.EndsWith("*", StringComparison.Ordinal));
        if (missing is null && items.Any(SelectedItem.HasAggregate) || missing is not null && order >= 0 || isStar && tokens.Skip(from).Take(where - from).Any(token => token.Kind is SqlTokenKind.Comma || token.Kind is SqlTokenKind.Word && Word(token).Equals("join", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new KeyedSelect(literal, column, items.Select(SelectedItem.NameOf).ToList())
        {
            Placeholder = Word(key),
            PlaceholderAt = start + key.Start,
            ListEnd = start + tokens[from - 1].End,
            End = start + tokens[tokens.Count - 1].End,
            KeyOrdinal = isStar ? null : items.FindIndex(item => SelectedItem.IsColumn(item, column)),
            Missing = missing,
            Placeholders = placeholders.Select(Word).Distinct().ToList(),
        };
    }

    private bool IsEquality(int at, int where, int end) =>
        at - 2 > where && tokens[at - 1].Kind is SqlTokenKind.Operator && Word(tokens[at - 1]) == "=" && tokens[at - 2].Kind is SqlTokenKind.Word && (at + 1 == end || Is(at + 1, "and"));

    private int Find(string word) => Enumerable.Range(0, tokens.Count).Where(at => _depths[at] == 0 && Is(at, word)).Append(-1).First();

    private bool Is(int at, params string[] words) => tokens[at].Kind is SqlTokenKind.Word && words.Contains(Word(tokens[at]), StringComparer.OrdinalIgnoreCase);

    private string Word(SqlToken token) => token.Span.Of(text);

    /// <summary>How many parentheses are open around each token.</summary>
    private static List<int> Depths(List<SqlToken> tokens)
    {
        var depth = 0;
        return tokens.Select(token => token.Kind switch
        {
            SqlTokenKind.OpenParen => depth++,
            SqlTokenKind.CloseParen => --depth,
            _ => depth,
        }).ToList();
    }
}
