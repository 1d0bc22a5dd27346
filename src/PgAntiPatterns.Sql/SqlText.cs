namespace PgAntiPatterns.Sql;

/// <summary>Writes and reads single pieces of SQL: names and the insides of literals.</summary>
internal static class SqlText
{
    /// <summary>The name in double quotes, as it must be written to mean exactly this name.</summary>
    public static string QuoteIdentifier(string name) => "\"" + name.Replace("\"", "\"\"") + "\"";

    /// <summary>The name as the server writes it itself: in quotes only where it would not survive without.</summary>
    public static string QuoteIdentifierIfNeeded(string name) => IsPlainIdentifier(name) ? name : QuoteIdentifier(name);

    /// <summary>The text as a string literal that is right whatever standard_conforming_strings is.</summary>
    public static string QuoteLiteral(string value)
    {
        var quoted = "'" + value.Replace("'", "''").Replace("\\", "\\\\") + "'";
        return value.IndexOf('\\') < 0 ? quoted : "E" + quoted;
    }

    /// <summary>Whether the word cannot be the name of a table or column without quotes; the case of letters does not matter.</summary>
    public static bool IsReserved(string word) => SqlKeywords.IsReserved(word.ToLowerInvariant());

    /// <summary>What a piece of a literal's inside stands for, or null where only the server can tell.</summary>
    public static string? UnescapeLiteral(string inside, SqlTokenKind kind = SqlTokenKind.String) => SqlLiteralText.Decode(inside, kind);

    /// <summary>What the inside of a quoted identifier stands for.</summary>
    public static string UnescapeIdentifier(string inside) => inside.Replace("\"\"", "\"");

    private static bool IsPlainIdentifier(string name)
    {
        if (name.Length == 0 || name[0] is not ((>= 'a' and <= 'z') or '_'))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return !SqlKeywords.NeedsQuotes(name);
    }
}
