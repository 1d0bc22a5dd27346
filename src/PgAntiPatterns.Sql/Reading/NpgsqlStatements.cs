namespace PgAntiPatterns.Sql;

/// <summary>Cuts a text at its semicolons the way Npgsql does.</summary>
internal static class NpgsqlStatements
{
    public static int Count(string text, SqlToken[] tokens)
    {
        var count = 1;
        var depth = 0;
        var hasText = false;
        foreach (var token in tokens)
        {
            switch (token.Kind)
            {
                case SqlTokenKind.OpenParen:
                    depth++;
                    break;
                case SqlTokenKind.CloseParen:
                    depth--;
                    break;
                case SqlTokenKind.Semicolon when depth == 0 && HasMore(text, token.End):
                    count++;
                    break;
            }

            hasText |= token.Kind != SqlTokenKind.Whitespace;
        }

        return hasText ? count : 0;
    }

    private static bool HasMore(string text, int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        return i < text.Length;
    }
}
