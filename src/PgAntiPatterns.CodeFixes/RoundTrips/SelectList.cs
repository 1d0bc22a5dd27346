using PgAntiPatterns.Sql;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The items between SELECT and FROM.</summary>
/// <param name="text">The statement.</param>
/// <param name="tokens">Its tokens.</param>
/// <param name="depths">How many parentheses are open around each of them.</param>
internal sealed class SelectList(string text, List<SqlToken> tokens, List<int> depths)
{
    /// <summary>What is selected, item by item; null where a function may look at more than a row.</summary>
    public List<string>? Items(int from)
    {
        var items = new List<string>();
        var begin = 1;
        for (var at = 1; at <= from; at++)
        {
            if (at < from && tokens[at].Kind is SqlTokenKind.OpenParen && !(tokens[at - 1].Kind is SqlTokenKind.Word && SelectedItem.IsKnown(Word(tokens[at - 1]))))
            {
                return null;
            }

            if (at == from || tokens[at].Kind is SqlTokenKind.Comma && depths[at] == 0)
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

    /// <summary>What stands for a key without rows, where the one item is an aggregate.</summary>
    public string? Missing(List<string> items, int from)
    {
        if (items.Count != 1 || !SelectedItem.IsAggregate(Word(tokens[1])) || tokens[2].Kind is not SqlTokenKind.OpenParen)
        {
            return null;
        }

        var close = Enumerable.Range(3, from - 3).FirstOrDefault(at => tokens[at].Kind is SqlTokenKind.CloseParen && depths[at] == 0);
        var isCount = Is(1, "count");
        return (from - close) switch
        {
            1 => isCount ? "0L" : "DBNull.Value",
            3 when tokens[close + 1].Kind is SqlTokenKind.TypeCast => !isCount ? "DBNull.Value" : Is(close + 2, "int", "int4", "integer") ? "0" : null,
            _ => null,
        };
    }

    private bool Is(int at, params string[] words) => words.Contains(Word(tokens[at]), StringComparer.OrdinalIgnoreCase);

    private string Word(SqlToken token) => token.Span.Of(text);
}
