using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Roslyn;

/// <summary>Code as a message quotes it.</summary>
internal static class CodeWords
{
    private const int Most = 60;

    /// <summary>The code on one line, as far as it needs to be recognised.</summary>
    public static string Of(SyntaxNode code)
    {
        var words = string.Join(" ", code.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > Most ? words.Substring(0, Most - 1) + "…" : words;
    }
}
