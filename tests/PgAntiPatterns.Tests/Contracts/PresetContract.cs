using System.Collections.Immutable;
using System.Text;
using PgAntiPatterns.Rules;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>The presets of the package say what the rules say.</summary>
public sealed class PresetContract
{
    public const string ConfigurationCategory = "PostgreSQL.Configuration";

    private const string Folder = "src/PgAntiPatterns/config";

    private static readonly ImmutableArray<Preset> Presets =
    [
        new("None", "every rule is off.", _ => "none"),
        new("Default", "every rule as it is by itself: Certain ones warn, Likely ones suggest, Opinion ones are off.", _ => null),
        new("Strict", "Certain rules are errors, Likely ones warn, Opinion ones are off; what is wrong in the configuration warns.", confidence => confidence switch
        {
            Confidence.Certain => "error",
            Confidence.Likely => "warning",
            _ => "none",
        }),
        new("All", "every rule as it is by itself, and Opinion ones suggest.", confidence => confidence is Confidence.Opinion ? "suggestion" : null),
    ];

    public static TheoryData<string> Names => [.. Presets.Select(preset => preset.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_preset_says_what_the_rules_say(string name) =>
        GeneratedText.CheckFile($"{Folder}/{name}.globalconfig", Write(Presets.Single(preset => preset.Name == name), AllRules.Rules));

    [Fact]
    public void There_are_no_other_presets() => Assert.Equal(
        Presets.Select(preset => preset.Name).Order(StringComparer.Ordinal),
        Repository.Files(Folder, "*").Select(Path.GetFileNameWithoutExtension));

    [Theory]
    [InlineData("None", "none", "none", "none")]
    [InlineData("Default", null, null, null)]
    [InlineData("Strict", "error", "warning", "none")]
    [InlineData("All", null, null, "suggestion")]
    public void A_preset_sets_what_it_changes_and_nothing_else(string name, string? certain, string? likely, string? opinion)
    {
        var preset = Presets.Single(preset => preset.Name == name);
        var text = Write(preset, [new Sample("PGAP9999", Confidence.Opinion), new Sample("PGAP9997", Confidence.Certain), new Sample("PGAP9998", Confidence.Likely)]);

        var expected = new[] { ("PGAP9997", certain), ("PGAP9998", likely), ("PGAP9999", opinion) }
            .Where(rule => rule.Item2 is not null)
            .Select(rule => $"dotnet_diagnostic.{rule.Item1}.severity = {rule.Item2}");
        Assert.Equal(expected, text.Split('\n').Where(line => line.StartsWith("dotnet_", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_wrong_in_the_configuration_fails_no_build(string name)
    {
        var text = Repository.Read($"{Folder}/{name}.globalconfig");

        var rules = AllRules.Rules.Where(rule => rule.Descriptor.Category is ConfigurationCategory).ToList();
        Assert.Equal(["PGAP0001", "PGAP0002"], rules.Select(rule => rule.Id));
        Assert.All(rules, rule => Assert.DoesNotContain($"dotnet_diagnostic.{rule.Id}.severity = error", text, StringComparison.Ordinal));
    }

    private static string Write(Preset preset, IEnumerable<Rule> rules)
    {
        var text = new StringBuilder($"""
            # The preset {preset.Name}: {preset.Meaning}
            # Written by the tests when PGAP_REWRITE=1 is set. A rule without a line keeps its own severity.
            is_global = true
            # Below all that users write: a .globalconfig of theirs wins, and .editorconfig does in any case.
            global_level = -100

            """.ReplaceLineEndings("\n"));
        foreach (var rule in rules.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            if (preset.SeverityOf(rule.Confidence) is { } wanted)
            {
                // A build goes on as if a word that is not understood were not there.
                var severity = wanted is "error" && rule.Descriptor.Category is ConfigurationCategory ? "warning" : wanted;
                text.Append($"\n# {rule.Descriptor.Title} ({rule.Confidence})\ndotnet_diagnostic.{rule.Id}.severity = {severity}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>What a preset makes of a confidence; null leaves the rule as it is.</summary>
    private sealed record Preset(string Name, string Meaning, Func<Confidence, string?> SeverityOf);

    /// <summary>A rule of some confidence, since not every confidence need have one yet.</summary>
    private sealed class Sample(string id, Confidence confidence) : Rule(id, "Samples", "Sample", "Sample", confidence, withoutFix: "It finds nothing.");
}
