using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>A page that says what happens on the server is shown on one, or says why it cannot be.</summary>
public sealed partial class LiveContract
{
    /// <summary>How a page begins the sentence with the reason.</summary>
    private const string NotShown = "The live tests do not show this rule: ";

    /// <summary>The areas whose rules speak of what the server does.</summary>
    private static readonly string[] Areas = ["Connections", "RoundTrips", "Pooling", "Injection", "Transactions"];

    private static readonly Dictionary<string, SyntaxNode[]> Experiments = Areas.ToDictionary(area => area, area => Repository.Sources("tests/PgAntiPatterns.LiveTests/" + area)
        .Select(file => CSharpSyntaxTree.ParseText(Repository.Read(file), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot())
        .ToArray());

    public static TheoryData<string> Ids => [.. AllRules.Rules.Where(rule => Areas.Contains(AllRules.AreaOf(rule))).Select(rule => rule.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_is_shown_on_a_server_or_its_page_says_why_not(string id)
    {
        var area = AllRules.AreaOf(AllRules.ById(id));
        // An id in a comment runs nothing.
        var isShown = Experiments[area].Any(experiment => experiment.DescendantTokens().Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == id));
        var isExcused = IsExcused(id);

        Assert.True(isShown || isExcused, $"No experiment in tests/PgAntiPatterns.LiveTests/{area} names {id}, and {RulePage.FileOf(id)} has no line that begins '{NotShown}'.");
        Assert.False(isShown && isExcused, $"{RulePage.FileOf(id)} says that the live tests do not show {id}, and they do.");
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_that_is_shown_has_figures_on_its_page_that_one_experiment_measures(string id)
    {
        var measuring = Experiments[AllRules.AreaOf(AllRules.ById(id))]
            .SelectMany(experiment => experiment.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Count(call => call.Expression.ToString() == "Measured.Check" && call.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax literal && literal.Token.ValueText == id);
        var measured = MeasuredPart().Match(RulePage.Of(id).Text);

        Assert.True(IsExcused(id) || measured.Groups["rows"].Captures.Count > 0, $"{RulePage.FileOf(id)} has no figures under '## Measured'; its experiment writes them when the live tests run with PGAP_REWRITE=1.");
        Assert.True(measured.Success == (measuring == 1) && measuring < 2, $"{measuring} experiments measure {id}; the figures on {RulePage.FileOf(id)} need exactly one that is compared with them.");
    }

    private static bool IsExcused(string id) =>
        RulePage.Of(id).Text.Split('\n').Any(line => line.StartsWith(NotShown, StringComparison.Ordinal) && line.Length > NotShown.Length);

    [GeneratedRegex(@"\n## Measured\n\n([^#\n<|][^\n]*\n\n)?<!-- generated: measured -->\n\| [^\n]*\n\| ---[^\n]*\n(?<rows>\| [^\n]*\n)+\nMeasured by the live tests on PostgreSQL \d+( and \d+)*\.\n<!-- end -->\n")]
    private static partial Regex MeasuredPart();
}
