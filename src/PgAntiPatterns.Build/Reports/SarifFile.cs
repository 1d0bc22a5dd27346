using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build.Reports;

/// <summary>A report as one SARIF 2.1.0 log with one run, which services take and the next project reads again.</summary>
internal static class SarifFile
{
    private const string ToolName = "PgAntiPatterns";
    private const string ToolAddress = "https://github.com/PgAntiPatterns/PgAntiPatterns";
    private const string RootId = "%SRCROOT%";
    private const string FingerprintName = "pgAntiPatterns/v1";

    /// <summary>The text of the log.</summary>
    public static string Write(Report report)
    {
        var index = report.Rules.Select((rule, place) => (rule.Id, place)).ToDictionary(rule => rule.Id, rule => rule.place);
        return JsonText.Object(
            ("$schema", JsonText.Of("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", JsonText.Of("2.1.0")),
            ("runs", JsonText.List(
            [
                JsonText.Object(
                    ("tool", JsonText.Object(("driver", JsonText.Object(
                        ("name", JsonText.Of(ToolName)),
                        ("semanticVersion", JsonText.Of(typeof(SarifFile).Assembly.GetName().Version.ToString(3))),
                        ("informationUri", JsonText.Of(ToolAddress)),
                        ("rules", JsonText.List(report.Rules.Select(Rule))))))),
                    // Where the root is differs from machine to machine, and whoever reads the log knows.
                    ("originalUriBaseIds", JsonText.Object((RootId, JsonText.Object(("description", Message("The root of the repository")))))),
                    ("columnKind", JsonText.Of("utf16CodeUnits")),
                    ("results", JsonText.List(report.Entries.Select(entry => Result(entry, index, report.Rules)))),
                    ("properties", JsonText.Object(("projects", JsonText.List(report.Projects.Select(project => JsonText.Object(
                        ("name", JsonText.Of(project.Name)),
                        ("staleBaselineEntries", JsonText.Of(project.Stale)),
                        ("isComplete", JsonText.Of(project.IsComplete)))))))))
            ]))).ToString();
    }

    /// <summary>The report that a log holds; null where the text is no log of ours.</summary>
    public static Report? Read(string text)
    {
        if (JsonReader.Read(text, out _, out _)?.ItemsOf("runs").ToList() is not [var run] || run["tool"]?["driver"] is not { } driver || driver.TextOf("name") != ToolName || run["results"]?.Items is null)
        {
            return null;
        }

        return Report.Of(
            run.ItemsOf("results").Select(Entry),
            driver.ItemsOf("rules").Select(rule => new LoggedRule(
                rule.TextOf("id") ?? "",
                rule["shortDescription"]?.TextOf("text") ?? "",
                rule.TextOf("helpUri"),
                rule["properties"]?.TextOf("category"),
                rule["defaultConfiguration"]?.TextOf("level") ?? "warning")),
            (run["properties"]?.ItemsOf("projects") ?? []).Select(project => new ReportProject(
                project.TextOf("name") ?? "",
                project.NumberOf("staleBaselineEntries") ?? 0,
                project.TextOf("isComplete") != "false")));
    }

    private static JsonText Rule(LoggedRule rule)
    {
        var page = RulePage.Of(rule.Id, rule.Page);
        return JsonText.Object(
            ("id", JsonText.Of(rule.Id)),
            ("shortDescription", Message(rule.Title)),
            ("fullDescription", Message(page?.Summary ?? rule.Title)),
            ("helpUri", JsonText.Of(rule.Page)),
            ("help", JsonText.Object(
                ("text", JsonText.Of(page is null ? rule.Title : string.Join("\n\n", new[] { page.Summary, page.Cost, page.Fix }.Where(part => part.Length > 0)))),
                ("markdown", JsonText.Of(page?.Markdown)))),
            ("defaultConfiguration", JsonText.Object(("level", JsonText.Of(rule.Level)))),
            ("properties", JsonText.Object(
                ("category", JsonText.Of(rule.Category)),
                ("tags", JsonText.List(rule.Category?.Split('.') ?? [])),
                ("precision", JsonText.Of(page?.Confidence switch { "Certain" => "very-high", "Likely" => "high", "Opinion" => "medium", _ => null })))));
    }

    private static JsonText Result(ReportEntry entry, Dictionary<string, int> index, IReadOnlyList<LoggedRule> rules) => JsonText.Object(
        ("ruleId", JsonText.Of(entry.Rule)),
        ("ruleIndex", index.TryGetValue(entry.Rule, out var place) ? JsonText.Of(place) : null),
        ("level", JsonText.Of(entry.Level)),
        ("baselineState", JsonText.Of(entry.Standing switch { Standing.Known => "unchanged", Standing.New => "new", _ => null })),
        ("message", Message(entry.Message)),
        ("locations", JsonText.List([Location(entry.Place)])),
        ("relatedLocations", entry.Further.Count == 0 ? null : JsonText.List(entry.Further.Select((further, number) => Location(further, number + 1)))),
        ("codeFlows", IsPath(entry, index, rules) ? Flow(entry) : null),
        ("partialFingerprints", JsonText.Object((FingerprintName, JsonText.Of(entry.Identity)))),
        ("suppressions", entry.Standing switch
        {
            Standing.Known => Suppression("external", "Known to the baseline"),
            Standing.Excused => Suppression("inSource", entry.Reason),
            _ => null,
        }),
        ("properties", JsonText.Object(("projects", JsonText.List(entry.Projects)))));

    /// <summary>True where the further places lead from a loop to what it repeats.</summary>
    private static bool IsPath(ReportEntry entry, Dictionary<string, int> index, IReadOnlyList<LoggedRule> rules) =>
        entry.Further.Count > 0 && index.TryGetValue(entry.Rule, out var place) && rules[place].Category == "PostgreSQL.RoundTrips";

    /// <summary>The loop, the call in it, and the way down to the query.</summary>
    private static JsonText Flow(ReportEntry entry) => JsonText.List(
    [
        JsonText.Object(("threadFlows", JsonText.List(
        [
            JsonText.Object(("locations", JsonText.List(
                entry.Further.Take(1).Append(entry.Place).Concat(entry.Further.Skip(1)).Select(step => JsonText.Object(("location", Location(step, null, isTold: true))))))),
        ]))),
    ]);

    private static JsonText Location(Place place, int? id = null, bool isTold = false) => JsonText.Object(
        ("id", id is { } number ? JsonText.Of(number) : null),
        ("physicalLocation", JsonText.Object(
            ("artifactLocation", SourceTree.IsOutside(place.File)
                ? JsonText.Object(("uri", JsonText.Of(Uri.TryCreate(place.File, UriKind.Absolute, out var address) ? address.AbsoluteUri : SourceTree.Escaped(place.File))))
                : JsonText.Object(("uri", JsonText.Of(SourceTree.Escaped(place.File))), ("uriBaseId", JsonText.Of(RootId)))),
            ("region", place.Line == 0 ? null : JsonText.Object(
                ("startLine", JsonText.Of(place.Line)),
                ("startColumn", JsonText.Of(place.Column)),
                ("endLine", JsonText.Of(place.EndLine)),
                ("endColumn", JsonText.Of(place.EndColumn)))))),
        ("message", id is null && !isTold ? null : Message($"{place.File}:{place.Line}")));

    private static JsonText Suppression(string kind, string? justification) =>
        JsonText.List([JsonText.Object(("kind", JsonText.Of(kind)), ("status", JsonText.Of("accepted")), ("justification", JsonText.Of(justification)))]);

    private static JsonText Message(string text) => JsonText.Object(("text", JsonText.Of(text)));

    private static ReportEntry Entry(JsonValue result)
    {
        var suppression = result.ItemsOf("suppressions").FirstOrDefault();
        var standing = suppression?.TextOf("kind") switch { "external" => Standing.Known, "inSource" => Standing.Excused, _ => Standing.New };
        return new ReportEntry(
            result.TextOf("ruleId") ?? "",
            result.TextOf("level") ?? "warning",
            result["message"]?.TextOf("text") ?? "",
            result["partialFingerprints"]?.TextOf(FingerprintName) ?? "",
            result.ItemsOf("locations").Select(PlaceOf).FirstOrDefault() ?? new Place("", 0, 1, 0, 1),
            result.ItemsOf("relatedLocations").Select(PlaceOf).ToList(),
            standing,
            standing is Standing.Excused ? suppression?.TextOf("justification") : null,
            (result["properties"]?.ItemsOf("projects") ?? []).Select(project => project.Text).OfType<string>().ToList());
    }

    private static Place PlaceOf(JsonValue location)
    {
        var physical = location["physicalLocation"];
        var artifact = physical?["artifactLocation"];
        var address = artifact?.TextOf("uri") ?? "";
        var path = artifact?.TextOf("uriBaseId") is null && Uri.TryCreate(address, UriKind.Absolute, out var file) ? file.LocalPath.Replace('\\', '/') : Uri.UnescapeDataString(address);
        var region = physical?["region"];
        int Number(string name, int otherwise) => region?.NumberOf(name) ?? otherwise;
        var line = Number("startLine", 0);
        return new Place(path, line, Number("startColumn", 1), Number("endLine", line), Number("endColumn", 1));
    }
}
