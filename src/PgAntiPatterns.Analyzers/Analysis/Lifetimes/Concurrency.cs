using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does a body run two commands at once on one connection or context?</summary>
internal static class Concurrency
{
    /// <summary>So many tasks of one body are followed.</summary>
    private const int MaxTasks = 40;

    public static IEnumerable<LifetimeFinding> In(Lifetime lifetime)
    {
        var tasks = lifetime.Body.Operations.OfType<IInvocationOperation>().Where(IsStarted).Where(call => lifetime.Calls.IsFinishedAtReturn(call.TargetMethod) is not true).Take(MaxTasks + 1).ToList();
        if (tasks.Count <= MaxTasks)
        {
            foreach (var finding in tasks.SelectMany(task => OfTask(task, lifetime)))
            {
                yield return finding;
            }
        }

        foreach (var finding in FannedOut(lifetime).Concat(FannedOutByName(lifetime)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<LifetimeFinding> OfTask(IInvocationOperation task, Lifetime lifetime)
    {
        foreach (var carrier in lifetime.Runs(task).Where(carrier => carrier.Kind is not (CarrierKind.Hidden or CarrierKind.Inline)))
        {
            var tracking = new TaskTracking(lifetime, task, carrier);
            if (!tracking.Follow())
            {
                continue;
            }

            foreach (var (kind, place) in tracking.Outcome.Misuses)
            {
                yield return kind switch
                {
                    Misuse.Outlived => new LifetimeFinding(LifetimeFault.Outlived, task, ImmutableArray<IOperation>.Empty),
                    _ => new LifetimeFinding(LifetimeFault.Concurrent, place, ImmutableArray.Create<IOperation>(task), carrier.IsContext) { Busy = carrier.Symbol },
                };
            }
        }
    }

    /// <summary>Commands inside a lambda that runs many times at once, on a connection from outside of it.</summary>
    private static IEnumerable<LifetimeFinding> FannedOut(Lifetime lifetime)
    {
        var body = lifetime.Body;
        if (body.Lambda is not { } lambda || body.Parent is not { } parent || CallOf(lambda) is not { } call || !(RunsAtOnce(call, parent, lifetime.Platform) || IsStartedForEach(call, lambda)) || IsGuarded(body, lifetime.Platform))
        {
            yield break;
        }

        var isNamed = call.TargetMethod.Name is "Invoke";
        var seen = new HashSet<Carrier>();
        foreach (var run in body.Operations.OfType<IInvocationOperation>())
        {
            foreach (var carrier in lifetime.Runs(run))
            {
                if (carrier.Kind is not (CarrierKind.Hidden or CarrierKind.Inline) && carrier.Symbol is { } symbol && !body.Declares(symbol) && (!isNamed || IsRunEarlier(carrier, call, lambda, lifetime)) && seen.Add(carrier))
                {
                    yield return new LifetimeFinding(LifetimeFault.Concurrent, run, ImmutableArray.Create<IOperation>(call), carrier.IsContext);
                }
            }
        }
    }

    /// <summary>True where another action of the same call runs on the connection as well.</summary>
    private static bool IsRunEarlier(Carrier carrier, IInvocationOperation call, IFlowAnonymousFunctionOperation lambda, Lifetime lifetime) =>
        call.DescendantsAndSelf().OfType<IFlowAnonymousFunctionOperation>().TakeWhile(other => other != lambda).Any(other => lifetime.RunsInFunction(other).Contains(carrier));

    /// <summary>The same where a method is named in place of a lambda.</summary>
    private static IEnumerable<LifetimeFinding> FannedOutByName(Lifetime lifetime)
    {
        foreach (var reference in lifetime.Body.Operations.OfType<IMethodReferenceOperation>())
        {
            if (reference.Instance is null or IInstanceReferenceOperation && CallOf(reference) is { } call && RunsAtOnce(call, lifetime.Body, lifetime.Platform)
                && lifetime.Calls.RunsOn(reference.Method).FirstOrDefault(carrier => carrier.Symbol is IFieldSymbol or IPropertySymbol || carrier.Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }) is { } shared)
            {
                yield return new LifetimeFinding(LifetimeFault.Concurrent, reference, ImmutableArray.Create<IOperation>(call), shared.IsContext);
            }
        }
    }

    /// <summary>True for a task that nobody waits for on the spot.</summary>
    private static bool IsStarted(IInvocationOperation call) =>
        call.Type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" } && !Calls.IsAwaited(call) && !IsBlockedOn(call);

    private static bool IsBlockedOn(IInvocationOperation call) => call.Parent switch
    {
        IPropertyReferenceOperation => true,
        IInvocationOperation { TargetMethod.Name: "Wait" or "GetAwaiter" } outer => outer.Instance == call,
        _ => false,
    };

    private static IInvocationOperation? CallOf(IOperation lambda)
    {
        var parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IArrayInitializerOperation or IArrayCreationOperation || (parent is not null && CollectionExpressions.Is(parent)))
        {
            parent = parent.Parent;
        }

        return parent as IInvocationOperation;
    }

    /// <summary>An asynchronous lambda for each element of a list: nobody awaits one before the next starts.</summary>
    private static bool IsStartedForEach(IInvocationOperation call, IFlowAnonymousFunctionOperation lambda) =>
        lambda.Symbol.IsAsync && call.TargetMethod is { Name: "ForEach", ContainingType.Name: "List" };

    private static bool RunsAtOnce(IInvocationOperation call, FlowBody parent, PlatformModel platform) =>
        (platform.Find(call.TargetMethod, Role.RunsManyBeside) is not null && !IsOneByOne(call, parent))
        || (platform.Find(call.TargetMethod, Role.MapsEach) is not null && IsAwaitedTogether(call, parent, platform, 0));

    /// <summary>True where the options of a parallel loop let one turn run at a time.</summary>
    private static bool IsOneByOne(IInvocationOperation call, FlowBody parent)
    {
        var options = call.Arguments.Where(argument => argument.Value.Type is { Name: "ParallelOptions" }).SelectMany(argument => NamesOf(argument.Value, parent)).ToList();
        var degrees = parent.Operations.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "MaxDegreeOfParallelism", Instance: { } instance } && NamesOf(instance, parent).Any(options.Contains))
            .ToList();
        return degrees.Count > 0 && degrees.All(degree => degree.Value.ConstantValue is { HasValue: true, Value: 1 });
    }

    /// <summary>The variable that an expression names, and those that it has its one value from.</summary>
    private static IEnumerable<object> NamesOf(IOperation value, FlowBody body)
    {
        var current = value;
        for (var depth = 0; depth < 4 && FlowBody.VariableOf(Carriers.Bare(current)) is { } variable; depth++)
        {
            yield return variable;
            if (body.ValuesOf(variable) is not [var only])
            {
                yield break;
            }

            current = only;
        }
    }

    /// <summary>True where the tasks of a lazy sequence are all started before one of them is awaited.</summary>
    private static bool IsAwaitedTogether(IOperation sequence, FlowBody body, PlatformModel platform, int depth)
    {
        var current = sequence;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation or IArrayCreationOperation or ITranslatedQueryOperation || (current.Parent is { } container && CollectionExpressions.Is(container)))
        {
            current = current.Parent;
        }

        switch (current.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation outer } when platform.Find(outer.TargetMethod, Role.AwaitsAll) is not null:
                return true;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" } outer } when depth < 4:
                return IsAwaitedTogether(outer, body, platform, depth + 1);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                return body.Operations.OfType<IInvocationOperation>().Any(call => platform.Find(call.TargetMethod, Role.AwaitsAll) is not null
                    && call.Arguments.Any(argument => argument.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))));
            default:
                return false;
        }
    }

    /// <summary>True where a semaphore or a lock lets the callers in one by one.</summary>
    private static bool IsGuarded(FlowBody body, PlatformModel platform) =>
        body.Operations.OfType<IInvocationOperation>().Any(call => platform.Find(call.TargetMethod, Role.Guards) is not null || call.TargetMethod is { Name: "Enter", ContainingType.Name: "Monitor" });
}
