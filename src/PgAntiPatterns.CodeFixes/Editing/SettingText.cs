using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>A <c>keyword=value</c> inside a connection string that is written as a literal.</summary>
internal static class SettingText
{
    /// <summary>The setting with the semicolon that belonged to it; null where it does not stand inside the literal as text.</summary>
    /// <param name="setting">The setting in the source.</param>
    /// <param name="literal">The literal in the source.</param>
    /// <param name="text">The file.</param>
    public static TextSpan? Removal(TextSpan setting, TextSpan literal, SourceText text)
    {
        if (setting == literal || !literal.Contains(setting) || !text.ToString(setting).Contains('='))
        {
            return null;
        }

        var end = setting.End;
        if (end < literal.End && text[end] == ';')
        {
            end++;
            while (end < literal.End && text[end] == ' ')
            {
                end++;
            }

            return TextSpan.FromBounds(setting.Start, end);
        }

        var start = setting.Start;
        while (start > literal.Start && text[start - 1] == ' ')
        {
            start--;
        }

        return TextSpan.FromBounds(start > literal.Start && text[start - 1] == ';' ? start - 1 : setting.Start, end);
    }
}
