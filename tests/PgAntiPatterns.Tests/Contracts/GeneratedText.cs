using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>Text in a file that follows from the code: it is compared with what the code says, or rewritten where <c>PGAP_REWRITE=1</c> is set.</summary>
internal static class GeneratedText
{
    private const string End = "<!-- end -->";

    private static bool Rewrites => Environment.GetEnvironmentVariable("PGAP_REWRITE") == "1";

    /// <summary>A part of a file, between <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
    public static void Check(string file, string name, string expected)
    {
        Assert.True(Repository.Has(file), $"{file} is missing.");
        var text = Repository.Read(file);
        var (start, end) = Part(text, file, name);
        Settle(file, text[start..end], "\n" + expected + "\n", part => text[..start] + part + text[end..]);
    }

    /// <summary>A whole file.</summary>
    public static void CheckFile(string file, string expected) => Settle(file, Repository.Has(file) ? Repository.Read(file) : "", expected, whole => whole);

    private static (int Start, int End) Part(string text, string file, string name)
    {
        var marker = $"<!-- generated: {name} -->";
        var start = text.IndexOf(marker, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        Assert.True(end >= 0, $"{file} has no '{marker} … {End}'.");
        return (start + marker.Length, end);
    }

    private static void Settle(string file, string actual, string expected, Func<string, string> whole)
    {
        if (actual == expected)
        {
            return;
        }

        Assert.True(Rewrites, $"{file} differs from what the code says; run the tests once with PGAP_REWRITE=1. Expected:\n{expected}\nFound:\n{actual}");
        File.WriteAllText(Repository.PathOf(file), whole(expected));
    }
}
