using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does a condition keep a round trip from being made in most turns: a full buffer, a cache, a value that is there already?</summary>
internal static class Guards
{
    /// <summary>True where the round trip is made now and then only.</summary>
    public static bool IsRare(IOperation position, IOperation body, Origins? elements, PlatformModel platform)
    {
        for (var part = position; part.Parent is { } parent && part != body; part = parent)
        {
            switch (parent)
            {
                case IBlockOperation block when block.Operations.TakeWhile(statement => statement != part).Any(statement => IsFlushOtherwise(statement, elements)):
                    return true;
                case ICatchClauseOperation:
                case ICoalesceAssignmentOperation assignment when assignment.Value == part:
                case ICoalesceOperation choice when choice.WhenNull == part:
                    return true;
                case IConditionalOperation choice when choice.Condition != part:
                    if (IsFlush(choice.Condition, elements) || IsLoadedTest(choice.Condition) || IsMemo(choice, part))
                    {
                        return true;
                    }

                    break;
            }
        }

        return IsCached(position, body, platform);
    }

    /// <summary>True where the code names the turns, <c>if (i == 0 || i == 3)</c>: there are never more of them.</summary>
    public static bool IsNamedTurn(IOperation position, Repetition loop)
    {
        for (var part = position; part.Parent is { } parent && part != loop.Body; part = parent)
        {
            if (parent is IConditionalOperation choice && choice.WhenTrue == part && loop.Operation is IForLoopOperation && NamesTurns(choice.Condition.Unwrapped(), loop))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesTurns(IOperation condition, Repetition loop) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => NamesTurns(either.LeftOperand.Unwrapped(), loop) && NamesTurns(either.RightOperand.Unwrapped(), loop),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => NamesTurns(both.LeftOperand.Unwrapped(), loop) || NamesTurns(both.RightOperand.Unwrapped(), loop),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue.HasValue: true, LeftOperand: var turn } => turn.Unwrapped() is ILocalReferenceOperation { Local: var counter } && loop.Elements.Contains(counter, SymbolEqualityComparer.Default),
        _ => false,
    };

