using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>What an expression gives, as far as the followed resource is concerned.</summary>
/// <param name="Holds">True where it is the resource, or a task of it.</param>
/// <param name="IsNull">True where it is null.</param>
/// <param name="Truth">Whether a condition holds; null where that is not known.</param>
internal readonly record struct Reading(bool Holds, bool IsNull, bool? Truth)
{
    public static Reading Resource { get; } = new(true, false, null);

    public static Reading Null { get; } = new(false, true, null);

    public static Reading Other { get; }
}

/// <summary>What came of following one resource.</summary>
internal sealed class Outcome
{
    /// <summary>A path without an exception ends with the resource still held.</summary>
    public bool IsLost { get; set; }

    /// <summary>A path on which something is thrown ends with the resource still held.</summary>
    public bool IsLostOnThrow { get; set; }

    /// <summary>A path gives the resource back.</summary>
    public bool IsReleased { get; set; }

    /// <summary>A path leaves it to the connection's own disposal to end the resource.</summary>
    public bool IsLeftToConnection { get; set; }

    /// <summary>A path hands the resource to somebody.</summary>
    public bool IsGivenAway { get; set; }

    /// <summary>A path hands the resource to somebody else than the caller, or in another shape.</summary>
    public bool IsGivenElsewhere { get; set; }

    /// <summary>A path leaves it in a member that its type never gives back.</summary>
    public bool IsKept { get; set; }

    /// <summary>The states in which the body returns the resource.</summary>
    public HashSet<Hold> Returned { get; } = [];

    /// <summary>The expressions that return it.</summary>
    public HashSet<IOperation> Returns { get; } = [];

    /// <summary>The parameters through which the body hands it to its caller, and the states in which it does.</summary>
    public HashSet<(IParameterSymbol Parameter, Hold Hold)> HandedOut { get; } = [];

    /// <summary>The elements of tuples in which the body returns it.</summary>
    public HashSet<(int Element, Hold Hold)> Elements { get; } = [];

    /// <summary>The states in which the body ends normally.</summary>
    public HashSet<Hold> Ends { get; } = [];

    /// <summary>The first place of each kind of misuse.</summary>
    public List<(Misuse Kind, IOperation Place)> Misuses { get; } = [];

    public void Add(Misuse kind, IOperation place)
    {
        if (!Misuses.Contains((kind, place)))
        {
            Misuses.Add((kind, place));
        }
    }
}

/// <summary>What can be done wrong with a resource while it lives.</summary>
internal enum Misuse
{
    /// <summary>Opened although it is open.</summary>
    OpenedTwice,

    /// <summary>Used although nothing opened it.</summary>
    NeverOpened,

    /// <summary>Another command runs on its connection meanwhile.</summary>
    Busy,

    /// <summary>It is handed out, and its connection is disposed behind it.</summary>
    Outlived,

    /// <summary>Disposed although it belongs to somebody else.</summary>
    NotOwned,

    /// <summary>Nobody waits for it, and its context belongs to somebody else.</summary>
    Forgotten,
}
