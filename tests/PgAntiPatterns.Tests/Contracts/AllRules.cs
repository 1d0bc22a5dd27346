using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.CodeFixes;
using PgAntiPatterns.Rules;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>Every analyzer, rule and fix there is, found by reflection, so that no contract can miss one.</summary>
internal static class AllRules
{
    public static ImmutableArray<Type> AnalyzerTypes { get; } = [.. Concrete<DiagnosticAnalyzer>(typeof(AreaAnalyzer)).Where(type => !typeof(DiagnosticSuppressor).IsAssignableFrom(type))];

    public static ImmutableArray<Type> RuleTypes { get; } = Concrete<Rule>(typeof(AreaAnalyzer));

    public static ImmutableArray<Type> FixTypes { get; } = Concrete<CodeFixProvider>(typeof(RuleFix));

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [.. AnalyzerTypes.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static ImmutableArray<Rule> Rules { get; } = [.. Analyzers.OfType<AreaAnalyzer>().SelectMany(analyzer => analyzer.AllRules).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static ImmutableArray<RuleFix> Fixes { get; } = [.. FixTypes.Select(type => (RuleFix)Activator.CreateInstance(type)!)];

    /// <summary>The ids, one test case each.</summary>
    public static TheoryData<string> Ids() => [.. Rules.Select(rule => rule.Id)];

    /// <summary>The ids of the rules that have a fix.</summary>
    public static TheoryData<string> FixedIds() => [.. Rules.Where(rule => rule.WithoutFix is null).Select(rule => rule.Id)];

    public static Rule ById(string id) => Rules.Single(rule => rule.Id == id);

    /// <summary>The area, as the diagnostic's category and the folders name it.</summary>
    public static string AreaOf(Rule rule) => rule.Descriptor.Category.Split('.').Last();

    /// <summary>The fixes of a rule; none where it declares that it has none.</summary>
    public static IEnumerable<RuleFix> FixesOf(string id) => Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id));

    private static ImmutableArray<Type> Concrete<T>(Type marker) =>
        [.. marker.Assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract).OrderBy(type => type.FullName, StringComparer.Ordinal)];
}
