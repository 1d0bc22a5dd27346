using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does a SELECT ask no table at all, but a function that the database itself has been given: <c>SELECT * FROM shop.place_order($1)</c>?</summary>
internal static class FunctionCalls
{
    /// <summary>PostgreSQL's own functions that are called without a table and change nothing.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "unnest", "generate_series", "json_array_elements", "jsonb_array_elements", "json_each", "jsonb_each", "json_to_recordset", "jsonb_to_recordset", "json_populate_recordset", "jsonb_populate_recordset",
        "string_to_table", "regexp_split_to_table", "regexp_matches", "exists", "coalesce", "nullif", "greatest", "least", "cast", "array", "row", "now", "version", "current_setting", "to_char", "to_date", "to_json",
        "to_jsonb", "json_build_object", "jsonb_build_object", "lower", "upper", "length", "md5", "round", "abs", "count", "sum", "max", "min", "avg", "pg_table_size", "pg_relation_size", "pg_total_relation_size", "pg_database_size", "to_regclass",
    };

    /// <summary>How the names of functions begin that change rows.</summary>
    private static readonly string[] ChangingVerbs = ["insert", "update", "upsert", "delete", "remove", "append", "add_", "set_", "save_", "create_", "mark_", "register_"];

    /// <summary>True where the function says by its name that it changes rows: <c>insert_order</c>.</summary>
    public static bool Change(SqlReading reading) => reading.Tokens
        .Where((token, index) => token.Kind is SqlTokenKind.Word && index + 1 < reading.Tokens.Length && reading.Tokens.Skip(index + 1).FirstOrDefault(next => !next.IsTrivia).Kind is SqlTokenKind.OpenParen)
        .Select(token => token.Span.Of(reading.Template.Text))
        .Any(name => ChangingVerbs.Any(verb => name.StartsWith(verb, StringComparison.OrdinalIgnoreCase)));

    /// <summary>True where every name that could be a table's is a function's, and one of them is not PostgreSQL's own.</summary>
    public static bool AreAll(SqlReading reading)
    {
        var tokens = reading.Tokens.Where(token => !token.IsTrivia).ToArray();
        var text = reading.Template.Text;
        var isCalled = false;
        var hasSource = false;
        for (var index = 0; index < tokens.Length; index++)
        {
            if (!IsWord(tokens[index], text, "from") && !IsWord(tokens[index], text, "join"))
            {
                continue;
            }

            hasSource = true;
            if (FunctionAt(tokens, index + 1, text) is not { } name)
            {
                return false;
            }

            isCalled |= !Harmless.Contains(name);
        }

        return isCalled || (!hasSource && tokens.Length > 1 && IsWord(tokens[0], text, "select") && FunctionAt(tokens, 1, text) is { } only && !Harmless.Contains(only));
    }

    /// <summary>The last part of the name of a function that is called here; null where something else stands here.</summary>
    private static string? FunctionAt(SqlToken[] tokens, int index, string text)
    {
        string? name = null;
        for (; index < tokens.Length; index += 2)
        {
            if (tokens[index].Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier))
            {
                return null;
            }

            name = tokens[index].Span.Of(text).Trim('"');
            if (index + 1 >= tokens.Length || tokens[index + 1].Kind is not SqlTokenKind.Dot)
            {
                return index + 1 < tokens.Length && tokens[index + 1].Kind is SqlTokenKind.OpenParen ? name : null;
            }
        }

        return null;
    }

    private static bool IsWord(SqlToken token, string text, string word) =>
        token.Kind is SqlTokenKind.Word && token.Span.Of(text).Equals(word, StringComparison.OrdinalIgnoreCase);
}
