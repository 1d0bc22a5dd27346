using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Everything that a body, its lambdas and its helpers do with the variable that holds a resource, in whatever order.</summary>
internal sealed class ResourceUses
{
    private readonly List<IMethodSymbol> _calls = [];
    private readonly HashSet<IMethodSymbol> _answers = new(SymbolEqualityComparer.Default);
    private readonly PlatformModel _platform;

    private ResourceUses(PlatformModel platform) => _platform = platform;

    /// <summary>True where somebody out of sight may do the rest.</summary>
    public bool Escapes { get; private set; }

    /// <summary>The uses of what an operation gives; null where no variable holds it.</summary>
    public static ResourceUses? Of(IOperation made, Lifetime lifetime)
    {
        var variables = Variables(made, lifetime.Body);
        if (variables.Count == 0)
        {
            return null;
        }

        var uses = new ResourceUses(lifetime.Platform);
        foreach (var body in lifetime.Body.Root.WithNested)
        {
            foreach (var operation in body.Operations)
            {
                if (FlowBody.VariableOf(operation) is { } variable && variables.Contains(variable))
                {
                    uses.Add(operation, variables, lifetime);
                }
            }
        }

        return uses;
    }

    /// <summary>True where a call on the resource has a role and is no mere answer to an error.</summary>
    public bool CallsOnPurpose(Role role) => _calls.Any(method => _platform.Find(method, role) is not null && !_answers.Contains(method));

    /// <summary>True where one of the calls on the resource has a role.</summary>
    public bool Calls(Role role) => _calls.Any(method => _platform.Find(method, role) is not null);

    private static HashSet<object> Variables(IOperation made, FlowBody body)
    {
        var variables = new HashSet<object>();
        var pending = new Queue<IOperation>();
        pending.Enqueue(made);
        while (pending.Count > 0 && variables.Count < 8)
        {
            var current = pending.Dequeue();
            while (current.Parent is IConversionOperation or IAwaitOperation or IParenthesizedOperation || current.Parent is IInvocationOperation { Instance: { } instance, TargetMethod.Name: "ConfigureAwait" or "AsTask" } && instance == current)
            {
                current = current.Parent;
            }

            var target = current.Parent switch
            {
                ISimpleAssignmentOperation assignment when assignment.Value == current => FlowBody.VariableOf(assignment.Target),
                IFlowCaptureOperation capture => capture.Id,
                _ => null,
            };
            if (target is not null && variables.Add(target))
            {
                foreach (var reference in body.Operations.Where(operation => target.Equals(FlowBody.VariableOf(operation)) && operation.Parent is ISimpleAssignmentOperation or IFlowCaptureOperation or IConversionOperation))
                {
                    pending.Enqueue(reference);
                }
            }
        }

        return variables;
    }

    private void Add(IOperation reference, HashSet<object> variables, Lifetime lifetime)
    {
        var current = reference;
        while (current.Parent is IConversionOperation or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        switch (current.Parent)
        {
            case IInvocationOperation call when call.Instance == current:
                _calls.Add(call.TargetMethod);
                if (IsInCatch(call))
                {
                    _answers.Add(call.TargetMethod);
                }

                break;
            case IArgumentOperation { Parent: var parent } argument:
                AddHandedOver(parent, argument, lifetime);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value == current:
                Escapes |= FlowBody.VariableOf(assignment.Target) is { } target ? !variables.Contains(target) : assignment.Target is not IPropertyReferenceOperation { Property: var property } || !PlatformModel.IsDatabaseMember(property);
                break;
            case ISimpleAssignmentOperation or IPropertyReferenceOperation or IBinaryOperation or IIsPatternOperation or IIsNullOperation or IExpressionStatementOperation or null when !IsReturned(current, lifetime):
                break;
            case IFlowCaptureOperation capture when variables.Contains(capture.Id):
                break;
            default:
                Escapes = true;
                break;
        }
    }

    /// <summary>True inside a catch block, where a rollback does not mean that the rest was not to be kept.</summary>
    public static bool IsInCatch(IOperation operation) => operation.Syntax.Ancestors().Any(ancestor => ancestor is CatchClauseSyntax);

    private static bool IsReturned(IOperation operation, Lifetime lifetime) =>
        lifetime.Body.Root.WithNested.Any(body => body.Graph.Blocks.Any(block => block.BranchValue == operation && block.ConditionKind is ControlFlowConditionKind.None));

    private void AddHandedOver(IOperation? parent, IArgumentOperation argument, Lifetime lifetime)
    {
        var method = parent switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (method is null || lifetime.Calls.FateOf(method, argument) is not Fate.Borrowed)
        {
            Escapes = true;
        }
        else if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            var helper = lifetime.Calls.CallsOn(method, argument.Parameter!.Ordinal);
            Escapes |= helper is null;
            _calls.AddRange(helper ?? []);
        }
        else if (PlatformModel.IsDatabaseMember(method))
        {
            _calls.Add(method);
        }
    }
}
