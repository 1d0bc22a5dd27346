using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Tests.Contracts;
using Xunit;

namespace PgAntiPatterns.Tests.Verification;

/// <summary>Runs an area's rules, and a fix, over sources whose markup says what must be reported: <c>{|PGAP4001:…|}</c>.</summary>
internal static class Verify
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Data;
        global using System.Data.Common;
        global using System.Linq;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Dapper;
        global using Microsoft.EntityFrameworkCore;
        global using Npgsql;
        """;

    /// <summary>Every marked place is reported, and nothing else.</summary>
    public static Task Reports<TAnalyzer>(string source, string? editorConfig = null, params string[] furtherSources)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        test.TestCode = source;
        Prepare(test, editorConfig, furtherSources);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every marked place of a source and of a configuration file beside it is reported, and nothing else.</summary>
    public static Task ReportsInFile<TAnalyzer>(string source, string name, string file)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        test.TestCode = source;
        test.TestState.AdditionalFiles.Add((name, file));
        Prepare(test, null, []);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Nothing is reported.</summary>
    public static Task Quiet<TAnalyzer>(string source, string? editorConfig = null)
        where TAnalyzer : DiagnosticAnalyzer, new() => Reports<TAnalyzer>(source, editorConfig);

    /// <summary>The marked places are reported and the fix turns the source into another one, in which nothing is left to fix.</summary>
    public static Task Fixes<TAnalyzer, TFix>(string before, string after, string? strategy = null, int? iterations = null, string? editorConfig = null, int allIterations = 1)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = FixTest<TAnalyzer, TFix>(before, editorConfig);
        test.FixedCode = after;
        test.FixedState.Sources.Add(Usings);
        test.CodeActionEquivalenceKey = strategy;
        test.NumberOfIncrementalIterations = iterations;
        test.NumberOfFixAllIterations = iterations is null ? null : allIterations;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As <see cref="Fixes{TAnalyzer, TFix}"/>, for a fix that is never applied everywhere at once.</summary>
    public static Task FixesOneByOne<TAnalyzer, TFix>(string before, string after, string? strategy = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = FixTest<TAnalyzer, TFix>(before, null);
        test.FixedCode = after;
        test.FixedState.Sources.Add(Usings);
        test.CodeActionEquivalenceKey = strategy;
        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The marked places are reported, and the fix offers nothing.</summary>
    public static Task OffersNothing<TAnalyzer, TFix>(string source, string? editorConfig = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = FixTest<TAnalyzer, TFix>(source, editorConfig);
        test.FixedCode = source;
        test.FixedState.Sources.Add(Usings);
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> FixTest<TAnalyzer, TFix>(string before, string? editorConfig)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck,
        };
        test.TestCode = before;
        Prepare(test, editorConfig, []);
        // Today's code says where it expects null; a source that does not begins with #nullable disable.
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectCompilationOptions(
            project,
            ((CSharpCompilationOptions)solution.GetProject(project)!.CompilationOptions!).WithNullableContextOptions(NullableContextOptions.Enable)));
        return test;
    }

    private static void Prepare(AnalyzerTest<DefaultVerifier> test, string? editorConfig, IEnumerable<string> furtherSources)
    {
        test.TestState.AdditionalReferences.AddRange(References.All);
        // The testing library switches everything on; a matter of opinion is on where a test speaks of it.
        test.DisabledDiagnostics.AddRange(AllRules.Rules.Where(rule => rule.Confidence is Confidence.Opinion && !test.TestState.Sources.Any(source => source.content.ToString().Contains(rule.Id, StringComparison.Ordinal))).Select(rule => rule.Id));
        foreach (var further in furtherSources.Append(Usings))
        {
            test.TestState.Sources.Add(further);
        }

        if (editorConfig is not null)
        {
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n\n[*]\n" + editorConfig));
        }

        test.SolutionTransforms.Add((solution, project) => solution.WithProjectParseOptions(
            project,
            ((CSharpParseOptions)solution.GetProject(project)!.ParseOptions!).WithLanguageVersion(LanguageVersion.Latest)));
    }
}
