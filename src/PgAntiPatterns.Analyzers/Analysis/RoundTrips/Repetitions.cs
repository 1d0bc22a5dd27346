using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>What around an operation makes it run more than once?</summary>
internal static class Repetitions
{
    /// <summary>The loops and per-element lambdas around an operation, from the inside out, as far as it is sure to run in them.</summary>
    public static IEnumerable<Repetition> Around(IOperation operation, PlatformModel platform)
    {
        var child = operation;
        while (child.Parent is { } parent)
        {
            switch (parent)
            {
                case ILocalFunctionOperation:
                    yield break;
                case IAnonymousFunctionOperation lambda:
                    if (CallerOf(lambda) is not { } argument || argument.Parent is not IInvocationOperation call)
                    {
                        yield break;
                    }

                    if (OfLambda(call, lambda, argument, platform) is { } perElement)
                    {
                        yield return perElement;
                    }
                    else if (!RunsOnce(call, argument, platform))
                    {
                        yield break;
                    }

                    child = call;
                    continue;
                case IForEachLoopOperation loop when child == loop.Body:
                    yield return Loops.Of(loop, platform);
                    break;
                case IForLoopOperation loop when !loop.Before.Contains(child):
                    yield return Loops.Of(loop, platform);
                    break;
                case IWhileLoopOperation loop:
                    yield return Loops.Of(loop, platform);
                    break;
            }

            child = parent;
        }
    }

    /// <summary>True where an operation is inside any loop or lambda; cheap, and wrong only on the safe side.</summary>
    public static bool MayRepeat(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation or IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The repetition that a call makes of the delegate that it is given; null where it does not call it per element.</summary>
    public static Repetition? OfDelegate(IInvocationOperation call, IArgumentOperation argument, IOperation body, ImmutableArray<IParameterSymbol> parameters, PlatformModel platform)
    {
        var pace = platform.Find(call.TargetMethod, CallsMany) is { } member && member.Ordinal == argument.Parameter?.Ordinal
            ? member.Row.Role switch
            {
                Role.CallsPerElement => Pace.PerElement,
                Role.CallsPerElementAtOnce => Pace.AtOnce,
                _ => Pace.Searching,
            }
            : OtherRow(call, argument, platform);
        if (pace is null)
        {
            return null;
        }

        var source = call.Instance ?? call.Arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == 0)?.Value;
        return new Repetition(
            call,
            body,
            pace is Pace.PerElement or Pace.AtOnce && source is not null
                ? Sequences.IsBounded(source, platform) ? Pace.Bounded : Sequences.IsConsumed(source, false, platform) ? Pace.Consuming : pace.Value
                : pace.Value,
            parameters.Where(parameter => parameter.Type.Name is not ("CancellationToken" or "ParallelLoopState")).ToImmutableArray<ISymbol>(),
            source)
        {
            ElementType = parameters.FirstOrDefault()?.Type,
        };
    }

    /// <summary>The argument that hands a lambda to a call; null where the lambda is kept, or becomes an expression tree.</summary>
    public static IArgumentOperation? CallerOf(IAnonymousFunctionOperation lambda)
    {
        var value = lambda.Parent is IDelegateCreationOperation creation ? creation.Parent : null;
        while (value is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value as IArgumentOperation;
    }

    /// <summary>True where a lambda is called by whom it is handed to.</summary>
    public static bool IsCalled(IAnonymousFunctionOperation lambda, PlatformModel platform) =>
        CallerOf(lambda) is { Parent: IInvocationOperation call } argument && (RunsOnce(call, argument, platform) || OfLambda(call, lambda, argument, platform) is not null);

    private static bool CallsMany(Role role) => role is Role.CallsPerElement or Role.CallsPerElementAtOnce or Role.CallsUntilFound;

    /// <summary>A member with several delegates has a row for each.</summary>
    private static Pace? OtherRow(IInvocationOperation call, IArgumentOperation argument, PlatformModel platform) =>
        platform.FindAll(call.TargetMethod).FirstOrDefault(member => CallsMany(member.Row.Role) && member.Ordinal == argument.Parameter?.Ordinal)?.Row.Role switch
        {
            Role.CallsPerElement => Pace.PerElement,
            Role.CallsPerElementAtOnce => Pace.AtOnce,
            Role.CallsUntilFound => Pace.Searching,
            _ => null,
        };

    private static Repetition? OfLambda(IInvocationOperation call, IAnonymousFunctionOperation lambda, IArgumentOperation argument, PlatformModel platform) =>
        OfDelegate(call, argument, lambda.Body, lambda.Symbol.Parameters, platform);

    private static bool RunsOnce(IInvocationOperation call, IArgumentOperation argument, PlatformModel platform) =>
        platform.FindAll(call.TargetMethod).Any(member => member.Row.Role is Role.CallsOnce && member.Ordinal == argument.Parameter?.Ordinal)
        || (argument.Parameter?.OriginalDefinition is { } taken && SourceOperations.BodyOf(call.TargetMethod.OriginalDefinition, platform.Compilation) is { } body && Exits.Inside(body).Any(operation => Invokes(operation, taken, platform)));

    /// <summary>The delegate is called directly, in no loop but one that tries again.</summary>
    private static bool Invokes(IOperation operation, IParameterSymbol taken, PlatformModel platform) =>
        operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } instance }
        && SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(instance), taken)
        && Around(operation, platform).All(loop => loop.Pace is Pace.Bounded || (loop.Pace is Pace.Unknown && RepeatedTrips.IsTriedAgain(operation, loop)));
}
