using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Takes out, replaces and adds a connection setting in a string of a JSON file.</summary>
internal static class ConfigurationEdits
{
    /// <summary>Takes the reported setting out; null where it does not stand in a string.</summary>
    public static TextChange? Removal(ConfigurationPlace place) =>
        StringAround(place) is { } inside && SettingText.Removal(place.Span, inside, place.Text) is { } span ? new TextChange(span, "") : null;

    /// <summary>Writes something else in the place of the reported characters; null where they do not stand in a string.</summary>
    public static TextChange? Replacement(ConfigurationPlace place, string setting) =>
        StringAround(place) is not null && IsPlain(setting) ? new TextChange(place.Span, Escaped(setting)) : null;

    /// <summary>Adds a setting behind the reported one; null where that does not stand in a string.</summary>
    public static TextChange? Addition(ConfigurationPlace place, string setting) =>
        StringAround(place) is not null && IsPlain(setting) ? new TextChange(new TextSpan(place.Span.End, 0), ";" + Escaped(setting)) : null;

    /// <summary>The string that holds the reported characters, its quotes included.</summary>
    private static TextSpan? StringAround(ConfigurationPlace place)
    {
        var line = place.Text.Lines.GetLineFromPosition(place.Span.Start);
        var start = place.Span.Start - 1;
        while (start >= line.Start && !IsQuote(place.Text, start, line.Start))
        {
            start--;
        }

        var end = place.Span.End;
        while (end < line.End && !IsQuote(place.Text, end, line.Start))
        {
            end++;
        }

        return start >= line.Start && end < line.End ? TextSpan.FromBounds(start, end + 1) : null;
    }

    /// <summary>True for a quote that no backslash escapes.</summary>
    private static bool IsQuote(SourceText text, int at, int lineStart)
    {
        if (text[at] != '"')
        {
            return false;
        }

        var backslashes = 0;
        while (at - backslashes > lineStart && text[at - backslashes - 1] == '\\')
        {
            backslashes++;
        }

        return backslashes % 2 == 0;
    }

    private static bool IsPlain(string setting) => setting.All(character => character >= ' ' && character != '\uFFFC');

    private static string Escaped(string setting) => setting.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
