using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does a call lead to a method that opens a connection and hands it out?</summary>
internal static class RentingCalls
{
    /// <summary>The renting of a connection behind a call; null where one of its targets hands out none, or a closed one.</summary>
    public static RoundTrip? At(IOperation operation, PlatformModel platform)
    {
        if (operation is not IInvocationOperation call
            || !IsConnection(ResultOf(call.Type))
            || Targets.Of(call, platform) is not { Length: > 0 } targets)
        {
            return null;
        }

        Location? opening = null;
        foreach (var target in targets)
        {
            if (OpeningIn(target, platform) is not { } found)
            {
                return null;
            }

            opening ??= found.Syntax.GetLocation();
        }

        return new RoundTrip(call, RoundTripKind.Rent, call.Arguments.Select(argument => argument.Value).ToImmutableArray(), call.Instance, SqlFacts.Unknown)
        {
            Chain = ImmutableArray.Create(opening!),
        };
    }

    private static IOperation? OpeningIn(IMethodSymbol target, PlatformModel platform) =>
        SourceOperations.BodyOf(target, platform.Compilation) is { } body
            ? Exits.Inside(body).FirstOrDefault(operation => RoundTrips.At(operation, platform) is { Kind: RoundTripKind.Rent } && !IsConditional(operation, body) && IsHandedOut(operation, body))
            : null;

    /// <summary>False for a connection that is kept, or that another one may have been returned in the place of.</summary>
    private static bool IsHandedOut(IOperation opening, IOperation body)
    {
        var returns = Exits.Inside(body).OfType<IReturnOperation>().Where(returned => returned.ReturnedValue is not null).ToList();
        return returns.Count > 0 && returns.All(returned => returned.DescendantsAndSelf().Contains(opening)
            || (returned.Syntax.SpanStart > opening.Syntax.SpanStart && ValueFlows.RootOf(returned.ReturnedValue!) is ILocalSymbol));
    }

    private static bool IsConditional(IOperation operation, IOperation body)
    {
        for (var part = operation; part.Parent is { } parent && part != body; part = parent)
        {
            if (parent is IConditionalOperation or ICoalesceOperation or ICoalesceAssignmentOperation or ISwitchOperation or ICatchClauseOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static ITypeSymbol? ResultOf(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    private static bool IsConnection(ITypeSymbol? type) => SessionTypes.IsSession(type) && !SessionTypes.IsContext(type) && type!.Name.EndsWith("Connection", StringComparison.Ordinal);
}
