using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>The walk itself: statements in order, branches apart and together again, loops once and again.</summary>
internal sealed partial class VariableTrace
{
    private Text? _returned;

    private void Walk(IOperation? operation)
    {
        if (operation is null || _result is not null)
        {
            return;
        }

        if (operation is IReturnOperation or IThrowOperation or IBranchOperation)
        {
            Leave(operation);
            return;
        }

        if (operation is IExpressionStatementOperation { Operation: IThrowOperation })
        {
            _state = null;
            return;
        }

        if (!_relevant.Contains(operation))
        {
            return;
        }

        if (operation == _target)
        {
            _result = _isRehearsal ? null : _state;
            return;
        }

        switch (operation)
        {
            case IConditionalOperation conditional:
                Walk(conditional.Condition);
                Branch(conditional.WhenTrue, conditional.WhenFalse);
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
                Nested(operation);
                return;
            case IVariableDeclaratorOperation { Symbol: var declared } declarator:
                WalkChildren(operation);
                if (SymbolEqualityComparer.Default.Equals(declared, _variable) && _result is null && declarator.Parent is not IForEachLoopOperation)
                {
                    _state = VariableUses.Initializer(declarator) is null ? null : Written(declarator, _state);
                }

                return;
            default:
                WalkChildren(operation);
                if (_result is null)
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

    /// <summary>What an operation does to the variable once its operands are done.</summary>
    private void Effect(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation assignment when Refers(assignment.Target):
                _state = Written(assignment.Target is IDeclarationExpressionOperation { Expression: var declared } ? declared : assignment.Target, _state);
                break;
            case IDeconstructionAssignmentOperation deconstruction when deconstruction.Target.DescendantsAndSelf().FirstOrDefault(Refers) is { } part:
                _state = Written(part is IDeclarationExpressionOperation { Expression: var named } ? named : part, _state);
                break;
            case IIncrementOrDecrementOperation { Target: var target } when Refers(target):
                _state = new HoleText(operation);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: var matched } when SymbolEqualityComparer.Default.Equals(matched, _variable):
            case IRecursivePatternOperation { DeclaredSymbol: var captured } when SymbolEqualityComparer.Default.Equals(captured, _variable):
                _state = Written(operation, _state);
                break;
            case IInvocationOperation call:
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out && Refers(argument.Value))
                    {
                        _state = Written(argument.Value is IDeclarationExpressionOperation { Expression: var inline } ? inline : argument.Value, _state);
                    }
                }

                break;
        }

        if (_state is not null && TextEvaluator.IsBuilder(TypeOf(_variable)))
        {
            _state = _evaluator.With(_variable, _state, () => _evaluator.AfterBuilderUse(operation, _state, Refers));
        }
    }

    private bool Refers(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, _variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, _variable),
        IDeclarationExpressionOperation declaration => Refers(declaration.Expression),
        IConversionOperation { OperatorMethod: null } conversion => Refers(conversion.Operand),
        _ => false,
    };

    private void Leave(IOperation operation)
    {
        WalkChildren(operation);
        if (_result is not null)
        {
            return;
        }

        if (operation is IBranchOperation branch && _state is not null)
        {
            _exits.TryGetValue(branch.Target, out var known);
            _exits[branch.Target] = Merge(known, _state)!;
        }
        else if (operation is IReturnOperation)
        {
            _returned = Merge(_returned, _state);
        }

        _state = null;
    }

    private void Branch(params IOperation?[] branches)
    {
        var before = _state;
        Text? after = null;
        foreach (var branch in branches)
        {
            _state = before;
            Walk(branch);
            if (_result is not null)
            {
                return;
            }

            after = Merge(after, _state);
        }

        _state = after;
    }

    private void Switch(ISwitchOperation selection)
    {
        Walk(selection.Value);
        var before = _state;
        Branch(selection.Cases.Cast<IOperation?>().ToArray());
        if (_result is null)
        {
            var hasDefault = selection.Cases.Any(section => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));
            _state = Merge(hasDefault ? _state : Merge(_state, before), Exit(selection.ExitLabel));
        }
    }

    private void Loop(ILoopOperation loop)
    {
        _loopDepth++;
        var before = _state;
        if (_loopDepth <= MaxLoopDepth)
        {
            var wasRehearsal = _isRehearsal;
            _isRehearsal = true;
            LoopOnce(loop);
            _isRehearsal = wasRehearsal;
            // What an earlier turn left behind is there in a later one.
            _state = Merge(before, Merge(_state, Exit(loop.ContinueLabel)));
            Exit(loop.ExitLabel);
        }

        var entry = _state;
        _state = loop.LoopKind is LoopKind.ForEach or LoopKind.While or LoopKind.For ? entry : before;
        LoopOnce(loop);
        _loopDepth--;
        if (_result is null)
        {
            _state = Merge(Merge(before, _state), Merge(Exit(loop.ContinueLabel), Exit(loop.ExitLabel)));
        }
    }

    private void LoopOnce(ILoopOperation loop)
    {
        if (loop is IForEachLoopOperation each && each.LoopControlVariable is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, _variable))
        {
            _state = Written(declarator, _state);
        }

        WalkChildren(loop);
    }

    private Text? Exit(ILabelSymbol? label)
    {
        if (label is null || !_exits.TryGetValue(label, out var text))
        {
            return null;
        }

        _exits.Remove(label);
        return text;
    }

    private void Try(ITryOperation attempt)
    {
        var before = _state;
        Walk(attempt.Body);
        if (_result is not null)
        {
            return;
        }

        var after = _state;
        var failed = Merge(before, after);
        foreach (var handler in attempt.Catches)
        {
            _state = failed;
            Walk(handler);
            if (_result is not null)
            {
                return;
            }

            after = Merge(after, _state);
        }

        _state = after ?? (attempt.Finally is null ? null : failed);
        Walk(attempt.Finally);
        if (after is null && _result is null)
        {
            _state = null;
        }
    }

    /// <summary>A lambda or local function may run or not: what it writes is one of two states.</summary>
    private void Nested(IOperation function)
    {
        var before = _state;
        var returned = _returned;
        if (before is null)
        {
            // A local function below the last return runs with what was there before it.
            _state = _returned;
        }

        WalkChildren(function);
        if (_result is null)
        {
            _state = Merge(before, Merge(_state, _returned == returned ? null : _returned));
            _returned = returned;
        }
    }
}
