using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.RoundTrips;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>The rules about round trips that are made once per element.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RoundTripsAnalyzer : AreaAnalyzer
{
    private readonly ImmutableArray<RepeatedTripRule> _repeatedTrips;
    private readonly DapperExecutePerElement _dapperSequence;

    /// <summary>Creates the area with its rules.</summary>
    public RoundTripsAnalyzer()
        : this(ImmutableArray.Create<RepeatedTripRule>(
            new SelectPerElement(),
            new WritePerElement(),
            new EntityQueryPerElement(),
            new SaveChangesInLoop(),
            new ConnectionPerElement()),
            new DapperExecutePerElement())
    {
    }

    private RoundTripsAnalyzer(ImmutableArray<RepeatedTripRule> repeatedTrips, DapperExecutePerElement dapperSequence)
        : base(ImmutableArray<Rule>.CastUp(repeatedTrips).Add(dapperSequence))
    {
        _repeatedTrips = repeatedTrips;
        _dapperSequence = dapperSequence;
    }

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform) =>
        context.RegisterOperationAction(
            place => Look(place, platform),
            OperationKind.Invocation, OperationKind.Loop, OperationKind.PropertyReference);

    private void Look(OperationAnalysisContext place, PlatformModel platform)
    {
        var operation = place.Operation;
        if (operation is IInvocationOperation call && DapperSequences.At(call, platform) is { } sequence)
        {
            if (!OneTimeCode.IsIn(place, platform))
            {
                place.ReportDiagnostic(Diagnostic.Create(_dapperSequence.Descriptor, call.Syntax.GetLocation(), DapperExecutePerElement.Words(sequence)));
            }

            return;
        }

        if (RepeatedTrips.At(operation, platform) is not { } repeated
            || _repeatedTrips.FirstOrDefault(rule => rule.IsMine(repeated.Trip.Kind)) is not { } rule
            || OneTimeCode.IsIn(place, platform))
        {
            return;
        }

        var places = ImmutableArray.Create(repeated.Loop.Source?.Syntax.GetLocation() ?? repeated.Loop.Operation.Syntax.GetFirstToken().GetLocation()).AddRange(repeated.Trip.Chain);
        place.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, repeated.Trip.Operation.Syntax.GetLocation(), places, rule.Words(repeated)));
    }
}
