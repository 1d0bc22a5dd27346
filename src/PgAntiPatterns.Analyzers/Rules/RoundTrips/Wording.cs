namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>How code is quoted in a message: one line, and not much of it.</summary>
internal static class Wording
{
    private const int Longest = 40;

    /// <summary>The beginning of a piece of code.</summary>
    public static string Short(string text)
    {
        var line = text.Split('\n')[0].Trim();
        return line.Length <= Longest && line.Length == text.Length ? line : line.Substring(0, Math.Min(line.Length, Longest)) + "…";
    }
}
