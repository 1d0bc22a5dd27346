using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>May a turn change what its own question is answered, such as by telling the program whom it asks for?</summary>
internal static class TurnEffects
{
    /// <summary>True where the turn sets a member of something that outlives it, or calls what nobody here knows.</summary>
    public static bool MayChangeAnswer(RoundTrip trip, Repetition loop, PlatformModel platform) => Exits.Inside(loop.Body).Any(operation => operation switch
    {
        IAssignmentOperation { Target: var target } => IsMemberFromOutside(target.Unwrapped(), loop),
        IIncrementOrDecrementOperation { Target: var target } => IsMemberFromOutside(target.Unwrapped(), loop),
        IInvocationOperation call => call != trip.Operation && !IsKnown(call, platform),
        _ => false,
    });

    private static bool IsMemberFromOutside(IOperation target, Repetition loop)
    {
        if (target is not IMemberReferenceOperation { Instance: var owner } || SessionTypes.IsCommand(owner?.Type) || owner?.Type?.Name.EndsWith("Parameter", StringComparison.Ordinal) is true)
        {
            return false;
        }

        while (owner?.Unwrapped() is IMemberReferenceOperation { Instance: var outer })
        {
            owner = outer;
        }

        return owner?.Unwrapped() switch
        {
            ILocalReferenceOperation { Local: var local } => !IsInside(local, loop),
            IParameterReferenceOperation { Parameter: var parameter } => !IsInside(parameter, loop),
            IInstanceReferenceOperation { ReferenceKind: var kind } => kind is not InstanceReferenceKind.ImplicitReceiver,
            null => true,
            _ => false,
        };
    }

    private static bool IsInside(ISymbol variable, Repetition loop) =>
        variable.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == loop.Operation.Syntax.SyntaxTree && loop.Operation.Syntax.Span.Contains(reference.Span));

    private static bool IsKnown(IInvocationOperation call, PlatformModel platform)
    {
        var method = call.TargetMethod;
        return method.MethodKind is not MethodKind.DelegateInvoke
            && !method.Name.StartsWith("ChangeDatabase", StringComparison.Ordinal)
            && (PlatformModel.IsDriverAssembly(method.ContainingAssembly?.Name ?? "")
                || SessionTypes.IsSession(method.ContainingType)
                || RuntimeTypes.IsInward(method.ContainingType)
                || CalledTrips.At(call, platform) is { Changes: false });
    }
}
