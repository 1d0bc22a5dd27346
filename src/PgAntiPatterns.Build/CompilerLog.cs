using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build;

/// <summary>The SARIF log that the compiler has written: findings, silent ones too, and what it knows about their rules.</summary>
/// <param name="Silenced">The rules that were switched off, somewhere at least: that they found nothing says nothing.</param>
/// <param name="IsComplete">False where the compiler stopped at an error, so that findings may be missing.</param>
internal sealed record CompilerLog(IReadOnlyList<LoggedFinding> Findings, IReadOnlyDictionary<string, LoggedRule> Rules, IReadOnlyCollection<string> Silenced, bool IsComplete)
{
    /// <summary>What a log says about our rules; null where the text is no log of version 2, with the reason.</summary>
    public static CompilerLog? Read(string text, Func<string, bool> isRule, out string reason)
    {
        if (JsonReader.Read(text, out var line, out reason) is not { } log)
        {
            reason = $"it is no JSON from line {line + 1} on: {reason}";
            return null;
        }

        if (log.TextOf("version")?.StartsWith("2.", StringComparison.Ordinal) is not true)
        {
            reason = "it is SARIF of version " + (log.TextOf("version") ?? "unknown");
            return null;
        }

        var runs = log.ItemsOf("runs").ToList();
        var results = runs.SelectMany(run => run.ItemsOf("results")).ToList();
        var rules = runs.SelectMany(run => run["tool"]?["driver"]?.ItemsOf("rules") ?? []).Where(rule => rule.TextOf("id") is { } id && isRule(id)).GroupBy(rule => rule.TextOf("id")!).ToList();
        var overrides = runs.SelectMany(run => run.ItemsOf("invocations")).SelectMany(invocation => invocation.ItemsOf("ruleConfigurationOverrides")).ToLookup(entry => entry["descriptor"]?.TextOf("id") ?? "", entry => entry["configuration"]);
        return new CompilerLog(
            results.Where(result => result.TextOf("ruleId") is { } id && isRule(id)).Select(Finding).ToList(),
            rules.ToDictionary(rule => rule.Key, rule => Rule(rule.Key, rule.First())),
            new HashSet<string>(rules.Where(rule => overrides[rule.Key].Any(IsOff) || (IsOff(rule.First()["defaultConfiguration"]) && !overrides[rule.Key].Any())).Select(rule => rule.Key)),
            !results.Any(result => result.TextOf("level") == "error" && SilenceOf(result) is Silence.None));
    }

    private static bool IsOff(JsonValue? configuration) => configuration?.TextOf("enabled") == "false";

    private static LoggedRule Rule(string id, JsonValue rule) => new(
        id,
        rule["shortDescription"]?.TextOf("text") ?? id,
        rule.TextOf("helpUri"),
        rule["properties"]?.TextOf("category"),
        rule["defaultConfiguration"]?.TextOf("level") ?? "warning");

    private static LoggedFinding Finding(JsonValue result) => new(
        result.TextOf("ruleId")!,
        result.TextOf("level") ?? "warning",
        result["message"]?.TextOf("text") ?? "",
        result.ItemsOf("locations").Select(PlaceOf).FirstOrDefault(),
        result.ItemsOf("relatedLocations").Select(PlaceOf).OfType<Place>().ToList(),
        SilenceOf(result),
        result.ItemsOf("suppressions").Select(suppression => suppression.TextOf("justification")).FirstOrDefault(),
        result["properties"]?["customProperties"]);

    private static Silence SilenceOf(JsonValue result) => result.ItemsOf("suppressions").FirstOrDefault() is not { } suppression
        ? Silence.None
        : suppression["properties"]?.TextOf("suppressionType") is not { } type
            ? Silence.Unsaid
            : type.Contains(Baseline.SuppressionId) ? Silence.Package : Silence.Source;

    private static Place? PlaceOf(JsonValue location)
    {
        if (location["physicalLocation"] is not { } physical
            || physical["artifactLocation"]?.TextOf("uri") is not { } address)
        {
            return null;
        }

        var region = physical["region"];
        int Number(string name, int otherwise) => region?.NumberOf(name) ?? otherwise;
        var (line, column) = (Number("startLine", 0), Number("startColumn", 1));
        // A #line directive may name a file without its folder.
        var path = Uri.TryCreate(address, UriKind.Absolute, out var file) ? file.LocalPath : Uri.UnescapeDataString(address);
        return new Place(path, line, column, Number("endLine", line), Number("endColumn", column));
    }
}
