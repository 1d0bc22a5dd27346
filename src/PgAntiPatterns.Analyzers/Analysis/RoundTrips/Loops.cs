using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>What is a loop's next turn for: another element, another try, another page?</summary>
internal static class Loops
{
    /// <summary>So many turns that the code itself counts are no matter.</summary>
    public const int FewTurns = 20;

    private static readonly ConditionalWeakTable<IWhileLoopOperation, Repetition> WhileLoops = new();

    public static Repetition Of(IForEachLoopOperation loop, PlatformModel platform)
    {
        var pace = Sequences.IsBounded(loop.Collection, platform) ? Pace.Bounded
            : Sequences.IsConsumed(loop.Collection, loop.IsAsynchronous, platform) ? Pace.Consuming
            : Pace.PerElement;
        return new Repetition(loop, loop.Body, pace, loop.Locals.ToImmutableArray<ISymbol>(), loop.Collection)
        {
            ElementType = loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.Type: var type } ? type : null,
        };
    }

    public static Repetition Of(IForLoopOperation loop, PlatformModel platform)
    {
        var counters = loop.Locals.Cast<ISymbol>()
            .Concat(loop.AtLoopBottom.SelectMany(step => step.DescendantsAndSelf()).Select(Stepped).OfType<ISymbol>())
            .Distinct<ISymbol>(SymbolEqualityComparer.Default)
            .ToImmutableArray();
        var bound = IsCountedDown(loop) ? StartOf(loop) : BoundOf(loop.Condition);
        var pace = bound is null || !IsStep(loop) ? Pace.Unknown
            : bound.ConstantValue is { HasValue: true, Value: int turns } && turns <= FewTurns ? Pace.Bounded
            : CollectionOf(bound) is { } counted && Sequences.IsBounded(counted, platform) ? Pace.Bounded
            : Pace.PerElement;
        return new Repetition(loop, loop.Body, pace, counters, pace is Pace.PerElement ? CollectionOf(bound!) : null);
    }

    /// <summary>Found out once, because it is asked for every operation in the loop and looks at all of them.</summary>
    public static Repetition Of(IWhileLoopOperation loop, PlatformModel platform) => WhileLoops.GetValue(loop, _ => Read(loop, platform));

    private static Repetition Read(IWhileLoopOperation loop, PlatformModel platform)
    {
        var elements = ImmutableArray.CreateBuilder<ISymbol>();
        var operations = ImmutableArray.CreateBuilder<IOperation>();
        IOperation? source = null;
        foreach (var call in Calls(loop.Condition))
        {
            if (platform.Find(call.TargetMethod, role => role is Role.AdvancesReader or Role.AdvancesEnumerator) is not null && ValueFlows.RootOf(call.Instance) is { } moved)
            {
                elements.Add(moved);
                source = call.Instance;
            }
        }

        foreach (var call in Calls(loop.Condition).Concat(Calls(loop.Body)))
        {
            if (platform.Find(call.TargetMethod, Role.GivesNextItem) is { } && IsHeldHere(call.Instance, loop) && IsWaitedFor(call, loop))
            {
                operations.Add(call);
                source ??= call.Instance;
                elements.AddRange(call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Out).Select(argument => ValueFlows.RootOf(argument.Value)).OfType<ISymbol>());
            }
        }

        if (source is null && BoundOf(loop.Condition) is { } bound && CollectionOf(bound) is { } collection && CounterOf(loop) is { } counter)
        {
            elements.Add(counter);
            source = collection;
        }

        return new Repetition(loop, loop.Body, source is null ? Pace.Unknown : Pace.PerElement, elements.ToImmutable(), source) { ElementOperations = operations.ToImmutable() };
    }

    /// <summary>The collection of <c>items.Count</c> and <c>items.Length</c>; null where a bound is a plain number.</summary>
    private static IOperation? CollectionOf(IOperation bound) => bound.Unwrapped() switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } collection } => collection,
        IInvocationOperation { TargetMethod: { Name: "Count", IsExtensionMethod: true }, Arguments: { Length: 1 } arguments } => arguments[0].Value,
        _ => null,
    };

    /// <summary>What a counter is compared with.</summary>
    private static IOperation? BoundOf(IOperation? condition) => condition?.Unwrapped() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals, RightOperand: var right } => right,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual, LeftOperand: var left, RightOperand: var right } => right.ConstantValue.HasValue ? null : left,
        _ => null,
    };

    /// <summary>True where each turn goes on by one; longer steps are slices, and dates are no elements.</summary>
    private static bool IsStep(IForLoopOperation loop) =>
        loop.AtLoopBottom.Length == 1
        && loop.AtLoopBottom[0].DescendantsAndSelf().OfType<IIncrementOrDecrementOperation>().FirstOrDefault() is { Target.Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 };

    private static bool IsCountedDown(IForLoopOperation loop) => loop.AtLoopBottom.Any(step => step.DescendantsAndSelf().Any(operation => operation.Kind is OperationKind.Decrement));

    /// <summary>The size that a loop begins with when it counts down: <c>items.Count</c> of <c>items.Count - 1</c>.</summary>
    private static IOperation? StartOf(IForLoopOperation loop) =>
        loop.Before.SelectMany(start => start.DescendantsAndSelf()).FirstOrDefault(operation => CollectionOf(operation) is not null);

    private static ISymbol? Stepped(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Target: var target } => ValueFlows.RootOf(target),
        IAssignmentOperation { Target: var target } => ValueFlows.RootOf(target),
        _ => null,
    };

    /// <summary>The variable that a while loop counts up and compares.</summary>
    private static ISymbol? CounterOf(IWhileLoopOperation loop) =>
        loop.Condition?.Unwrapped() is IBinaryOperation { LeftOperand: var left } && ValueFlows.RootOf(left) is { } counter
        && loop.Body.Descendants().OfType<IIncrementOrDecrementOperation>().Any(step => SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(step.Target), counter))
            ? counter
            : null;

    private static IEnumerable<IInvocationOperation> Calls(IOperation? part) => part?.DescendantsAndSelf().OfType<IInvocationOperation>() ?? [];

    /// <summary>A queue of the object itself is filled by others; one of the method is its own list of work. Of text it does not matter.</summary>
    private static bool IsHeldHere(IOperation? source, IWhileLoopOperation loop) =>
        source is not null && (source.Type?.Name is not ("Queue" or "Stack") || ValueFlows.RootOf(source) is ILocalSymbol) && !IsInside(source, loop.Body, ValueFlows.RootOf(source));

    private static bool IsInside(IOperation source, IOperation body, ISymbol? symbol) =>
        symbol is ILocalSymbol && body.Descendants().OfType<IVariableDeclaratorOperation>().Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, symbol));

    /// <summary>True where the loop goes on because there is another item: it stands in the condition, or the condition asks the source.</summary>
    private static bool IsWaitedFor(IInvocationOperation call, IWhileLoopOperation loop) =>
        loop.Condition is { } condition
        && (condition.Syntax.Span.Contains(call.Syntax.Span)
            || (ValueFlows.RootOf(call.Instance) is { } source && condition.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(part), source))));
}
