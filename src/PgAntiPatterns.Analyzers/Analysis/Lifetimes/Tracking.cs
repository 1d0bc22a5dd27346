using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Follows one resource through the operations of a body; what is special to a kind of resource is in the classes that derive from it.</summary>
internal abstract partial class Tracking(Lifetime lifetime, IOperation? origin, Hold initial) : IPathEvents
{
    private const int MaxNesting = 400;

    private readonly Variables _variables = new();
    private readonly Conditions _conditions = lifetime.Conditions;
    private List<PathState> _thrown = [];
    private PathState _state;
    private bool _isGone;
    private int _depth;

    public Outcome Outcome { get; } = new();

    public IOperation? Origin => origin;

    protected Lifetime Lifetime => lifetime;

    protected PlatformModel Platform => lifetime.Platform;

    protected PathState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Follows the resource from the place that makes it, or from a parameter that brings it; false where nothing may be concluded.</summary>
    public bool Follow(IParameterSymbol? parameter = null)
    {
        var start = parameter is null
            ? default
            : new PathState(initial, Marks.None, _variables.BitFor(parameter), 0, 0);
        return new PathWalker(lifetime.Body.Graph, this, lifetime.Cancellation).Walk(start) && !_variables.IsFull;
    }

    public IEnumerable<PathState> Run(IOperation operation, PathState state, List<PathState> thrown)
    {
        Begin(state, thrown);
        if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var flag }, Value: var value } && value.Type?.SpecialType is SpecialType.System_Boolean && _conditions.Flag(flag) >= 0)
        {
            return AssignFlag(flag, value);
        }

        Read(operation);
        return _isGone ? [] : [_state];
    }

    public void Decide(IOperation condition, PathState state, List<PathState> whenTrue, List<PathState> whenFalse, List<PathState> thrown)
    {
        Begin(state, thrown);
        var truth = Ask(condition);
        if (_isGone)
        {
            return;
        }

        OnDecided(condition);
        if (truth is not false)
        {
            whenTrue.Add(Knowing(condition, _state, true));
        }

        if (truth is not true)
        {
            whenFalse.Add(Knowing(condition, _state, false));
        }
    }

    public IEnumerable<PathState> Return(IOperation value, PathState state, List<PathState> thrown)
    {
        Begin(state, thrown);
        if (Carriers.Bare(value) is ITupleOperation { Elements: var elements } && elements.Select(Read).ToList().FindIndex(element => element.Holds) is >= 0 and var index)
        {
            Outcome.Elements.Add((index, _state.Hold));
            Outcome.Returns.Add(value);
            GiveAway();
            return [];
        }

        var reading = Read(value);
        if (reading.Holds)
        {
            Outcome.Returned.Add(_state.Hold);
            Outcome.Returns.Add(value);
            OnReturned();
        }
        else if (_state.Hold is not Hold.NotYet && IsDerived(value))
        {
            OnDerivedGiven();
        }

        return _isGone ? [] : [_state];
    }

    /// <summary>Which element of the tuple that the origin gives is the resource; -1 where it gives the resource itself.</summary>
    public int Element { get; init; } = -1;

    public virtual void Leave(PathState state)
    {
        if (state.Hold is not Hold.NotYet && _variables.In(state).OfType<IParameterSymbol>().FirstOrDefault(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref) is { } handed)
        {
            // The caller has it from here on.
            Outcome.HandedOut.Add((handed, state.Hold));
            Outcome.IsGivenAway = true;
            Outcome.IsGivenElsewhere = true;
            return;
        }

        Outcome.Ends.Add(state.Hold);
        if (!state.IsOwed)
        {
            return;
        }

        if (state.Has(Marks.Thrown))
        {
            Outcome.IsLostOnThrow = true;
        }
        else
        {
            Outcome.IsLost = true;
        }
    }

    public virtual void Escape(PathState state) => Outcome.IsLostOnThrow |= state.IsOwed;

    /// <summary>A call has been evaluated; true where this kind of resource knows what it does, so that nobody else needs to ask.</summary>
    protected virtual bool OnCall(IInvocationOperation call, bool isInstance, IReadOnlyList<IArgumentOperation> held, out Reading result)
    {
        result = Reading.Other;
        return false;
    }

    /// <summary>The resource itself, or a task of it, is returned.</summary>
    protected virtual void OnReturned() => GiveAway(isReturned: true);

    /// <summary>Something that leads to the resource, such as its transaction, is given away.</summary>
    protected virtual void OnDerivedGiven() => GiveAway();

    protected virtual void OnReleased(IInvocationOperation? call = null)
    {
        Outcome.IsReleased |= _state.IsHeld;
        _state = _state with { Hold = Hold.Released };
    }

    /// <summary>The task that gives the resource, or that is the resource, is awaited.</summary>
    protected virtual void OnAwaited()
    {
    }

    /// <summary>True where a member that only its own type can reach, and that the type never gives back, loses the resource.</summary>
    protected virtual bool IsLostIn(IOperation member) => false;

    /// <summary>Something of the resource, or of the collection that holds it, is read.</summary>
    protected virtual void OnPropertyRead(IPropertySymbol property)
    {
    }

    /// <summary>True where a collection's element counts as the resource's variable.</summary>
    protected virtual bool IsCollectedIn(IOperation target) => false;

    /// <summary>The path forks.</summary>
    protected virtual void OnDecided(IOperation condition)
    {
    }

    /// <summary>A variable is given another value.</summary>
    protected virtual void OnAssigned(object variable)
    {
    }

    /// <summary>The place that makes the resource is reached while an earlier one is still held.</summary>
    protected virtual void OnMadeAgain() => Outcome.IsLost |= _state.IsOwed;

    /// <summary>True where the call can fail, so that whatever is held then is lost if nobody catches.</summary>
    protected virtual bool IsFallible(IInvocationOperation call) => lifetime.Calls.IsFallible(call);

    protected void GiveAway(bool isReturned = false)
    {
        if (_state.Hold is Hold.NotYet)
        {
            return;
        }

        Outcome.IsGivenAway = true;
        Outcome.IsGivenElsewhere |= !isReturned;
        _isGone = true;
    }

    protected void Misused(Misuse kind, IOperation place)
    {
        Outcome.Add(kind, place);
        _isGone = true;
    }

    /// <summary>True where a connection is the one that is followed.</summary>
    protected bool IsFollowed(Carrier? carrier) =>
        carrier is not null && (_variables.Bit(carrier.Key) & _state.Holders) != 0
        || (carrier is { Kind: CarrierKind.Inline, Key: SyntaxNode syntax } && origin is not null && syntax == origin.Syntax && _state.Hold is not Hold.NotYet);

    /// <summary>From here on a variable holds the resource as well.</summary>
    protected void HoldIn(object variable) => _state = _state with { Holders = _state.Holders | _variables.BitFor(variable) };

    private void Begin(PathState state, List<PathState> thrown)
    {
        _state = state;
        _thrown = thrown;
        _isGone = false;
        _depth = 0;
    }

    private IEnumerable<PathState> AssignFlag(ILocalSymbol flag, IOperation value)
    {
        var truth = value.ConstantValue is { HasValue: true, Value: bool constant } ? constant : Ask(value);
        if (_isGone)
        {
            return [];
        }

        var known = _state.Forgetting(_conditions.Depending(flag));
        var number = _conditions.Flag(flag);
        if (truth is { } certain)
        {
            return [Knowing(value, known, certain).Knowing(number, certain)];
        }

        return _conditions.Of(value).Number < 0
            ? [known]
            : [Knowing(value, known, true).Knowing(number, true), Knowing(value, known, false).Knowing(number, false)];
    }

    private PathState Knowing(IOperation operation, PathState state, bool outcome)
    {
        var condition = _conditions.Of(operation);
        return state.Knowing(condition.Number, outcome != condition.IsNegated);
    }

    /// <summary>True for a command or transaction on the resource, so that who has it has the resource.</summary>
    private bool IsDerived(IOperation value) =>
        Platform.Resources.KindOf(Sites.Result(Carriers.Bare(value).Type)) is ResourceKind.Command or ResourceKind.Transaction
        && IsFollowed(lifetime.Carriers.OfCommand(value));
}
