using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Rules;

/// <summary>Code as a message quotes it: on one line, and not too long.</summary>
internal static class Excerpts
{
    private const int MaxLength = 60;

    /// <summary>The words of some code.</summary>
    public static string Of(SyntaxNode node)
    {
        var text = string.Join(" ", node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MaxLength ? text : text.Substring(0, MaxLength) + "…";
    }
}
