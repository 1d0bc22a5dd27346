using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does a reader, a task or a row of a connection live on when the body that opened the connection is done?</summary>
internal static class Survivors
{
    /// <summary>True where ending the resource in its own body breaks what the body hands out, or where nobody can tell.</summary>
    public static bool Need(Site site, Lifetime lifetime)
    {
        if (VariableOf(site.Operation) is not { } variable)
        {
            return false;
        }

        return Escapes.Outgoing(lifetime).Any(carrier => IsOf(carrier, variable))
            || Sites.In(lifetime).Any(made => made.Kind is ResourceKind.Reader or ResourceKind.Grid or ResourceKind.Copy && made.Carrier is { } carrier && IsOf(carrier, variable) && IsHandedOut(made, lifetime));
    }

    private static bool IsHandedOut(Site made, Lifetime lifetime)
    {
        var tracking = made.Tracking(lifetime);
        return !tracking.Follow() || tracking.Outcome.IsGivenAway || tracking.Outcome.Returned.Count > 0;
    }

    private static bool IsOf(Carrier carrier, ISymbol variable) => carrier.Symbol is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, variable);

    /// <summary>The variable that is given what an expression makes.</summary>
    private static ISymbol? VariableOf(IOperation made)
    {
        var current = made;
        while (current.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation || current.Parent is IInvocationOperation { Instance: { } instance } && instance == current)
        {
            current = current.Parent;
        }

        return current.Parent is ISimpleAssignmentOperation { Target: var target } ? FlowBody.VariableOf(target) as ISymbol : null;
    }
}
