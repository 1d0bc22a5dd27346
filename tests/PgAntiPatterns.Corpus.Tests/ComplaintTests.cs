using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Corpus.Fixing;
using PgAntiPatterns.Corpus.Inputs;
using Xunit;

#pragma warning disable RS1001, RS2008 // No compiler loads the rule of this file.

namespace PgAntiPatterns.Corpus.Tests;

/// <summary>The runner would notice a rule that throws and a fix that breaks the code.</summary>
public sealed class ComplaintTests
{
    private static readonly DiagnosticDescriptor Descriptor = new("TEST0001", "Title", "Message", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exception_is_noted_with_the_analyzer_that_threw_it()
    {
        using var sources = new Sources();
        sources.Add("A.cs", "class A;");
        var project = BareFolder.Load(sources.Root, [])[0];

        var analysis = await Analysis.OfAsync(project, (await project.GetCompilationAsync(Cancellation))!, [new ThrowingRule()], concurrent: true, Cancellation);

        Assert.Contains(nameof(ThrowingRule), Assert.Single(analysis.Exceptions), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class A { B b; }", "class A { B b; int i; }", null)]
    [InlineData("class A { B b; }", "class A { B b; B c; }", "CS0246")]
    [InlineData("class A { B b; }", "class A { C b; }", "CS0246")]
    [InlineData("class A { B b; B c; }", "class A { B b; }", null)]
    public void Only_errors_that_a_change_brings_are_counted(string before, string after, string? expected) =>
        Assert.Equal(expected, CompileErrors.New(ErrorsOf(before), ErrorsOf(after))?.Id);

    private static ImmutableArray<Diagnostic> ErrorsOf(string source) => CompileErrors.Of(
        CSharpCompilation.Create("A", [CSharpSyntaxTree.ParseText(source, cancellationToken: Cancellation)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)),
        Cancellation);

    private sealed class ThrowingRule : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(_ => throw new InvalidOperationException("thrown"), SymbolKind.NamedType);
        }
    }
}
