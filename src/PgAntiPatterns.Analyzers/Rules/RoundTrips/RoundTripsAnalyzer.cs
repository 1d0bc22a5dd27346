using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Lifetimes;
using PgAntiPatterns.Analysis.RoundTrips;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>The rules about round trips that are made once per element, and about imports that never reach the server.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RoundTripsAnalyzer : AreaAnalyzer
{
    private readonly ImmutableArray<RepeatedTripRule> _repeatedTrips;
    private readonly LazyLoadPerElement _lazyLoad;
    private readonly DapperExecutePerElement _dapperSequence;
    private readonly LoadedToBeDeleted _deletion;
    private readonly ValuesTextPerRow _rowText;
    private readonly CopyNotCompleted _unfinished;

    /// <summary>Creates the area with its rules.</summary>
    public RoundTripsAnalyzer()
        : this(
            ImmutableArray.Create<RepeatedTripRule>(new SelectPerElement(), new WritePerElement(), new EntityQueryPerElement(), new SaveChangesInLoop(), new ConnectionPerElement()),
            new LazyLoadPerElement(),
            new DapperExecutePerElement(),
            new LoadedToBeDeleted(),
            new ValuesTextPerRow(),
            new CopyNotCompleted())
    {
    }

    private RoundTripsAnalyzer(ImmutableArray<RepeatedTripRule> repeatedTrips, LazyLoadPerElement lazyLoad, DapperExecutePerElement dapperSequence, LoadedToBeDeleted deletion, ValuesTextPerRow rowText, CopyNotCompleted unfinished)
        : base(ImmutableArray<Rule>.CastUp(repeatedTrips).Add(lazyLoad).Add(dapperSequence).Add(deletion).Add(rowText).Add(unfinished))
    {
        _repeatedTrips = repeatedTrips;
        _lazyLoad = lazyLoad;
        _dapperSequence = dapperSequence;
        _deletion = deletion;
        _rowText = rowText;
        _unfinished = unfinished;
    }

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform)
    {
        context.RegisterOperationAction(
            place =>
            {
                if (Finding(place.Operation, platform) is { } diagnostic && !OneTimeCode.IsIn(place, platform))
                {
                    place.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.Invocation, OperationKind.Loop, OperationKind.PropertyReference, OperationKind.InterpolatedString, OperationKind.Binary);
        context.RegisterOperationBlockAction(block => Judge(block, platform));
    }

    /// <summary>What is to be said about an operation; one place is reported once.</summary>
    private Diagnostic? Finding(IOperation operation, PlatformModel platform)
    {
        switch (operation)
        {
            case IInterpolatedStringOperation or IBinaryOperation or IInvocationOperation when RowTexts.At(operation, platform) is { } row:
                return _rowText.At(row.Text.Syntax.GetLocation(), [SourceOf(row.Loop)], ValuesTextPerRow.Words(row));
            case IInterpolatedStringOperation or IBinaryOperation:
                return null;
            case IPropertyReferenceOperation property when LazyNavigations.At(property, platform) is { } lazy:
                return _lazyLoad.At(property.Syntax.GetLocation(), [SourceOf(lazy.Loop), lazy.Query.Query.Syntax.GetLocation()], PathOf(lazy), LazyLoadPerElement.Words(lazy));
            case IInvocationOperation call when DapperSequences.At(call, platform) is { } sequence:
                return _dapperSequence.At(call.Syntax.GetLocation(), DapperExecutePerElement.Words(sequence));
            case IInvocationOperation call when LoadedToDelete.At(call, platform) is { } deleted:
                return _deletion.At(call.Syntax.GetLocation(), [deleted.Loaded.Terminal.Syntax.GetLocation()], LoadedToBeDeleted.Words(deleted));
            case IForEachLoopOperation loop when LoadedToDelete.At(loop, platform) is { } overwritten:
                return _deletion.At(loop.Collection.Syntax.GetLocation(), [overwritten.Terminal.Syntax.GetLocation()], LoadedToBeDeleted.Words(loop));
            default:
                return RepeatedTrips.At(operation, platform) is { } repeated && _repeatedTrips.FirstOrDefault(rule => rule.IsMine(repeated.Trip.Kind)) is { } rule
                    ? rule.At(repeated.Trip.Operation.Syntax.GetLocation(), repeated.Trip.Chain.Insert(0, SourceOf(repeated.Loop)), PropertiesOf(repeated, platform), rule.Words(repeated))
                    : null;
        }
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(RepeatedTrip repeated, PlatformModel platform)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        properties = repeated.IsInvariant ? properties.Add(RoundTripProperties.IsInvariant, null) : properties;
        properties = repeated.Trip is { Kind: RoundTripKind.Save, Session.Type: { } context } && OwnSaves.HasAny(context, platform.Compilation) ? properties.Add(RoundTripProperties.HasOwnSaves, null) : properties;
        return TurnTrips.Of(repeated.Loop.Body, platform).All.Any(other => other.Changes || other.Kind is RoundTripKind.Other) ? properties : properties.Add(RoundTripProperties.OnlyReads, null);
    }

    private static ImmutableDictionary<string, string?> PathOf(LazyNavigation lazy) => ImmutableDictionary<string, string?>.Empty.Add(RoundTripProperties.Path, string.Join(".", lazy.Path));

    /// <summary>What is walked over, or the word that begins the loop.</summary>
    private static Location SourceOf(Repetition loop) => loop.Source?.Syntax.GetLocation() ?? loop.Operation.Syntax.GetFirstToken().GetLocation();

    private void Judge(OperationBlockAnalysisContext context, PlatformModel platform)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block is IBlockOperation && block.Descendants().Any(operation => Unfinished.MayMatter(operation, platform)))
            {
                foreach (var begin in Unfinished.Imports(FlowBody.Of(context.GetControlFlowGraph(block)), platform, context.CancellationToken))
                {
                    context.ReportDiagnostic(_unfinished.At(begin.Syntax.GetLocation(), CodeWords.Of(begin.Syntax)));
                }
            }
        }
    }
}
