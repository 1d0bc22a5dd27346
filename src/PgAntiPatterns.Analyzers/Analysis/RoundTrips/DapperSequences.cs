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
            || ParametersOf(call) is not { } given
            || call.ArgumentFor(member.Ordinal)?.Value is not { } connection
            || !platform.IsPostgres(member, connection))
        {
            return null;
        }

        var parameters = given.Unwrapped();
        return Sequences.IsCollection(parameters.Type)
            && !SessionTypes.IsParameterSet(parameters.Type)
            && !Sequences.IsBounded(parameters, platform)
            && RoundTrips.At(call, platform) is { Kind: RoundTripKind.Read or RoundTripKind.Write, Sql.Effect: SqlEffect.Read or SqlEffect.Write }
                ? new DapperSequence(call, parameters)
                : null;
    }

    /// <summary>What the statement's parameters are taken from: an argument of the call, or of the command definition that it is given.</summary>
    private static IOperation? ParametersOf(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { IsImplicit: false, Parameter.Name: "param" })
            {
                return argument.Value;
            }

            if (argument.Parameter?.Name is "command" && CreationOf(argument.Value) is { } creation)
            {
                return creation.Arguments.FirstOrDefault(candidate => candidate is { IsImplicit: false, Parameter.Name: "parameters" })?.Value;
            }
        }

        return null;
    }

    private static IObjectCreationOperation? CreationOf(IOperation value) =>
        (value.Unwrapped() as IObjectCreationOperation) ?? CalledTrips.ValueOf(value.Unwrapped())?.Unwrapped() as IObjectCreationOperation;
}
