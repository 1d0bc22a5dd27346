using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does a loop end with the round trip, or with its answer?</summary>
internal static class Exits
{
    /// <summary>True where the turn that makes the round trip is the last one: what follows it in its block leaves the loop.</summary>
    public static bool LeavesBehind(IOperation position, Repetition loop)
    {
        for (var part = InOwnTurn(position, loop); part is not null && part != loop.Body; part = part.Parent)
        {
            if (part is IReturnOperation { Kind: OperationKind.Return } && loop.IsLoop)
            {
                return true;
            }

            if (part.Parent is IBlockOperation block && EndsOutside(block, loop))
            {
                return true;
            }

            if (part.Parent is ISwitchCaseOperation section && section.Body.Length > 0 && IsExit(section.Body[section.Body.Length - 1], loop))
            {
                return true;
            }

            if (part is IThrowOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where the loop goes on only until the round trip gives the answer that is looked for.</summary>
    public static bool IsSearch(RoundTrip trip, Repetition loop, Origins results)
    {
        if (!loop.IsLoop)
        {
            return false;
        }

        // A list of work that the answers make longer is not looked for one of them.
        if (loop.ElementOperations.IsEmpty && ConditionOf(loop.Operation) is { } condition && results.Of(condition) != 0)
        {
            return true;
        }

        foreach (var operation in Inside(loop.Body))
        {
            switch (operation)
            {
                case IConditionalOperation { Condition: var asked } choice when results.Of(asked) != 0 && Leaves(choice, loop, results):
                    return true;
                case ISwitchOperation { Value: var value } selection when results.Of(value) != 0 && selection.Cases.Any(section => section.Body.Any(statement => IsExit(statement, loop))):
                    return true;
            }
        }

        return false;
    }

    /// <summary>The operations of a body that run in its own turn: lambdas and local functions that it only declares are left out.</summary>
    public static IEnumerable<IOperation> Inside(IOperation body)
    {
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            yield return operation;
            foreach (var child in operation.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    pending.Push(child);
                }
            }
        }
    }

    /// <summary>What a lambda returns does not leave the loop around it: the lambda itself is what stands in the turn.</summary>
    private static IOperation InOwnTurn(IOperation position, Repetition loop)
    {
        var outermost = position;
        for (var part = position; part is not null && part != loop.Body; part = part.Parent)
        {
            outermost = part is IAnonymousFunctionOperation ? part : outermost;
        }

        return outermost;
    }

    /// <summary>What decides whether a loop goes on.</summary>
    public static IOperation? ConditionOf(IOperation loop) => loop switch
    {
        IWhileLoopOperation { Condition: var condition } => condition,
        IForLoopOperation { Condition: var condition } => condition,
        _ => null,
    };

    private static bool EndsOutside(IBlockOperation block, Repetition loop) =>
        block.Operations.Length > 0 && IsExit(block.Operations[block.Operations.Length - 1], loop);

    private static bool IsExit(IOperation statement, Repetition loop) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return } => loop.IsLoop,
        IBranchOperation { BranchKind: BranchKind.Break, Target: var target } => loop.Operation is ILoopOperation outer && SymbolEqualityComparer.Default.Equals(target, outer.ExitLabel),
        IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => EndsOutside(block, loop),
        _ => false,
    };

    /// <summary>An exit that the answer decides. A missing row that ends everything with an error or a refusal is no search: in the good case every element is asked for.</summary>
    private static bool Leaves(IConditionalOperation choice, Repetition loop, Origins results)
    {
        foreach (var branch in new[] { choice.WhenTrue, choice.WhenFalse })
        {
            if (branch is null)
            {
                continue;
            }

            foreach (var operation in Inside(branch))
            {
                switch (operation)
                {
                    case IBranchOperation { BranchKind: BranchKind.Break, Target: var target } when loop.Operation is ILoopOperation outer && SymbolEqualityComparer.Default.Equals(target, outer.ExitLabel):
                        return true;
                    case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: var value } when !(branch == choice.WhenTrue && IsMissing(choice.Condition) && !MentionsTurn(value, loop, results)):
                        return true;
                }
            }
        }

        return false;
    }

    private static bool IsMissing(IOperation condition) => condition.Unwrapped() switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var left, RightOperand: var right } => IsNull(left) || IsNull(right),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, LeftOperand: var left } => IsMissing(left),
        _ => false,
    };

    private static bool IsNull(IOperation value) => value.Unwrapped().ConstantValue is { HasValue: true, Value: null };

    private static bool MentionsTurn(IOperation? value, Repetition loop, Origins results) =>
        value is not null && value.Unwrapped() is not (IInvocationOperation or IObjectCreationOperation) && (results.Of(value) != 0 || loop.ElementOrigins().Of(value) != 0);
}
