using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Which methods of the source return a task that has ended already?</summary>
internal sealed partial class Summaries
{
    /// <summary>So far a returned task is followed through variables.</summary>
    private const int MaxNames = 6;

    /// <summary>True where the task that a method returns has ended by then, false where it may go on, null where there is no source or the implementations differ.</summary>
    public bool? IsFinishedAtReturn(IMethodSymbol method, int depth, Lifetime caller)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
        {
            return null;
        }

        var answers = Targets(definition).Select(target => IsFinished(target, depth, caller)).Distinct().Take(2).ToList();
        return answers is [var only] ? only : null;
    }

    private bool? IsFinished(IMethodSymbol method, int depth, Lifetime caller)
    {
        if (method.IsAsync)
        {
            return false;
        }

        if (Enter(method, depth, caller) is not { } lifetime)
        {
            return null;
        }

        var returned = lifetime.Body.Graph.Blocks
            .Where(block => block is { IsReachable: true, FallThroughSuccessor.Semantics: ControlFlowBranchSemantics.Return })
            .Select(block => block.BranchValue).OfType<IOperation>().ToList();
        return returned.Count > 0 && returned.All(value => IsFinished(value, lifetime, 0));
    }

    private static bool IsFinished(IOperation value, Lifetime lifetime, int names)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            IDefaultValueOperation => true,
            IObjectCreationOperation { Type.Name: "ValueTask", Arguments: var arguments } => arguments.All(argument => argument.Parameter is { Name: "result" }),
            IPropertyReferenceOperation { Property: { Name: "CompletedTask", ContainingType.Name: "Task" or "ValueTask" } } => true,
            IInvocationOperation { TargetMethod: { Name: "FromResult" or "FromException" or "FromCanceled", ContainingType.Name: "Task" or "ValueTask" } } => true,
            IInvocationOperation call => lifetime.Calls.IsFinishedAtReturn(call.TargetMethod) is true,
            _ => names < MaxNames && FlowBody.VariableOf(value) is { } variable and not IParameterSymbol && lifetime.Body.ValuesOf(variable) is { Count: > 0 } values
                && values.All(given => IsFinished(given, lifetime, names + 1)),
        };
    }
}
