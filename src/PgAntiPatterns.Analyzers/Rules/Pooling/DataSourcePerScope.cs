using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3002: a data source for every scope or context, or one that a scope disposes.</summary>
internal sealed class DataSourcePerScope() : ConnectionRule(
    RuleId,
    "Pooling",
    "Data source with the lifetime of a scope",
    "'{0}' {1}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3002";

    private const string NewPool = "is a new pool with new server processes for every scope; create one data source outside and share it";
    private const string Disposed = "makes the container dispose the shared data source at the end of the first scope; register it as a singleton";

    /// <summary>The creation or registration that gives a data source the life of a scope.</summary>
    public override Finding? Find(OperationPlace place)
    {
        if (place.IsTest || place.Operation is not IInvocationOperation call)
        {
            return null;
        }

        if (DataSourceCreations.IsCreation(call, place.Platform))
        {
            return DataSourceCreations.Of(call, place.Platform) is Frequency.PerScope ? new Finding(call.Syntax.GetLocation(), Excerpts.Of(call.Syntax), NewPool) : null;
        }

        if (place.Platform.Find(call.TargetMethod, Role.RegistersDataSource) is { } member)
        {
            return call.ArgumentFor(member.Ordinal)?.Value.Unwrapped() is { ConstantValue: { HasValue: true, Value: not 0 } } lifetime
                ? new Finding(call.NameLocation(), Excerpts.Of(lifetime.Syntax), NewPool)
                : null;
        }

        return place.Platform.Find(call.TargetMethod, Role.RunsPerScope) is { Ordinal: -1 } && IsAlias(call, place.Platform)
            ? new Finding(call.NameLocation(), call.TargetMethod.Name, Disposed)
            : null;
    }

    /// <summary>A factory that hands out what it did not make: the container disposes it all the same.</summary>
    private static bool IsAlias(IInvocationOperation call, PlatformModel platform) =>
        call.TargetMethod.TypeArguments.LastOrDefault() is { } service
        && DataSourceCreations.IsDataSource(service, platform)
        && call.Arguments.Select(argument => argument.Value.Unwrapped()).OfType<IDelegateCreationOperation>().FirstOrDefault() is { Target: IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } handed }] } }
        && handed.Unwrapped() is var value
        && (value is ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation
            || (value is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: true } && !DataSourceCreations.IsCreation(value, platform)));
}
