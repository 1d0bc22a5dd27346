using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Lifetimes;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Transactions;

/// <summary>The rules about transactions.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransactionsAnalyzer : AreaAnalyzer
{
    private readonly Rule _unfinished;

    /// <summary>Creates the area with its rules.</summary>
    public TransactionsAnalyzer()
        : this(new TransactionNotCommitted())
    {
    }

    private TransactionsAnalyzer(Rule unfinished)
        : base(ImmutableArray.Create(unfinished)) => _unfinished = unfinished;

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform) =>
        context.RegisterOperationBlockAction(block => Judge(block, platform));

    private void Judge(OperationBlockAnalysisContext context, PlatformModel platform)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block is IBlockOperation && BodyKinds.Of(block, platform).MayStayUnfinished)
            {
                if (platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(context.Options, block.Syntax.SyntaxTree))
                {
                    // A test leaves the rows as they were.
                    continue;
                }

                foreach (var begin in Unfinished.Transactions(FlowBody.Of(context.GetControlFlowGraph(block)), platform, context.CancellationToken))
                {
                    context.ReportDiagnostic(_unfinished.At(begin.Syntax.GetLocation(), CodeWords.Of(begin.Syntax)));
                }
            }
        }
    }
}
