using System.Text;

namespace PgAntiPatterns.Sql;

/// <summary>The inside of a quoted literal: where it goes on, and what its characters mean.</summary>
internal static class SqlLiteralText
{
    /// <summary>
    /// The offset of the quote that continues a literal whose closing quote ends at <paramref name="i"/>, or -1:
    /// white space and line comments with at least one line break in between.
    /// </summary>
    public static int ContinuationAfter(string text, int i)
    {
        var hasNewLine = false;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (SqlCharacters.IsNewLine(c))
            {
                hasNewLine = true;
            }
            else if (c == '-' && i + 1 < text.Length && text[i + 1] == '-')
            {
                while (i + 1 < text.Length && !SqlCharacters.IsNewLine(text[i + 1]))
                {
                    i++;
                }
            }
            else if (!SqlCharacters.IsSpace(c))
            {
                return c == '\'' && hasNewLine ? i : -1;
            }
        }

        return -1;
    }

    /// <summary>
    /// The value of a piece of a literal's inside as it is written: doubled quotes, continuations and, in E'…', escapes undone.
    /// Null where only the server can tell (Unicode escapes).
    /// </summary>
    public static string? Decode(string inside, SqlTokenKind kind)
    {
        if (kind is SqlTokenKind.DollarString || (kind != SqlTokenKind.UnicodeString && inside.IndexOf('\'') < 0 && inside.IndexOf('\\') < 0))
        {
            return inside;
        }

        if (kind == SqlTokenKind.UnicodeString && inside.IndexOf('\\') >= 0)
        {
            return null;
        }

        var value = new StringBuilder(inside.Length);
        for (var i = 0; i < inside.Length; i++)
        {
            var c = inside[i];
            if (c == '\'')
            {
                var next = i + 1 < inside.Length && inside[i + 1] == '\'' ? i + 1 : ContinuationAfter(inside, i + 1);
                if (next == i + 1)
                {
                    value.Append('\'');
                }

                i = next < 0 ? inside.Length : next;
            }
            else if (c == '\\' && kind == SqlTokenKind.EscapeString)
            {
                if (!AppendEscape(value, inside, ref i))
                {
                    return null;
                }
            }
            else
            {
                value.Append(c);
            }
        }

        return value.ToString();
    }

    private static bool AppendEscape(StringBuilder value, string inside, ref int i)
    {
        if (++i >= inside.Length)
        {
            return false;
        }

        var c = inside[i];
        switch (c)
        {
            case 'n':
                value.Append('\n');
                return true;
            case 't':
                value.Append('\t');
                return true;
            case 'r':
                value.Append('\r');
                return true;
            case 'b':
                value.Append('\b');
                return true;
            case 'f':
                value.Append('\f');
                return true;
            case 'v':
                value.Append('\v');
                return true;
            // Bytes of the database's encoding and code points: rare enough to leave them to the server.
            case 'x' or 'u' or 'U' or (>= '0' and <= '7'):
                return false;
            default:
                value.Append(c);
                return true;
        }
    }
}
