using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build;

/// <summary>The findings in the SARIF log that the compiler has written, silent ones too.</summary>
internal static class CompilerLog
{
    /// <summary>The findings, their files relative to a folder; null where the text is no log of version 2.</summary>
    public static IReadOnlyList<KnownFinding>? Read(string text, string folder) =>
        JsonReader.Read(text, out _, out _) is { } log && log.TextOf("version")?.StartsWith("2.", StringComparison.Ordinal) is true
            ? log.ItemsOf("runs").SelectMany(run => run.ItemsOf("results")).Where(result => !IsExcused(result)).Select(result => Finding(result, folder)).OfType<KnownFinding>().ToList()
            : null;

    /// <summary>True for what a pragma or an attribute in the source excuses: it needs no entry. The compiler calls everything silent so, what the baseline knows included.</summary>
    private static bool IsExcused(JsonValue result) => result.ItemsOf("suppressions").Any(suppression =>
        suppression["properties"]?.TextOf("suppressionType")?.StartsWith("DiagnosticSuppressor", StringComparison.Ordinal) is not true);

    private static KnownFinding? Finding(JsonValue result, string folder)
    {
        var properties = result["properties"]?["customProperties"];
        return result.TextOf("ruleId") is { } rule
            && result.ItemsOf("locations").FirstOrDefault()?["physicalLocation"]?["artifactLocation"]?.TextOf("uri") is { } address
            && Uri.TryCreate(address, UriKind.Absolute, out var file)
            ? KnownFinding.Of(rule, RelativePaths.From(folder, file.LocalPath), name => properties?.TextOf(name))
            : null;
    }
}
