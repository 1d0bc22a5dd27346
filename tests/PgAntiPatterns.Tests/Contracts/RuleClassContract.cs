using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.CodeFixes;
using PgAntiPatterns.Rules;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>How rules, areas and fixes are declared: one name in every place, one area, one fix or a reason for none.</summary>
public sealed class RuleClassContract
{
    /// <summary>The areas by the thousands of their ids.</summary>
    private static readonly string[] Areas = ["Configuration", "Connections", "RoundTrips", "Pooling", "Injection", "Transactions", "Types", "SqlText", "EfCore", "Security"];

    public static TheoryData<string> Ids => AllRules.Ids();

    [Fact]
    public void Every_rule_class_belongs_to_exactly_one_area_analyzer() =>
        Assert.Equal(AllRules.RuleTypes.Order(ByName), AllRules.Rules.Select(rule => rule.GetType()).Order(ByName));

    [Fact]
    public void An_id_is_given_once() => Assert.Equal(AllRules.Rules.Select(rule => rule.Id).Distinct(), AllRules.Rules.Select(rule => rule.Id));

    [Fact]
    public void Every_analyzer_is_an_area_that_the_compiler_can_load() => Assert.All(AllRules.AnalyzerTypes, type =>
    {
        Assert.True(type is { IsPublic: true, IsSealed: true } && typeof(AreaAnalyzer).IsAssignableFrom(type), type.FullName);
        Assert.Equal([LanguageNames.CSharp], type.GetCustomAttributes(typeof(DiagnosticAnalyzerAttribute), inherit: false).Cast<DiagnosticAnalyzerAttribute>().Single().Languages);
    });

    [Fact]
    public void Every_fix_is_a_planned_one_that_the_editor_can_load() => Assert.All(AllRules.FixTypes, type =>
    {
        Assert.True(type is { IsPublic: true, IsSealed: true } && typeof(RuleFix).IsAssignableFrom(type), type.FullName);
        Assert.Equal([LanguageNames.CSharp], type.GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), inherit: false).Cast<ExportCodeFixProviderAttribute>().Single().Languages);
    });

    [Fact]
    public void Fixes_repair_rules_that_exist() =>
        Assert.Empty(AllRules.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Except(AllRules.Rules.Select(rule => rule.Id)));

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_has_a_fix_or_says_why_it_has_none(string id)
    {
        var rule = AllRules.ById(id);
        Assert.True(rule.WithoutFix is null == AllRules.FixesOf(id).Any(), $"{id} needs either a fix or a reason for having none.");
        Assert.True(rule.WithoutFix is null or [_, .., '.'], $"{id}: '{rule.WithoutFix}' is no sentence.");
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_is_named_alike_in_every_place(string id)
    {
        var rule = AllRules.ById(id);
        var (name, area) = (rule.GetType().Name, AllRules.AreaOf(rule));
        Assert.Equal(Areas[id["PGAP".Length] - '0'], area);
        Assert.Equal("PgAntiPatterns.Rules." + area, rule.GetType().Namespace);
        Assert.Equal(id, AllRules.ById(id).GetType().GetField("RuleId")?.GetRawConstantValue());
        Assert.True(Repository.Has($"src/PgAntiPatterns.Analyzers/Rules/{area}/{name}.cs"), $"{id}: no Rules/{area}/{name}.cs");
        Assert.True(Repository.Has($"tests/PgAntiPatterns.Tests/Rules/{area}/{name}Tests.cs"), $"{id}: no Rules/{area}/{name}Tests.cs among the tests");
        Assert.All(AllRules.FixesOf(id), fix =>
        {
            Assert.Equal(("PgAntiPatterns.CodeFixes." + area, name + "Fix"), (fix.GetType().Namespace, fix.GetType().Name));
            Assert.True(Repository.Has($"src/PgAntiPatterns.CodeFixes/{area}/{name}Fix.cs"), $"{id}: no CodeFixes/{area}/{name}Fix.cs");
        });
    }

    private static readonly Comparer<Type> ByName = Comparer<Type>.Create((first, second) => string.CompareOrdinal(first.FullName, second.FullName));
}
