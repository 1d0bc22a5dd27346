namespace PgAntiPatterns.Sql;

/// <summary>What a text does to the transaction that it runs in.</summary>
internal enum SqlEffect : byte
{
    Unknown,

    /// <summary>Nothing that a commit would keep.</summary>
    Reads,

    /// <summary>Something that is lost without a commit.</summary>
    Writes,

    /// <summary>It commits, rolls back or prepares the transaction.</summary>
    Ends,
}

/// <summary>Tells from the words of a text whether a commit would keep anything of it.</summary>
internal static class SqlEffects
{
    private static readonly HashSet<string> Reading =
    [
        "select", "show", "set", "lock", "values", "explain", "table", "declare", "fetch", "move", "close", "listen", "unlisten", "reset",
        "begin", "start", "savepoint", "release", "discard", "analyze", "vacuum", "prepare", "deallocate", "checkpoint",
    ];

    private static readonly HashSet<string> Writing = ["insert", "update", "delete", "merge", "truncate", "create", "alter", "drop", "copy", "call", "do"];

    private static readonly HashSet<string> Ending = ["commit", "rollback", "end", "abort"];

    private static readonly HashSet<string> Changing = ["insert", "update", "delete", "merge"];

    /// <summary>The effect of a text of one or more statements.</summary>
    public static SqlEffect Of(string text)
    {
        var effects = Statements(text).Select(Of).ToList();
        return effects.Contains(SqlEffect.Ends) ? SqlEffect.Ends
            : effects.Contains(SqlEffect.Writes) ? SqlEffect.Writes
            : effects.Contains(SqlEffect.Unknown) ? SqlEffect.Unknown : SqlEffect.Reads;
    }

    private static SqlEffect Of(List<string> words)
    {
        var first = words.FirstOrDefault(word => word is not "(") ?? "";
        if (Ending.Contains(first) || (first is "prepare" && words.ElementAtOrDefault(1) is "transaction"))
        {
            return SqlEffect.Ends;
        }

        if (first is "with")
        {
            // FOR UPDATE only locks; a statement that changes rows opens a parenthesis or follows one.
            return words.Zip(words.Skip(1), (before, word) => before is "(" or ")" && Changing.Contains(word)).Contains(true) ? SqlEffect.Writes : SqlEffect.Reads;
        }

        return Reading.Contains(first) || IsGoneAtTheEnd(words) ? SqlEffect.Reads
            : Writing.Contains(first) ? SqlEffect.Writes : SqlEffect.Unknown;
    }

    /// <summary>True for <c>create temp table … on commit drop</c>.</summary>
    private static bool IsGoneAtTheEnd(List<string> words)
    {
        var drop = words.LastIndexOf("drop");
        return words[0] is "create" && words.Take(3).Any(word => word is "temp" or "temporary") && drop > 2 && words[drop - 1] is "commit" && words[drop - 2] is "on";
    }

    /// <summary>The words and parentheses of each statement that has any.</summary>
    private static IEnumerable<List<string>> Statements(string text)
    {
        var words = new List<string>();
        foreach (var token in SqlLexer.Tokenize(SqlTemplate.Of(text)))
        {
            if (token.Kind is SqlTokenKind.Semicolon)
            {
                if (words.Count > 0)
                {
                    yield return words;
                    words = [];
                }
            }
            else if (!token.IsTrivia)
            {
                words.Add(token.Kind is SqlTokenKind.Word ? text.Substring(token.Start, token.Length).ToLowerInvariant() : token.Kind is SqlTokenKind.OpenParen ? "(" : token.Kind is SqlTokenKind.CloseParen ? ")" : "");
            }
        }

        if (words.Count > 0)
        {
            yield return words;
        }
    }
}
