using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>docs/configuration.md, taken apart.</summary>
internal static class ConfigurationPage
{
    public const string File = "docs/configuration.md";

    private static readonly string[] Lines = Repository.Read(File).Split('\n');

    /// <summary>The blocks of code of a language, in their order.</summary>
    public static IReadOnlyList<string> Blocks(string language)
    {
        var blocks = new List<string>();
        for (var line = 0; line < Lines.Length; line++)
        {
            if (Lines[line] == "```" + language)
            {
                var end = Array.IndexOf(Lines, "```", line);
                blocks.Add(string.Join('\n', Lines[(line + 1)..end]) + "\n");
                line = end;
            }
        }

        Assert.NotEmpty(blocks);
        return blocks;
    }

    /// <summary>The rows of the table whose head begins with a cell, without their quotes.</summary>
    public static IReadOnlyList<string[]> Table(string head) =>
        [.. Lines.SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray())];

    /// <summary>The sentences outside of blocks, tables and headings.</summary>
    public static IReadOnlyList<string> Sentences()
    {
        var isCode = false;
        var text = new List<string>();
        foreach (var line in Lines)
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!isCode && line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal) && line[0] is not ('#' or '|' or '<'))
            {
                text.Add(line);
            }
        }

        return [.. text.SelectMany(paragraph => Split(paragraph))];
    }

    private static IEnumerable<string> Split(string paragraph)
    {
        var start = 0;
        for (var end = paragraph.IndexOf(". ", StringComparison.Ordinal); end >= 0; end = paragraph.IndexOf(". ", end + 1, StringComparison.Ordinal))
        {
            yield return paragraph[start..(end + 1)];
            start = end + 2;
        }

        yield return paragraph[start..];
    }
}
