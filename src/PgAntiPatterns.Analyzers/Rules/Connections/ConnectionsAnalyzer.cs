using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Analysis.Lifetimes;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Connections;

/// <summary>The rules about who opens, keeps and gives back connections.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConnectionsAnalyzer : AreaAnalyzer
{
    private readonly FaultRules _rules;

    /// <summary>Creates the area with its rules.</summary>
    public ConnectionsAnalyzer()
        : this(new FaultRules())
    {
    }

    private ConnectionsAnalyzer(FaultRules rules)
        : base(rules.All) => _rules = rules;

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform)
    {
        context.RegisterOperationBlockAction(block => Judge(block, platform));
        context.RegisterOperationAction(place => JudgeRegistration(place, platform), OperationKind.Invocation);
        context.RegisterSymbolAction(place => JudgeMember(place, platform), SymbolKind.Field, SymbolKind.Property);
    }

    private void Judge(OperationBlockAnalysisContext context, PlatformModel platform)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block is not (IBlockOperation or IFieldInitializerOperation or IPropertyInitializerOperation) || !BodyKinds.Of(block, platform).MayHold)
            {
                continue;
            }

            var reported = new HashSet<Location>();
            var body = FlowBody.Of(context.GetControlFlowGraph(block));
            foreach (var finding in BodyFindings.In(body, block, EntryPoints.Is(context.OwningSymbol), platform, context.CancellationToken))
            {
                var location = finding.Place.Syntax.GetLocation();
                if (reported.Add(location))
                {
                    context.ReportDiagnostic(_rules.For(finding).At(location, finding.Evidence.Select(place => place.Syntax.GetLocation()), PropertiesOf(finding), CodeWords.Of(finding.Place.Syntax)));
                }
            }
        }
    }

    private static ImmutableDictionary<string, string?>? PropertiesOf(LifetimeFinding finding) =>
        finding.IsNeededBehind ? ImmutableDictionary<string, string?>.Empty.Add(ConnectionProperties.IsNeededBehind, "")
        : finding.Busy is { Name: var name } ? ImmutableDictionary<string, string?>.Empty.Add(ConnectionProperties.Busy, name)
        : null;

    private void JudgeRegistration(OperationAnalysisContext context, PlatformModel platform)
    {
        var call = (IInvocationOperation)context.Operation;
        if (_rules.ForShared(SharedInstances.InRegistration(call, platform)) is { } rule && call.Syntax is InvocationExpressionSyntax syntax
            // The container of a test lives as long as the test.
            && !(platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(context.Options, syntax.SyntaxTree)))
        {
            var start = syntax.Expression is MemberAccessExpressionSyntax { Name: var name } ? name.SpanStart : syntax.SpanStart;
            context.ReportDiagnostic(rule.At(Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(start, syntax.Span.End)), CodeWords.Of(syntax)));
        }
    }

    private void JudgeMember(SymbolAnalysisContext context, PlatformModel platform)
    {
        if (_rules.ForShared(SharedInstances.InMember(context.Symbol, platform)) is { } rule
            && context.Symbol.Locations.FirstOrDefault(place => place.IsInSource) is { SourceTree: { } tree } location
            && !(platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(context.Options, tree)))
        {
            context.ReportDiagnostic(rule.At(location, context.Symbol.Name));
        }
    }
}
