using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Walks the statements of a body in the order in which they run: branches apart and together again, loops twice.</summary>
/// <typeparam name="TState">What is known at one place; null where no way leads to it.</typeparam>
internal abstract class StatementWalk<TState>
    where TState : class
{
    private const int MaxLoopDepth = 3;

    private readonly Dictionary<ISymbol, TState> _exits = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IOperation> _relevant = [];
    private int _loopDepth;

    /// <summary>What is known where the walk stands.</summary>
    protected TState? State { get; set; }

    /// <summary>What is known where the body is left.</summary>
    protected TState? Returned { get; private set; }

    /// <summary>Makes the walk look at some operations; what contains none of them is skipped.</summary>
    protected void LookAt(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            for (var current = operation; current is not null && _relevant.Add(current); current = current.Parent)
            {
            }
        }
    }

    /// <summary>What an operation does, once its operands are done.</summary>
    protected abstract void Effect(IOperation operation);

    /// <summary>What holds where two ways meet.</summary>
    protected abstract TState Merge(TState first, TState second);

    /// <summary>What a body leaves behind that may have run any number of times.</summary>
    protected virtual TState Repeated(TState before, TState after) => Merge(before, after);

    /// <summary>Called for a lambda or local function that looks at something relevant: it runs at a time that is not known.</summary>
    protected abstract void Defer(IOperation function);

    protected void Walk(IOperation? operation)
    {
        switch (operation)
        {
            case null:
                return;
            case IReturnOperation or IThrowOperation or IBranchOperation:
                Leave(operation);
                return;
        }

        if (!_relevant.Contains(operation))
        {
            // An early way out matters whatever it looks at.
            if (Leaves(operation))
            {
                WalkInside(operation);
            }

            return;
        }

        WalkInside(operation);
    }

    private static bool Leaves(IOperation operation) => operation switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        // Statements only: an expression can be thousands of operands deep.
        IBlockOperation or IConditionalOperation { Type: null } or ISwitchOperation or ISwitchCaseOperation or ITryOperation or ICatchClauseOperation or IUsingOperation or ILockOperation => operation.ChildOperations.Any(Leaves),
        _ => false,
    };

    private void WalkInside(IOperation operation)
    {
        switch (operation)
        {
            case IConditionalOperation conditional:
                Walk(conditional.Condition);
                Branch([conditional.WhenTrue, conditional.WhenFalse]);
                return;
            case ICoalesceOperation or IConditionalAccessOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }:
                WalkMaybe(operation);
                return;
            case ISwitchExpressionOperation selection:
                Walk(selection.Value);
                Branch(selection.Arms.Select(arm => (IOperation?)arm.Value).ToArray());
                return;
            case ILoopOperation loop:
                Loop(loop);
                return;
            case ISwitchOperation selection:
                Switch(selection);
                return;
            case ITryOperation attempt:
                Try(attempt);
                return;
            case IAnonymousFunctionOperation or ILocalFunctionOperation:
                Defer(operation);
                var before = State;
                var returned = Returned;
                State ??= Returned;
                WalkChildren(operation);
                State = Joined(before, Joined(State, Returned));
                Returned = returned;
                return;
            default:
                WalkChildren(operation);
                if (State is not null)
                {
                    Effect(operation);
                }

                return;
        }
    }

    private void WalkChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Walk(child);
        }
    }

    /// <summary>The first operand runs, the others may.</summary>
    private void WalkMaybe(IOperation operation)
    {
        var isFirst = true;
        foreach (var child in operation.ChildOperations)
        {
            var before = State;
            Walk(child);
            State = isFirst ? State : Joined(before, State);
            isFirst = false;
        }
    }

    private TState? Joined(TState? first, TState? second) => first is null ? second : second is null ? first : Merge(first, second);

    private void Leave(IOperation operation)
    {
        WalkChildren(operation);
        if (operation is IBranchOperation { Target: { } target } && State is not null)
        {
            _exits.TryGetValue(target, out var known);
            _exits[target] = Joined(known, State)!;
        }
        else if (operation is IReturnOperation { Kind: not OperationKind.YieldReturn })
        {
            Returned = Joined(Returned, State);
        }

        if (operation is not IReturnOperation { Kind: OperationKind.YieldReturn })
        {
            State = null;
        }
    }

    private void Branch(IReadOnlyList<IOperation?> branches)
    {
        var before = State;
        TState? after = null;
        foreach (var branch in branches)
        {
            State = before;
            Walk(branch);
            after = Joined(after, State);
        }

        State = after;
    }

    private void Switch(ISwitchOperation selection)
    {
        Walk(selection.Value);
        var before = State;
        Branch(selection.Cases);
        var hasDefault = selection.Cases.Any(section => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));
        State = Joined(hasDefault ? State : Joined(State, before), Exit(selection.ExitLabel));
    }

    private void Loop(ILoopOperation loop)
    {
        _loopDepth++;
        var before = State;
        if (_loopDepth <= MaxLoopDepth && before is not null)
        {
            WalkChildren(loop);
            var after = Joined(State, Exit(loop.ContinueLabel));
            State = after is null ? before : Repeated(before, after);
        }

        var entry = State;
        WalkChildren(loop);
        _loopDepth--;
        var turned = Joined(State, Exit(loop.ContinueLabel));
        State = Joined(turned is null || entry is null ? entry : Repeated(entry, turned), Exit(loop.ExitLabel));
    }

    private TState? Exit(ILabelSymbol? label)
    {
        if (label is null || !_exits.TryGetValue(label, out var state))
        {
            return null;
        }

        _exits.Remove(label);
        return state;
    }

    private void Try(ITryOperation attempt)
    {
        var before = State;
        Walk(attempt.Body);
        var after = State;
        var failed = Joined(before, after);
        foreach (var handler in attempt.Catches)
        {
            State = failed;
            Walk(handler);
            after = Joined(after, State);
        }

        State = after ?? (attempt.Finally is null ? null : failed);
        Walk(attempt.Finally);
        State = after is null ? null : State;
    }
}
