using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Tests.Contracts;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>Sources that the rules have something to say about: what the tests of the rules hand in, without its markup, what the pages show, and the demo.</summary>
internal static partial class Corpus
{
    public static ImmutableArray<string> All { get; } = [.. FromTests().Concat(FromPages()).Concat(FromDemo()).Distinct()];

    private static IEnumerable<string> FromTests() =>
        from file in Repository.Sources("tests/PgAntiPatterns.Tests/Rules")
        from literal in CSharpSyntaxTree.ParseText(Repository.Read(file), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.Token.Value is string { Length: > 60 } && literal.Token.ValueText.Contains('{', StringComparison.Ordinal)
        select Markup().Replace(literal.Token.ValueText, "");

    private static IEnumerable<string> FromPages() =>
        from rule in AllRules.Rules
        where AllRules.AreaOf(rule) != "Configuration" && Repository.Has(RulePage.FileOf(rule.Id))
        from heading in new[] { "## Before", "## After" }
        select RulePage.Of(rule.Id).Block(heading, "csharp");

    private static IEnumerable<string> FromDemo() => Repository.Sources("tests/Shop").Select(Repository.Read);

    [GeneratedRegex(@"\{\|PGAP\d+:|\|\}")]
    private static partial Regex Markup();
}
