namespace PgAntiPatterns.Sql;

/// <summary>PostgreSQL's keywords: which word steers the reader, and which name needs quotes to be a name.</summary>
internal static class SqlKeywords
{
    /// <summary>Not allowed as a name of anything.</summary>
    private const string Reserved = """
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog
        current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false
        fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null
        offset on only or order placing primary references returning select session_user some symmetric system_user table then to trailing
        true union unique user using variadic when where window with
        """;

    /// <summary>Allowed as the name of a function or type only.</summary>
    private const string FunctionNames = """
        authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull
        outer overlaps right similar tablesample verbose
        """;

    /// <summary>Allowed as the name of a column or table, not of a function.</summary>
    private const string ColumnNames = """
        between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval
        json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
        least merge_action national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring
        time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
        xmlroot xmlserialize xmltable
        """;

    private const int Slots = 1024;

    private static readonly HashSet<string> ReservedWords = SetOf(Reserved + "\n" + FunctionNames);
    private static readonly HashSet<string> WordsToQuote = SetOf(Reserved + "\n" + FunctionNames + "\n" + ColumnNames);
    private static readonly string?[] Names = new string?[Slots];
    private static readonly SqlKeyword[] Keywords = new SqlKeyword[Slots];
    private static readonly int LongestName = Fill();

    /// <summary>Whether the server refuses the word as the name of a table or column unless it is quoted.</summary>
    public static bool IsReserved(string name) => ReservedWords.Contains(name);

    /// <summary>Whether the server itself would write the name in quotes.</summary>
    public static bool NeedsQuotes(string name) => WordsToQuote.Contains(name);

    public static SqlKeyword Find(string text, int start, int end)
    {
        if (end - start > LongestName)
        {
            return SqlKeyword.None;
        }

        for (var slot = HashOf(text, start, end); Names[slot] is { } name; slot = (slot + 1) % Slots)
        {
            if (name.Length == end - start && string.Compare(name, 0, text, start, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return Keywords[slot];
            }
        }

        return SqlKeyword.None;
    }

    private static int HashOf(string text, int start, int end)
    {
        var hash = (uint)(end - start);
        for (var i = start; i < end; i++)
        {
            hash = (hash * 31) + (uint)(text[i] | 0x20);
        }

        return (int)(hash % Slots);
    }

    private static int Fill()
    {
        var longest = 0;
        foreach (SqlKeyword keyword in Enum.GetValues(typeof(SqlKeyword)))
        {
            if (keyword == SqlKeyword.None)
            {
                continue;
            }

            var name = keyword.ToString().ToLowerInvariant();
            var slot = HashOf(name, 0, name.Length);
            while (Names[slot] is not null)
            {
                slot = (slot + 1) % Slots;
            }

            Names[slot] = name;
            Keywords[slot] = keyword;
            longest = Math.Max(longest, name.Length);
        }

        return longest;
    }

    private static HashSet<string> SetOf(string words) =>
        new(words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
