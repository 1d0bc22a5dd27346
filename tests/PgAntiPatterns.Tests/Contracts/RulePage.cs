using PgAntiPatterns.Rules.Configuration;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>A rule's page in docs/rules, taken apart.</summary>
internal sealed class RulePage
{
    private static readonly Specimen Empty = Specimen.Against(References.All);

    private readonly string _id;
    private readonly string[] _lines;

    private RulePage(string id, string text)
    {
        _id = id;
        File = FileOf(id);
        Text = text;
        _lines = text.Split('\n');
    }

    public string File { get; }

    public string Text { get; }

    /// <summary>The first line.</summary>
    public string Opening => _lines[0];

    public static string FileOf(string id) => $"docs/rules/{id}.md";

    public static RulePage Of(string id)
    {
        Assert.True(Repository.Has(FileOf(id)), $"{FileOf(id)} is missing.");
        return new RulePage(id, Repository.Read(FileOf(id)));
    }

    /// <summary>The one code block of a section.</summary>
    public string Block(string heading, string language)
    {
        var section = _lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal) && !line.StartsWith("### ", StringComparison.Ordinal)).ToList();
        var start = section.IndexOf("```" + language);
        var end = start < 0 ? -1 : section.IndexOf("```", start);
        Assert.True(end > start && section.Count(line => line.StartsWith("```", StringComparison.Ordinal)) == 2, $"{File} needs exactly one ```{language} block under '{heading}'.");
        return string.Join('\n', section[(start + 1)..end]) + "\n";
    }

    /// <summary>A block in the project that it speaks of: C# as the source, a configuration beside an empty one. A rule that is off is switched on for its own page.</summary>
    public Specimen Example(string heading)
    {
        var rule = AllRules.ById(_id);
        var project = rule.Descriptor.IsEnabledByDefault ? Empty : Empty.Configured($"root = true\n\n[*]\ndotnet_diagnostic.{_id}.severity = warning\n");
        return _id == ApiRowNotUnderstood.RuleId ? project.Additional("PgAntiPatterns.Apis.txt", Block(heading, "text"))
            : AllRules.AreaOf(rule) == "Configuration" ? project.Configured(Block(heading, "ini"))
            : project.With(Block(heading, "csharp"));
    }
}
