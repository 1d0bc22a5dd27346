using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A SELECT of the rows that have one key, which can be asked for many keys at once: without a limit, a union or anything else that looks at more than a row.</summary>
/// <param name="Literal">The literal with the statement.</param>
/// <param name="Column">The column that is compared, as it is written.</param>
/// <param name="Columns">The names of what is selected; null for what has none.</param>
internal sealed record KeyedSelect(LiteralExpressionSyntax Literal, string Column, IReadOnlyList<string?> Columns)
{
    private static readonly HashSet<string> OfMoreThanARow = new(StringComparer.OrdinalIgnoreCase)
    {
        "distinct", "all", "into", "group", "having", "window", "over", "filter", "union", "intersect", "except", "limit", "offset", "fetch", "for", "lateral", "returning", "tablesample",
    };

    private static readonly HashSet<string> RowFunctions = new(StringComparer.OrdinalIgnoreCase) { "coalesce", "lower", "upper", "trim", "length", "round", "abs", "nullif", "concat", "to_char" };

    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "count", "sum", "min", "max", "avg" };

    private string Placeholder { get; init; } = "";
    private int PlaceholderAt { get; init; }
    private int ListEnd { get; init; }
    private int End { get; init; }

    /// <summary>Which of the selected columns the key is; -1 where it is not selected, null where all columns are.</summary>
    public int? KeyOrdinal { get; private init; }

    /// <summary>What the statement answers for a key that has no row, where it counts or sums up; null where it does not.</summary>
    public string? Missing { get; private init; }

    /// <summary>All placeholders of the statement, as they are written.</summary>
    public IReadOnlyList<string> Placeholders { get; private init; } = [];

    /// <summary>The column without its table.</summary>
    public string ColumnName => Column.Substring(Column.LastIndexOf('.') + 1);

    /// <summary>The statement in a literal; null where rows of many keys would not be the rows of each.</summary>
    /// <param name="sql">The literal.</param>
    /// <param name="parameter">The name of the key's parameter; null for the one that has a number.</param>
    public static KeyedSelect? Of(ExpressionSyntax sql, string? parameter)
    {
        if (sql is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.Text: var text } literal || text.Contains('\\') || text.TrimStart('@', '"').Contains("\"\"") && !text.StartsWith("\"\"\"", StringComparison.Ordinal))
        {
            return null;
        }

        var start = text.Length - text.TrimStart('@', '"').Length;
        var inner = text.Substring(start).TrimEnd('"');
        var tokens = SqlLexer.Tokenize(SqlTemplate.Of(inner)).Where(token => token.Kind is not SqlTokenKind.Whitespace).ToList();
        if (tokens.Any(token => token.IsTrivia || token.Kind is SqlTokenKind.Semicolon && token.Start != tokens[tokens.Count - 1].Start))
        {
            return null;
        }

        tokens.RemoveAll(token => token.Kind is SqlTokenKind.Semicolon);
        return new SelectReader(inner, start, tokens).Read(literal, parameter);
    }

    /// <summary>The literal with the statement for all keys.</summary>
    /// <param name="keys">The name of the parameter with the keys.</param>
    public string For(string keys)
    {
        var text = Literal.Token.Text;
        if (Missing is not null)
        {
            text = text.Insert(End, " group by " + Column);
        }

        text = text.Remove(PlaceholderAt, Placeholder.Length).Insert(PlaceholderAt, "ANY(" + (Placeholder[0] == '$' ? Placeholder : Placeholder[0] + keys) + ")");
        return KeyOrdinal == -1 ? text.Insert(ListEnd, ", " + Column) : text;
    }

    /// <summary>Reads the tokens of one statement.</summary>
    private sealed class SelectReader(string text, int start, List<SqlToken> tokens)
    {
        private readonly List<int> _depths = Depths(tokens);

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
            if (!(first - 1 == where || Is(first - 1, "and")) || Items(from) is not { } items)
            {
                return null;
            }

            var missing = Missing(items, from);
            var isStar = items.Any(item => item.EndsWith("*", StringComparison.Ordinal));
            if (missing is null && items.Any(HasAggregate) || missing is not null && order >= 0 || isStar && tokens.Skip(from).Take(where - from).Any(token => token.Kind is SqlTokenKind.Comma || token.Kind is SqlTokenKind.Word && Word(token).Equals("join", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            return new KeyedSelect(literal, column, items.Select(NameOf).ToList())
            {
                Placeholder = Word(key),
                PlaceholderAt = start + key.Start,
                ListEnd = start + tokens[from - 1].End,
                End = start + tokens[tokens.Count - 1].End,
                KeyOrdinal = isStar ? null : items.FindIndex(item => IsColumn(item, column)),
                Missing = missing,
                Placeholders = placeholders.Select(Word).Distinct().ToList(),
            };
        }

        private bool IsEquality(int at, int where, int end) =>
            at - 2 > where && tokens[at - 1].Kind is SqlTokenKind.Operator && Word(tokens[at - 1]) == "=" && tokens[at - 2].Kind is SqlTokenKind.Word && (at + 1 == end || Is(at + 1, "and"));

        /// <summary>What is selected, item by item; null where a function may look at more than a row.</summary>
        private List<string>? Items(int from)
        {
            var items = new List<string>();
            var begin = 1;
            for (var at = 1; at <= from; at++)
            {
                if (at < from && tokens[at].Kind is SqlTokenKind.OpenParen && !(tokens[at - 1].Kind is SqlTokenKind.Word && (RowFunctions.Contains(Word(tokens[at - 1])) || Aggregates.Contains(Word(tokens[at - 1])))))
                {
                    return null;
                }

                if (at == from || tokens[at].Kind is SqlTokenKind.Comma && _depths[at] == 0)
                {
                    if (at == begin)
                    {
                        return null;
                    }

                    items.Add(text.Substring(tokens[begin].Start, tokens[at - 1].End - tokens[begin].Start));
                    begin = at + 1;
                }
            }

            return items;
        }

        private string? Missing(List<string> items, int from)
        {
            if (items.Count != 1 || !Aggregates.Contains(Word(tokens[1])) || tokens[2].Kind is not SqlTokenKind.OpenParen)
            {
                return null;
            }

            var close = Enumerable.Range(3, from - 3).FirstOrDefault(at => tokens[at].Kind is SqlTokenKind.CloseParen && _depths[at] == 0);
            var isCount = Is(1, "count");
            return (from - close) switch
            {
                1 => isCount ? "0L" : "DBNull.Value",
                3 when tokens[close + 1].Kind is SqlTokenKind.TypeCast => !isCount ? "DBNull.Value" : Is(close + 2, "int", "int4", "integer") ? "0" : null,
                _ => null,
            };
        }

        private static bool HasAggregate(string item) => Aggregates.Any(name => item.IndexOf(name + "(", StringComparison.OrdinalIgnoreCase) >= 0 || item.IndexOf(name + " (", StringComparison.OrdinalIgnoreCase) >= 0);

        /// <summary>True for the column itself, by its own name or by another.</summary>
        private static bool IsColumn(string item, string column) =>
            item.StartsWith(column, StringComparison.OrdinalIgnoreCase)
            && (item.Length == column.Length || char.IsWhiteSpace(item[column.Length]) && item.Substring(column.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: 1 or 2 } alias && (alias.Length == 1 || alias[0].Equals("as", StringComparison.OrdinalIgnoreCase)));

        private static string? NameOf(string item)
        {
            var name = new string(item.Reverse().TakeWhile(character => char.IsLetterOrDigit(character) || character == '_').Reverse().ToArray());
            return name.Length > 0 && char.IsLetter(name[0]) ? name : null;
        }

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
}
