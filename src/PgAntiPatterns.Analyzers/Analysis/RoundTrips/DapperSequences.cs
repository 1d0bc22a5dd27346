using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>A Dapper call whose parameters are a sequence.</summary>
/// <param name="Call">The call.</param>
/// <param name="Parameters">The sequence.</param>
internal sealed record DapperSequence(IInvocationOperation Call, IOperation Parameters);

/// <summary>Does a Dapper call run its statement once per element of what it is given?</summary>
internal static class DapperSequences
{
    public static DapperSequence? At(IInvocationOperation call, PlatformModel platform)
    {
        if (platform.Find(call.TargetMethod, Role.SendsSqlPerElement) is not { } member
            || call.TargetMethod.Parameters.FirstOrDefault(parameter => parameter.Name == "param") is not { } taken
            || call.ArgumentFor(taken.Ordinal) is not { IsImplicit: false } argument
            || call.ArgumentFor(member.Ordinal)?.Value is not { } connection
            || !platform.IsPostgres(member, connection))
        {
            return null;
        }

        var parameters = argument.Value.Unwrapped();
        return Sequences.IsCollection(parameters.Type)
            && !SessionTypes.IsParameterSet(parameters.Type)
            && !Sequences.IsBounded(parameters, platform)
            && RoundTrips.At(call, platform) is { Kind: RoundTripKind.Read or RoundTripKind.Write, Sql.Effect: SqlEffect.Read or SqlEffect.Write }
                ? new DapperSequence(call, parameters)
                : null;
    }
}
