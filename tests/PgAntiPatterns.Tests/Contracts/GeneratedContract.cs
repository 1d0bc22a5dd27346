using Microsoft.CodeAnalysis;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Rules;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>What can be derived from the code is derived: indexes, release notes, the options and the facts on every page.</summary>
public sealed class GeneratedContract
{
    public static TheoryData<string> Ids => AllRules.Ids();

    [Fact]
    public void The_index_lists_every_rule() => GeneratedText.Check("docs/README.md", "rules", Table(
        ["Rule", "What it finds", "Area", "Confidence", "Severity", "Fix"],
        AllRules.Rules.Select(rule => new[] { $"[{rule.Id}](rules/{rule.Id}.md)", Title(rule), AllRules.AreaOf(rule), rule.Confidence.ToString(), Severity(rule), Fix(rule) })));

    [Fact]
    public void The_front_page_lists_every_rule() => GeneratedText.Check("README.md", "rules", Table(
        ["Rule", "What it finds", "By default", "Fix"],
        AllRules.Rules.Select(rule => new[] { $"[{rule.Id}]({RulePage.FileOf(rule.Id)})", Title(rule), Severity(rule), Fix(rule) })));

    [Fact]
    public void The_configuration_page_lists_every_option() => GeneratedText.Check("docs/configuration.md", "options", Table(
        ["Key", "Value", "Default", "What it does"],
        KnownOptions.All.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => new[] { Code(option.Key), option.Allowed, Code(option.Default), option.Meaning })));

    [Fact]
    public void The_configuration_page_lists_every_role_that_users_can_give() => GeneratedText.Check("docs/configuration.md", "roles", Table(
        ["Role", "What it says"],
        ApisFile.Roles.Select(role => new[] { Code(role.Role.ToString()), role.Meaning })));

    [Fact]
    public void The_suppressor_of_known_findings_names_every_rule_but_those_about_the_configuration() => GeneratedText.CheckFile("src/PgAntiPatterns.Analyzers/Rules/KnownFindings.Ids.cs", $$"""
        // Written by the tests when PGAP_REWRITE=1 is set.
        namespace PgAntiPatterns.Rules;

        /// <summary>The rules, written down: every compilation asks for them, and making the rules themselves takes milliseconds.</summary>
        public sealed partial class KnownFindings
        {
            private static string[] Silenced() =>
            [
        {{string.Join("\n", AllRules.Rules.Where(rule => rule.Descriptor.Category != "PostgreSQL.Configuration").Select(rule => $"        \"{rule.Id}\","))}}
            ];
        }

        """);

    [Theory, MemberData(nameof(Ids))]
    public void A_page_states_the_facts_of_its_rule(string id)
    {
        var rule = AllRules.ById(id);
        var facts = Table(
            ["Area", "Confidence", "Severity by default", "Code fix"],
            [[AllRules.AreaOf(rule), rule.Confidence.ToString(), Severity(rule), rule.WithoutFix is { } reason ? "no: " + reason : "yes"]]);
        GeneratedText.Check(RulePage.FileOf(id), "facts", facts);
    }

    [Fact]
    public void The_release_notes_list_every_rule() => GeneratedText.CheckFile("src/PgAntiPatterns.Analyzers/AnalyzerReleases.Unshipped.md", $"""
        ; Written by the tests when PGAP_REWRITE=1 is set.

        ### New Rules

        Rule ID | Category | Severity | Notes
        --------|----------|----------|-------
        {string.Join('\n', AllRules.Rules.Select(rule => $"{rule.Id} | {rule.Descriptor.Category} | {ReleaseSeverity(rule)} | {rule.GetType().Name}"))}

        """);

    private static string Table(string[] head, IEnumerable<string[]> rows) =>
        string.Join('\n', rows.Prepend([.. head.Select(_ => "---")]).Prepend(head).Select(cells => "| " + string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))) + " |"));

    private static string Title(Rule rule) => rule.Descriptor.Title.ToString(null);

    private static string Code(string text) => text.Length == 0 ? "(empty)" : "`" + text + "`";

    private static string Fix(Rule rule) => rule.WithoutFix is null ? "yes" : "no";

    private static string Severity(Rule rule) => rule.Descriptor switch
    {
        { IsEnabledByDefault: false } => "off",
        { DefaultSeverity: DiagnosticSeverity.Info } => "suggestion",
        _ => "warning",
    };

    private static string ReleaseSeverity(Rule rule) => rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "Disabled";
}
