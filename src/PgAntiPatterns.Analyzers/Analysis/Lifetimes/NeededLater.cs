using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does a lambda, a task or a sequence that runs on a resource leave the body before it has run?</summary>
internal sealed class NeededLater
{
    private readonly Lifetime _lifetime;
    private readonly HashSet<IOperation> _returned;
    private readonly Dictionary<object, bool> _names = [];
    private readonly Queue<object> _pending = new();

    private NeededLater(Lifetime lifetime)
    {
        _lifetime = lifetime;
        _returned = new(lifetime.Body.Graph.Blocks.Where(block => block.FallThroughSuccessor?.Semantics is ControlFlowBranchSemantics.Return).Select(block => block.BranchValue).OfType<IOperation>());
    }

    /// <summary>True where something unfinished that runs on what a place makes is returned, kept, passed on or forgotten.</summary>
    public static bool Is(Site site, Lifetime lifetime)
    {
        var search = new NeededLater(lifetime);
        return search.Leaves(site.Operation, isUnfinished: false) || search.AnyNameLeaves();
    }

    private bool AnyNameLeaves()
    {
        while (_pending.Count > 0)
        {
            var name = _pending.Dequeue();
            var isUnfinished = _names[name];
            if (_lifetime.Body.Operations.Any(operation => name.Equals(FlowBody.VariableOf(operation)) && !IsTarget(operation) && Leaves(operation, isUnfinished))
                || _lifetime.Body.Nested.Any(function => IsNamedIn(function, name) && FunctionLeaves(function)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTarget(IOperation operation) => operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation;

    private static bool IsNamedIn(FlowBody function, object name) =>
        function.WithNested.Any(body => body.Operations.Any(operation => name.Equals(FlowBody.VariableOf(operation))));

    private bool FunctionLeaves(FlowBody function) =>
        function.Lambda is { } lambda ? Leaves(lambda, isUnfinished: true)
        : _lifetime.Body.Operations.Any(operation => operation switch
        {
            IInvocationOperation call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, function.Symbol) && IsUnfinished(call.Type, 0) && Leaves(call, isUnfinished: true),
            IMethodReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Method.OriginalDefinition, function.Symbol) && Leaves(reference, isUnfinished: true),
            _ => false,
        });

    /// <summary>Follows a value outwards, through all that is made of it.</summary>
    private bool Leaves(IOperation value, bool isUnfinished)
    {
        for (var current = value; ; current = current.Parent!)
        {
            if (_returned.Contains(current))
            {
                return isUnfinished;
            }

            switch (current.Parent)
            {
                case IArgumentOperation or IConversionOperation or IParenthesizedOperation or IDelegateCreationOperation or ITupleOperation or IArrayInitializerOperation or IArrayCreationOperation or ITranslatedQueryOperation:
                case { } container when CollectionExpressions.Is(container):
                    continue;
                case IInvocationOperation call:
                    if (IsUnfinished(call.Type, 0) && !IsBuffered(call))
                    {
                        isUnfinished = call.TargetMethod.Name is not "GetAwaiter";
                        continue;
                    }

                    if (IsResource(call.Type))
                    {
                        isUnfinished = false;
                        continue;
                    }

                    return isUnfinished && call.Instance != current && !IsCollected(call) && !Consumes(call);
                case IObjectCreationOperation creation when IsResource(creation.Type):
                    continue;
                case IObjectCreationOperation creation:
                    return isUnfinished && creation.Type is not { ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };
                case IAwaitOperation waiting when IsResource(waiting.Type):
                    isUnfinished = false;
                    continue;
                case IPropertyReferenceOperation property when IsResource(property.Type) || IsUnfinished(property.Type, 0):
                    isUnfinished = IsUnfinished(property.Type, 0);
                    continue;
                case IFlowCaptureOperation capture:
                    Name(capture.Id, isUnfinished);
                    return false;
                case ISimpleAssignmentOperation assignment when assignment.Value == current:
                    if (FlowBody.VariableOf(_lifetime.Body.TargetOf(assignment)) is ILocalSymbol or CaptureId && FlowBody.VariableOf(_lifetime.Body.TargetOf(assignment)) is { } target)
                    {
                        Name(target, isUnfinished);
                        return false;
                    }

                    return isUnfinished;
                case IExpressionStatementOperation:
                    return isUnfinished && IsTask(current.Type);
                case IAwaitOperation or IPropertyReferenceOperation or IIsNullOperation or IIsPatternOperation or IIsTypeOperation or IBinaryOperation or null:
                    return false;
                default:
                    return isUnfinished;
            }
        }
    }

    private void Name(object name, bool isUnfinished)
    {
        if (!_names.TryGetValue(name, out var known) || (isUnfinished && !known))
        {
            _names[name] = isUnfinished;
            _pending.Enqueue(name);
        }
    }

    /// <summary>True where a collection of this body takes the value, which is followed from there.</summary>
    private bool IsCollected(IInvocationOperation call)
    {
        if (call.Instance is not { } list || _lifetime.Body.SymbolOf(Carriers.Bare(list)) is not ILocalSymbol local || !IsUnfinished(local.Type, 0))
        {
            return false;
        }

        Name(local, isUnfinished: true);
        return true;
    }

    /// <summary>True for a call that has run all that it is given when it returns.</summary>
    private bool Consumes(IInvocationOperation call) =>
        Streams.IsLinq(call.TargetMethod)
        || call.TargetMethod is { Name: "AddRange" or "UnionWith" or "ForEach" or "ConvertAll", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } }
        || call.TargetMethod.ContainingType.SpecialType is SpecialType.System_String
        || _lifetime.Platform.Find(call.TargetMethod, role => role is Role.AwaitsAll or Role.RunsManyBeside) is not null;

    /// <summary>True for a query of a mapper that has read all its rows when it returns.</summary>
    private static bool IsBuffered(IInvocationOperation call) =>
        Streams.IsLazy(call.Type) && call.Arguments.Any(argument => argument.Parameter is { Name: "buffered" } && argument.Value.ConstantValue is { HasValue: true, Value: true });

    private bool IsResource(ITypeSymbol? type) => _lifetime.Platform.Resources.KindOf(type) is ResourceKind.Command or ResourceKind.Reader or ResourceKind.Grid or ResourceKind.Transaction or ResourceKind.Connection or ResourceKind.Context;

    private static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    /// <summary>True for a type whose values, or whose elements, may have to run yet.</summary>
    private static bool IsUnfinished(ITypeSymbol? type, int depth) => type switch
    {
        null => false,
        IArrayTypeSymbol array => depth < 3 && IsUnfinished(array.ElementType, depth + 1),
        { TypeKind: TypeKind.Delegate } => true,
        { Name: "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" or "ConfiguredCancelableAsyncEnumerable" or "Lazy" } => true,
        INamedTypeSymbol named => IsTask(type) || Streams.IsLazy(type) || (depth < 3 && named.TypeArguments.Any(argument => IsUnfinished(argument, depth + 1))),
        _ => false,
    };
}
