namespace PgAntiPatterns.Benchmarks;

/// <summary>The page of the documentation that holds the figures, between two comments each.</summary>
internal static class Page
{
    private const string End = "<!-- end -->";

    public static void Write(string section, string tables)
    {
        var opening = $"<!-- measured: {section} -->\n";
        var page = Path.Combine(Root(), "docs", "performance.md");
        var text = File.ReadAllText(page);
        var begin = text.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        File.WriteAllText(page, text[..begin] + tables + text[text.IndexOf(End, begin, StringComparison.Ordinal)..]);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PgAntiPatterns.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the benchmarks holds PgAntiPatterns.sln.");
        }

        return folder.FullName;
    }
}
