namespace PgAntiPatterns.Sql.ConnectionStrings;

/// <summary>Values that Npgsql refuses although their type is right: numbers out of range, and words that only the setter checks.</summary>
internal static class KeywordValues
{
    private static readonly Dictionary<string, (int Least, int Most)> Ranges = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Auto Prepare Min Usages"] = (1, int.MaxValue),
        ["Cancellation Timeout"] = (-1, int.MaxValue),
        ["Command Timeout"] = (0, int.MaxValue),
        ["Host Recheck Seconds"] = (0, int.MaxValue),
        ["Keepalive"] = (0, int.MaxValue),
        ["Max Auto Prepare"] = (0, int.MaxValue),
        ["Maximum Pool Size"] = (0, int.MaxValue),
        ["Minimum Pool Size"] = (0, int.MaxValue),
        ["Port"] = (1, int.MaxValue),
        ["TCP Keepalive Time"] = (0, int.MaxValue),
        ["Timeout"] = (0, 1024),
    };

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Target Session Attributes"] = ["any", "primary", "standby", "prefer-primary", "prefer-standby", "read-write", "read-only"],
    };

    /// <summary>True where a number is within what the keyword's setter takes.</summary>
    public static bool IsInRange(string keyword, int number) => !Ranges.TryGetValue(keyword, out var range) || (number >= range.Least && number <= range.Most);

    /// <summary>The words that a keyword takes; none where it takes any text.</summary>
    public static IReadOnlyList<string> WordsOf(string keyword) => Words.TryGetValue(keyword, out var words) ? words : [];

    /// <summary>What may be written for a number, in words.</summary>
    public static string RangeOf(string keyword) =>
        !Ranges.TryGetValue(keyword, out var range) ? "a whole number"
        : range.Most == int.MaxValue ? $"a whole number from {range.Least}"
        : $"a whole number from {range.Least} to {range.Most}";
}
