using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>A page that says what happens on the server is shown on one, or says why it cannot be.</summary>
public sealed class LiveContract
{
    /// <summary>How a page begins the sentence with the reason.</summary>
    private const string NotShown = "The live tests do not show this rule: ";

    /// <summary>The areas whose rules speak of what the server does.</summary>
    private static readonly string[] Areas = ["Connections", "RoundTrips", "Pooling", "Injection", "Transactions"];

    /// <summary>For each area the ids that stand as text in its experiments; one in a comment runs nothing.</summary>
    private static readonly Dictionary<string, HashSet<string>> Shown = Areas.ToDictionary(area => area, area => Repository.Sources("tests/PgAntiPatterns.LiveTests/" + area)
        .SelectMany(file => CSharpSyntaxTree.ParseText(Repository.Read(file), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot().DescendantTokens())
        .Where(token => token.IsKind(SyntaxKind.StringLiteralToken))
        .Select(token => token.ValueText)
        .ToHashSet(StringComparer.Ordinal));

    public static TheoryData<string> Ids => [.. AllRules.Rules.Where(rule => Areas.Contains(AllRules.AreaOf(rule))).Select(rule => rule.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_is_shown_on_a_server_or_its_page_says_why_not(string id)
    {
        var area = AllRules.AreaOf(AllRules.ById(id));
        var isShown = Shown[area].Contains(id);
        var isExcused = RulePage.Of(id).Text.Split('\n').Any(line => line.StartsWith(NotShown, StringComparison.Ordinal) && line.Length > NotShown.Length);

        Assert.True(isShown || isExcused, $"No experiment in tests/PgAntiPatterns.LiveTests/{area} names {id}, and {RulePage.FileOf(id)} has no line that begins '{NotShown}'.");
        Assert.False(isShown && isExcused, $"{RulePage.FileOf(id)} says that the live tests do not show {id}, and they do.");
    }
}
