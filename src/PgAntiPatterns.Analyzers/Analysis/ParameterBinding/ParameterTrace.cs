using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Follows one variable that collects parameters through a body: what it holds, and who else may add to it.</summary>
internal abstract class ParameterTrace : StatementWalk<BindingState>
{
    /// <summary>How many helpers deep a command is followed.</summary>
    protected const int MaxDepth = 3;

    /// <summary>How many parameters of one variable are kept; with more of them nothing is known for certain.</summary>
    private const int MaxKept = 400;

    /// <summary>How many helper calls one question may follow.</summary>
    private const int MaxCalls = 200;

    private readonly int _depth;
    private readonly List<BoundParameter> _everything;
    private object? _site;

    private protected ParameterTrace(ISymbol variable, PlatformModel platform, ParameterTrace? caller, IReadOnlyDictionary<ISymbol, IOperation> arguments, int depth = 0)
    {
        Variable = variable;
        Platform = platform;
        Snapshots = caller?.Snapshots ?? new Dictionary<IOperation, BindingState>();
        Calls = caller?.Calls ?? new int[1];
        _everything = caller?._everything ?? [];
        _depth = caller is null ? depth : caller._depth + 1;
        Reader = new ParameterReader(platform, arguments) { Depth = _depth };
        IsBlurred = caller?.IsBlurred ?? new bool[1];
    }

    /// <summary>The variable.</summary>
    protected ISymbol Variable { get; }

    protected PlatformModel Platform { get; }

    protected ParameterReader Reader { get; }

    /// <summary>What was there when it mattered: by the operation that gave the text, or by the use.</summary>
    protected Dictionary<IOperation, BindingState> Snapshots { get; }

    private int[] Calls { get; }

    private bool[] IsBlurred { get; }

    protected sealed override BindingState Merge(BindingState first, BindingState second) => BindingState.Merge(first, second);

    /// <summary>How many positional parameters a loop adds is not known.</summary>
    protected sealed override BindingState Repeated(BindingState before, BindingState after)
    {
        var merged = BindingState.Merge(before, after);
        return after.May.Any(parameter => parameter.IsPositional && !before.May.Any(parameter.IsSameAs)) ? merged with { IsComplete = false } : merged;
    }

    protected sealed override void Defer(IOperation function) => IsBlurred[0] = true;

    /// <summary>Walks a body from a state to its end.</summary>
    protected BindingState? Run(IOperation body, BindingState? state)
    {
        var uses = VariableUses.Of(body);
        LookAt(uses.References(Variable).Concat(uses.Writes(Variable)));
        State = state;
        Walk(uses.Root);
        return State is null ? Returned : Returned is null ? State : Merge(State, Returned);
    }

    /// <summary>What was there at a snapshot; where lambdas take part, the order is not known.</summary>
    protected BindingState? Result(IOperation key)
    {
        if (!Snapshots.TryGetValue(key, out var state))
        {
            return null;
        }

        return IsBlurred[0] ? state with { IsComplete = state.IsComplete && _everything.Count <= MaxKept, May = BindingState.Union(state.May, _everything.ToImmutableArray()), Must = ImmutableArray<BoundParameter>.Empty } : state;
    }

    protected void Record(IOperation key, BindingState state) =>
        Snapshots[key] = Snapshots.TryGetValue(key, out var known) ? BindingState.Merge(known, state) : state;

    protected void Add(BoundParameter added)
    {
        var parameter = _site is null ? added : added.From(_site);
        if (_everything.Count <= MaxKept && !_everything.Any(parameter.IsSameAs))
        {
            _everything.Add(parameter);
        }

        Change(State!.Plus(parameter));
    }

    protected void Lose() => Change(State! with { IsComplete = false, IsOpen = true });

    /// <summary>The state after a change; who holds the variable besides sees it at once.</summary>
    protected void Change(BindingState state)
    {
        State = state;
        if (state.IsOpen)
        {
            Publish();
        }
    }

    /// <summary>Writes down that what is there now can be used from here on.</summary>
    protected abstract void Publish();

    /// <summary>The trace of a helper's parameter.</summary>
    private protected abstract ParameterTrace Into(IParameterSymbol parameter, IReadOnlyDictionary<ISymbol, IOperation> arguments);

    protected bool Refers(IOperation operation) => operation.Unwrapped() switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, Variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, Variable),
        _ => false,
    };

    /// <summary>Follows the variable into a method with source; false where there is none to follow.</summary>
    protected bool Follow(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (argument.Parameter is not { RefKind: RefKind.None } parameter
            || _depth >= MaxDepth
            || ++Calls[0] > MaxCalls
            || method.IsAbstract || method.IsVirtual || method.IsOverride
            || SourceOperations.BodyOf(method, Platform.Compilation) is not { } body)
        {
            return false;
        }

        var arguments = new Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var given in call.Arguments)
        {
            if (given is { Parameter: { RefKind: RefKind.None } named } && given != argument && !VariableTrace.IsReassigned(named.OriginalDefinition, body))
            {
                arguments[named.OriginalDefinition] = Reader.Argument(given.Value.Unwrapped());
            }
        }

        var tracked = parameter.OriginalDefinition;
        if (VariableTrace.IsReassigned(tracked, body))
        {
            return false;
        }

        var inner = Into(tracked, arguments);
        inner._site = (_site, call);
        var after = inner.Run(body, State);
        State = after;
        return true;
    }
}
