using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>A body's flow graph and those of the lambdas and local functions inside it, with the values that its variables are given.</summary>
internal sealed class FlowBody
{
    /// <summary>A graph with more blocks is not followed.</summary>
    public const int MaxBlocks = 2000;

    private readonly Dictionary<object, List<IOperation>> _values;
    private readonly Dictionary<object, IOperation> _connections;

    private FlowBody(ControlFlowGraph graph, FlowBody? parent, ISymbol? symbol)
    {
        Graph = graph;
        Parent = parent;
        Symbol = symbol;
        _values = parent?._values ?? [];
        _connections = parent?._connections ?? [];
        var operations = ImmutableArray.CreateBuilder<IOperation>();
        var nested = ImmutableArray.CreateBuilder<FlowBody>();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                Collect(operation, operations, nested);
            }

            if (block.BranchValue is { } value)
            {
                Collect(value, operations, nested);
            }
        }

        foreach (var function in graph.LocalFunctions)
        {
            nested.Add(new FlowBody(graph.GetLocalFunctionControlFlowGraph(function), this, function));
        }

        Operations = operations.ToImmutable();
        Nested = nested.ToImmutable();
    }

    public ControlFlowGraph Graph { get; }

    public FlowBody? Parent { get; }

    /// <summary>The lambda or local function; null at the root, whose symbol its owner knows.</summary>
    public ISymbol? Symbol { get; }

    /// <summary>The lambda's own operation in its parent's graph; null where this is none.</summary>
    public IFlowAnonymousFunctionOperation? Lambda { get; private set; }

    /// <summary>Every operation of this graph, in the order of the source; not those of nested graphs.</summary>
    public ImmutableArray<IOperation> Operations { get; }

    public ImmutableArray<FlowBody> Nested { get; }

    public FlowBody Root => Parent?.Root ?? this;

    /// <summary>This body and all below it.</summary>
    public IEnumerable<FlowBody> WithNested => Nested.SelectMany(body => body.WithNested).Prepend(this);

    public static FlowBody Of(ControlFlowGraph graph) => new(graph, null, null);

    /// <summary>The values that a variable is given anywhere in the family; none where it gets them from outside.</summary>
    public IReadOnlyList<IOperation> ValuesOf(object variable) => _values.TryGetValue(variable, out var values) ? values : [];

    /// <summary>The connection that is set on a command that a variable holds; null where none is.</summary>
    public IOperation? ConnectionSetOn(object variable) => _connections.TryGetValue(variable, out var connection) ? connection : null;

    /// <summary>The body of a lambda or local function of the family; null where it is not one of its own.</summary>
    public FlowBody? BodyOf(ISymbol function) => Root.WithNested.FirstOrDefault(body => body.Symbol is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, function.OriginalDefinition));

    /// <summary>The variable that an operation names: a local, a parameter or a flow capture; null where it is none.</summary>
    public static object? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFlowCaptureReferenceOperation capture => capture.Id,
        _ => null,
    };

    /// <summary>The local or parameter behind an expression; the compiler may have captured it before it evaluates what follows.</summary>
    public ISymbol? SymbolOf(IOperation operation) => VariableOf(operation) switch
    {
        ISymbol symbol => symbol,
        CaptureId capture when ValuesOf(capture) is [var captured] => VariableOf(Carriers.Bare(captured)) as ISymbol,
        _ => null,
    };

    /// <summary>What an assignment assigns to; behind <c>??=</c> and the like the compiler captures it first.</summary>
    public IOperation TargetOf(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IFlowCaptureReferenceOperation capture && ValuesOf(capture.Id) is [var captured, ..] ? captured : assignment.Target;

    /// <summary>True where this body, or one that it is nested in, declares the variable itself.</summary>
    public bool Declares(ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol local => Graph.Root.AllLocals().Contains(local, SymbolEqualityComparer.Default),
            IParameterSymbol parameter => Symbol is not null && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, Symbol),
            _ => false,
        };

    private void Collect(IOperation operation, ImmutableArray<IOperation>.Builder operations, ImmutableArray<FlowBody>.Builder nested)
    {
        var pending = new Stack<IOperation>();
        pending.Push(operation);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            operations.Add(current);
            Note(current);
            if (current is IFlowAnonymousFunctionOperation lambda)
            {
                nested.Add(new FlowBody(Graph.GetAnonymousFunctionControlFlowGraph(lambda), this, lambda.Symbol) { Lambda = lambda });
            }

            foreach (var child in current.ChildOperations.Reverse())
            {
                pending.Push(child);
            }
        }
    }

    private void Note(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                Add(capture.Id, capture.Value);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Connection", Instance: { } instance } } set when VariableOf(instance) is { } command:
                _connections[command] = set.Value;
                break;
            case ISimpleAssignmentOperation assignment when VariableOf(TargetOf(assignment)) is { } target:
                Add(target, assignment.Value);
                break;
        }
    }

    private void Add(object variable, IOperation value)
    {
        if (!_values.TryGetValue(variable, out var values))
        {
            _values[variable] = values = [];
        }

        values.Add(value);
    }
}

/// <summary>Small questions about the regions of a flow graph.</summary>
internal static class FlowRegions
{
    /// <summary>The locals that a region and all regions inside it declare.</summary>
    public static IEnumerable<ILocalSymbol> AllLocals(this ControlFlowRegion region) =>
        region.Locals.Concat(region.NestedRegions.SelectMany(AllLocals));
}
