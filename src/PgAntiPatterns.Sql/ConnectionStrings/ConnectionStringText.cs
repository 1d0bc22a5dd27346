using System.Data.Common;

namespace PgAntiPatterns.Sql.ConnectionStrings;

/// <summary>A connection string, read as ADO.NET reads it, that remembers where each setting stands.</summary>
internal sealed class ConnectionStringText
{
    private static readonly char[] Space = [' ', '\t', '\r', '\n'];

    private ConnectionStringText(IReadOnlyList<ConnectionSetting> settings, bool isWellFormed, bool hasUnknown)
    {
        Settings = settings;
        IsWellFormed = isWellFormed;
        HasUnknown = hasUnknown;
    }

    /// <summary>The settings in the order of the text; of a repeated keyword the last one wins.</summary>
    public IReadOnlyList<ConnectionSetting> Settings { get; }

    /// <summary>False where ADO.NET refuses the text; the settings are then those before the mistake.</summary>
    public bool IsWellFormed { get; }

    /// <summary>True where a hole stands for whole settings, so that others may be given than these.</summary>
    public bool HasUnknown { get; }

    /// <summary>Reads a connection string. Text that is none gives no settings and is not well formed; nothing is thrown.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hole">A character that stands for text that is not known.</param>
    public static ConnectionStringText Read(string text, char? hole = null)
    {
        var settings = new List<ConnectionSetting>();
        var hasUnknown = false;
        var at = 0;
        while (SkipToSetting(text, ref at))
        {
            var start = at;
            if (ReadSetting(text, ref at) is { } setting)
            {
                hasUnknown |= hole is { } unknown && setting.Keyword.IndexOf(unknown) >= 0;
                settings.Add(setting);
                continue;
            }

            var end = text.IndexOf(';', start);
            end = end < 0 ? text.Length : end;
            if (hole is null || text.IndexOf(hole.Value, start, end - start) < 0)
            {
                break;
            }

            hasUnknown = true;
            at = end;
        }

        return new ConnectionStringText(settings, IsAccepted(text), hasUnknown);
    }

    private static bool IsAccepted(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text }.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool SkipToSetting(string text, ref int at)
    {
        while (at < text.Length && (text[at] is ';' || Space.Contains(text[at])))
        {
            at++;
        }

        return at < text.Length;
    }

    private static ConnectionSetting? ReadSetting(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (text[at] != '=' || (at + 1 < text.Length && text[at + 1] == '=')))
        {
            // A doubled equals sign belongs to the keyword, a semicolon never does.
            if (text[at] == ';')
            {
                return null;
            }

            at += text[at] == '=' ? 2 : 1;
        }

        if (at >= text.Length)
        {
            return null;
        }

        var keyword = text.Substring(start, at - start).Replace("==", "=").Trim(Space);
        at++;
        while (at < text.Length && Space.Contains(text[at]))
        {
            at++;
        }

        var valueStart = at;
        if (keyword.Length == 0 || ReadValue(text, ref at) is not { } value)
        {
            return null;
        }

        var end = at;
        while (end > valueStart && Space.Contains(text[end - 1]))
        {
            end--;
        }

        return new ConnectionSetting(keyword, value, start, valueStart, end);
    }

    private static string? ReadValue(string text, ref int at)
    {
        var start = at;
        if (at < text.Length && text[at] is '\'' or '"')
        {
            var quote = text[at];
            for (at++; at < text.Length; at++)
            {
                if (text[at] != quote)
                {
                    continue;
                }

                if (at + 1 < text.Length && text[at + 1] == quote)
                {
                    at++;
                    continue;
                }

                at++;
                return text.Substring(start + 1, at - start - 2).Replace(new string(quote, 2), quote.ToString());
            }

            return null;
        }

        while (at < text.Length && text[at] != ';')
        {
            at++;
        }

        return text.Substring(start, at - start).TrimEnd(Space);
    }
}
