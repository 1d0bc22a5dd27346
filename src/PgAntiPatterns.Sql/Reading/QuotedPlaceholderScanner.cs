namespace PgAntiPatterns.Sql;

/// <summary>Finds what would be a placeholder if it did not stand inside a literal.</summary>
internal static class QuotedPlaceholderScanner
{
    private static readonly char[] Signs = ['@', ':', '$'];

    /// <summary>The offset of the next one at or behind <paramref name="i"/>, or -1.</summary>
    public static int Next(string text, int i, int end)
    {
        while (i < end)
        {
            i = text.IndexOfAny(Signs, i, end - i);
            if (i < 0 || i + 1 >= end)
            {
                return -1;
            }

            var next = text[i + 1];
            var isPlaceholder = text[i] == '$'
                ? next is >= '1' and <= '9'
                : (char.IsLetterOrDigit(next) || next == '_') && !(i > 0 && text[i - 1] == text[i]);
            if (isPlaceholder)
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    public static int EndOf(string text, int start, int end)
    {
        var i = start + 1;
        if (text[start] == '$')
        {
            while (i < end && SqlCharacters.IsDigit(text[i]))
            {
                i++;
            }

            return i;
        }

        while (i < end && SqlCharacters.IsParameterNamePart(text[i]))
        {
            i++;
        }

        // Inside a literal a dot at the end closes a sentence.
        while (text[i - 1] == '.')
        {
            i--;
        }

        return i;
    }

    /// <summary>The number that begins at <paramref name="i"/>, 0 if there is none or one that no statement can have.</summary>
    public static int NumberAt(string text, int i, int end)
    {
        var number = 0;
        for (; i < end && SqlCharacters.IsDigit(text[i]) && number < 1_000_000; i++)
        {
            number = (number * 10) + (text[i] - '0');
        }

        return number;
    }
}