    /// <summary>True where a method that was called before gives back what it kept: a field is asked for, and set after the round trip.</summary>
    public static bool IsRemembered(IOperation position, IOperation body) =>
        IsOwnStore(position, body)
        || Exits.Inside(body).OfType<IConditionalOperation>().Any(choice =>
            choice.Syntax.SpanStart < position.Syntax.SpanStart
            && choice.Condition.DescendantsAndSelf().Select(part => ValueFlows.RootOf(part)).FirstOrDefault(symbol => symbol is IFieldSymbol or IPropertySymbol) is { } kept
            && Exits.Inside(choice.WhenTrue).Any(operation => operation is IReturnOperation)
            && Exits.Inside(body).Any(operation => operation is ISimpleAssignmentOperation { Target: var target } && SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(target), kept)));

    /// <summary>True where a method asks an indexer of its own object before the round trip, and fills it after.</summary>
    private static bool IsOwnStore(IOperation position, IOperation body)
    {
        var stores = Exits.Inside(body).OfType<IPropertyReferenceOperation>().Where(reference => reference is { Property.IsIndexer: true, Instance: IInstanceReferenceOperation }).ToList();
        return stores.Any(read => read.Syntax.SpanStart < position.Syntax.SpanStart && !IsTarget(read)
            && stores.Any(write => IsTarget(write) && SymbolEqualityComparer.Default.Equals(write.Property, read.Property)));
    }

    private static bool IsTarget(IOperation reference) => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;

    /// <summary>True where a turn waits for time to pass, as a poll does; a pause behind a failure is not meant.</summary>
    public static bool IsPaced(Repetition loop, PlatformModel platform)
    {
        if (loop.Operation is ILoopOperation && Exits.ConditionOf(loop.Operation) is { } condition && Exits.Inside(condition).Any(operation => IsPause(operation, platform)))
        {
            return true;
        }

        return Exits.Inside(loop.Body).Any(operation => IsPause(operation, platform) && IsOwnTurn(operation, loop.Body));
    }

    private static bool IsPause(IOperation operation, PlatformModel platform) =>
        operation is IInvocationOperation call && platform.Find(call.TargetMethod, Role.Pauses) is not null;

    private static bool IsOwnTurn(IOperation operation, IOperation body)
    {
        for (var part = operation; part is not null && part != body; part = part.Parent)
        {
            if (part is ILoopOperation or ICatchClauseOperation)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>++n % 100 == 0</c>, <c>buffer.Count >= 500</c>, <c>pending > limit</c>: the turn in which enough has come together.</summary>
    private static bool IsFlush(IOperation condition, Origins? elements)
    {
        foreach (var part in condition.DescendantsAndSelf())
        {
            if (part is not IBinaryOperation comparison)
            {
                continue;
            }

            if (comparison.OperatorKind is BinaryOperatorKind.Remainder || IsTime(comparison, elements))
            {
                return true;
            }

            if (comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals
                && (IsSize(comparison.LeftOperand, comparison.RightOperand, elements) || IsSize(comparison.RightOperand, comparison.LeftOperand, elements)))
            {
                return true;
            }

            if (comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual && IsSize(comparison.RightOperand, comparison.LeftOperand, elements))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>if (n % 100 != 0) continue;</c> and <c>if (buffer.Count &lt; 500) continue;</c> in front of the round trip.</summary>
    private static bool IsFlushOtherwise(IOperation statement, Origins? elements) =>
        statement is IConditionalOperation { Condition: var condition, WhenTrue: var skipped, WhenFalse: null }
        && (skipped is IBranchOperation { BranchKind: BranchKind.Continue } or IReturnOperation || skipped is IBlockOperation { Operations: [IBranchOperation { BranchKind: BranchKind.Continue } or IReturnOperation] })
        && condition.DescendantsAndSelf().Any(part => part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder }
            || (part is IBinaryOperation timed && IsTime(timed, elements))
            || (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals } comparison && IsSize(comparison.LeftOperand, comparison.RightOperand, null)));

    /// <summary><c>clock.Elapsed > pause</c>, <c>DateTime.UtcNow - last > pause</c>: enough time has passed, whatever the element is.</summary>
    private static bool IsTime(IBinaryOperation comparison, Origins? elements) =>
        elements is not null
        && comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
        && comparison.Descendants().Any(part => part is IPropertyReferenceOperation { Property.Name: "UtcNow" or "Now" or "Elapsed" or "ElapsedMilliseconds" })
        && elements.Of(comparison) == 0;

    private static bool IsSize(IOperation size, IOperation limit, Origins? elements)
    {
        switch (size.Unwrapped())
        {
            case IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "Size", Instance: { } collection }:
                return !(limit.ConstantValue is { HasValue: true, Value: 0 or 1 }) && (elements is null || elements.OfIdentity(collection) == 0);
            case IInvocationOperation { TargetMethod: { Name: "Count", IsExtensionMethod: true }, Arguments: [{ Value: var counted }] } when !SessionTypes.IsQueryable(counted.Unwrapped().Type):
                return !(limit.ConstantValue is { HasValue: true, Value: 0 or 1 }) && (elements is null || elements.OfIdentity(counted) == 0);
            case IIncrementOrDecrementOperation:
                return true;
            case ILocalReferenceOperation { Local: var local } reference:
                return IsCounted(local, reference);
            case IFieldReferenceOperation { Field: var field } reference:
                return IsCounted(field, reference);
            default:
                return false;
        }
    }

    private static bool IsCounted(ISymbol counter, IOperation reference) =>
        reference.Root().Descendants().Any(operation => operation switch
        {
            IIncrementOrDecrementOperation { Target: var target } => SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(target), counter) && IsInBody(operation),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: var target } => SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(target), counter),
            _ => false,
        });

    /// <summary>The counter of a for loop is its element, not a count of what came together.</summary>
    private static bool IsInBody(IOperation step) => !(step.Parent is IForLoopOperation || (step.Parent is IExpressionStatementOperation { Parent: IForLoopOperation loop } statement && loop.AtLoopBottom.Contains(statement)));

    private static bool IsLoadedTest(IOperation condition) => condition.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation { Property.Name: "IsLoaded" });

    /// <summary><c>if (rates == null) rates = …</c>.</summary>
    private static bool IsMemo(IConditionalOperation choice, IOperation branch)
    {
        var tested = choice.Condition.Unwrapped() switch
        {
            IIsPatternOperation { Value: var value, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => value,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var left, RightOperand.ConstantValue: { HasValue: true, Value: null } } => left,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var left, RightOperand: IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } } } => left,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var flag } => flag,
            _ => null,
        };
        return ValueFlows.RootOf(tested) is { } variable
            && branch.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Any(assignment => SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(assignment.Target), variable));
    }

    /// <summary>True where a collection is asked for the key first and given the answer afterwards.</summary>
    private static bool IsCached(IOperation position, IOperation body, PlatformModel platform)
    {
        foreach (var operation in Exits.Inside(body))
        {
            if (operation is IInvocationOperation { TargetMethod.Name: var name } call
                && StoreOf(call) is { } store
                && (name.StartsWith("TryGet", StringComparison.Ordinal) || name is "ContainsKey" or "Contains" or "Get" or "GetValueOrDefault" or "GetAsync" or "GetStringAsync" || (store is IFieldSymbol && name is "FirstOrDefault" or "Find"))
                && call.Syntax.SpanStart < position.Syntax.Span.End
                && IsTested(call)
                && Exits.Inside(body).Any(other => Fills(other, store) || FillsInside(other, store, platform)))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? StoreOf(IInvocationOperation call) =>
        ValueFlows.RootOf(call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value);

    private static bool IsTested(IInvocationOperation call)
    {
        for (IOperation part = call; part.Parent is { } parent; part = parent)
        {
            switch (parent)
            {
                case IConditionalOperation choice when choice.Condition == part:
                case IVariableInitializerOperation or ISimpleAssignmentOperation:
                    return true;
                case IBlockOperation:
                    return false;
            }
        }

        return false;
    }

    /// <summary>True for a call of a method of the same object that puts something into the store.</summary>
    private static bool FillsInside(IOperation operation, ISymbol store, PlatformModel platform) =>
        operation is IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var method }
        && store is IFieldSymbol
        && SourceOperations.BodyOf(method, platform.Compilation) is { } body
        && Exits.Inside(body).Any(inner => Fills(inner, store));

    private static bool Fills(IOperation operation, ISymbol store) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var instance } } => SymbolEqualityComparer.Default.Equals(ValueFlows.RootOf(instance), store),
        IInvocationOperation { TargetMethod.Name: var name } call when name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal) || name.StartsWith("Set", StringComparison.Ordinal) || name is "GetOrAdd" or "Save" or "Store" or "Put" or "PutAsync" =>
            SymbolEqualityComparer.Default.Equals(StoreOf(call), store),
        _ => false,
    };
}
