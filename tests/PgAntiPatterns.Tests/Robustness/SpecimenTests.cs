using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Tests.Verification;
using Xunit;

#pragma warning disable RS1001, RS2008 // No compiler loads the rule of this file.

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>The tests of robustness would notice a rule that throws.</summary>
public sealed class SpecimenTests
{
    private static readonly DiagnosticDescriptor Descriptor = new("TEST0001", "Title", "Message", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    [Fact]
    public async Task A_rule_that_throws_is_noticed_with_the_source_that_it_threw_on()
    {
        var specimen = Specimen.Against(References.All).With("class Culprit { }");
        var thrown = await Assert.ThrowsAsync<AggregateException>(() => specimen.DiagnoseAsync([new ThrowingRule()], TestContext.Current.CancellationToken));
        Assert.Contains("class Culprit { }", thrown.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(thrown.InnerExceptions[0]);
    }

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
