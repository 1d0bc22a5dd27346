using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>What a command holds at one place of the code.</summary>
internal sealed record BindingState
{
    /// <summary>So many parameters are told apart; with more of them nothing is known for certain.</summary>
    private const int MaxParameters = 400;

    /// <summary>A command that was just made.</summary>
    public static BindingState Fresh { get; } = new();

    /// <summary>A command of which nothing is known.</summary>
    public static BindingState Unknown { get; } = new() { IsComplete = false, IsOpen = true };

    /// <summary>A variable before anything is seen of it.</summary>
    public static BindingState Unseen { get; } = new() { IsComplete = false };

    /// <summary>The parameters that are there on some way to this place, in order.</summary>
    public ImmutableArray<BoundParameter> May { get; init; } = ImmutableArray<BoundParameter>.Empty;

    /// <summary>The parameters that are there on every way to this place, in order.</summary>
    public ImmutableArray<BoundParameter> Must { get; init; } = ImmutableArray<BoundParameter>.Empty;

    /// <summary>The operations that gave the command a text which it can still have.</summary>
    public ImmutableArray<IOperation> Texts { get; init; } = ImmutableArray<IOperation>.Empty;

    /// <summary>False where there can be parameters that are out of sight.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>False where more text was appended, so that each text is a piece.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>False where the text can be the name of a procedure or a table.</summary>
    public bool IsSql { get; init; } = true;

    /// <summary>True where somebody else holds the command, so that it can be executed at any time from here.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The state without any parameter.</summary>
    public BindingState Cleared() => this with { May = ImmutableArray<BoundParameter>.Empty, Must = ImmutableArray<BoundParameter>.Empty };

    /// <summary>The state with one parameter more.</summary>
    public BindingState Plus(BoundParameter parameter)
    {
        var known = May.FirstOrDefault(parameter.IsSameAs);
        if (known is not null)
        {
            return this with { May = May.Replace(known, parameter), Must = Must.Contains(known) ? Must.Replace(known, parameter) : Must.Add(parameter) };
        }

        if (May.Length >= MaxParameters)
        {
            return IsComplete ? this with { IsComplete = false } : this;
        }

        return this with { May = May.Add(parameter), Must = Must.Add(parameter), IsComplete = IsComplete && parameter.Name is not null };
    }

    /// <summary>What holds where two ways meet.</summary>
    public static BindingState Merge(BindingState first, BindingState second)
    {
        if (ReferenceEquals(first, second))
        {
            return first;
        }

        return new BindingState
        {
            May = Union(first.May, second.May),
            Must = IsPrefix(first.Must, second.Must) ? first.Must
                : IsPrefix(second.Must, first.Must) ? second.Must
                : first.Must.Where(parameter => second.Must.Any(parameter.IsSameAs)).ToImmutableArray(),
            Texts = first.Texts.Union(second.Texts).ToImmutableArray(),
            IsComplete = first.IsComplete && second.IsComplete,
            IsWhole = first.IsWhole && second.IsWhole,
            IsSql = first.IsSql && second.IsSql,
            IsOpen = first.IsOpen || second.IsOpen,
        };
    }

    /// <summary>The parameters of both, each once.</summary>
    public static ImmutableArray<BoundParameter> Union(ImmutableArray<BoundParameter> first, ImmutableArray<BoundParameter> second)
    {
        if (IsPrefix(first, second))
        {
            return second;
        }

        return IsPrefix(second, first) ? first : first.AddRange(second.Where(parameter => !first.Any(parameter.IsSameAs)));
    }

    /// <summary>One way is mostly the other one and a little more.</summary>
    private static bool IsPrefix(ImmutableArray<BoundParameter> first, ImmutableArray<BoundParameter> second)
    {
        if (first.Length > second.Length)
        {
            return false;
        }

        for (var index = 0; index < first.Length; index++)
        {
            if (!ReferenceEquals(first[index], second[index]))
            {
                return false;
            }
        }

        return true;
    }
}
