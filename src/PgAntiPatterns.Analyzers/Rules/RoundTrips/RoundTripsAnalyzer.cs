using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Lifetimes;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>The rules about round trips to the server.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RoundTripsAnalyzer : AreaAnalyzer
{
    private readonly Rule _unfinished;

    /// <summary>Creates the area with its rules.</summary>
    public RoundTripsAnalyzer()
        : this(new CopyNotCompleted())
    {
    }

    private RoundTripsAnalyzer(Rule unfinished)
        : base(ImmutableArray.Create(unfinished)) => _unfinished = unfinished;

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform) =>
        context.RegisterOperationBlockAction(block => Judge(block, platform));

    private void Judge(OperationBlockAnalysisContext context, PlatformModel platform)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block is IBlockOperation && block.Descendants().Any(operation => Unfinished.MayMatter(operation, platform)))
            {
                foreach (var begin in Unfinished.Imports(FlowBody.Of(context.GetControlFlowGraph(block)), platform, context.CancellationToken))
                {
                    context.ReportDiagnostic(Diagnostic.Create(_unfinished.Descriptor, begin.Syntax.GetLocation(), CodeWords.Of(begin.Syntax)));
                }
            }
        }
    }
}
