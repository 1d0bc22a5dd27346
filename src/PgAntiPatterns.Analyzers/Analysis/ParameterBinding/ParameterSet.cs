using System.Collections.Immutable;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>The parameters that a statement is sent with.</summary>
/// <param name="state">What the command holds when it is sent.</param>
internal sealed class ParameterSet(BindingState state)
{
    /// <summary>No parameters at all.</summary>
    public static ParameterSet None { get; } = new(BindingState.Fresh);

    /// <summary>The parameters that can be there, in order.</summary>
    public ImmutableArray<BoundParameter> Parameters => state.May;

    /// <summary>The parameters that are always there, in order.</summary>
    public ImmutableArray<BoundParameter> Certain => state.Must;

    /// <summary>True where no other parameter can be there.</summary>
    public bool IsComplete => state.IsComplete;

    /// <summary>False where the text is a piece of the statement.</summary>
    public bool IsWholeText => state.IsWhole;

    /// <summary>True where the command is one of several that are sent together.</summary>
    public bool IsInBatch { get; init; }

    /// <summary>True where a parameter without a name stands for a number: 1, 2, 3.</summary>
    public bool IsAllPositional => state.IsComplete && !state.Must.IsEmpty && state.May.All(parameter => parameter.IsPositional);

    /// <summary>True where there are parameters and each has a name.</summary>
    public bool IsAllNamed => state.IsComplete && !state.Must.IsEmpty && state.May.All(parameter => parameter.IsNamed);

    /// <summary>The parameter of a name; null where none is known.</summary>
    public BoundParameter? Named(string name) => state.May.FirstOrDefault(parameter => parameter.IsCalled(name));

    /// <summary>The parameter of a number; null where the order is not certain.</summary>
    public BoundParameter? Numbered(int number) =>
        IsAllPositional && state.May.Length == state.Must.Length && number >= 1 && number <= state.May.Length ? state.May[number - 1] : null;
}
