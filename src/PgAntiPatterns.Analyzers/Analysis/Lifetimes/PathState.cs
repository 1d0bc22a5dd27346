namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>How far one resource has come on one path.</summary>
internal enum Hold : byte
{
    /// <summary>The path has not come to the place that makes it.</summary>
    NotYet,

    /// <summary>It exists and takes nothing from the server yet.</summary>
    Idle,

    /// <summary>It is open, and nobody but this path can give it back.</summary>
    Held,

    /// <summary>It was given back.</summary>
    Released,
}

/// <summary>What else happened to a resource on a path.</summary>
[Flags]
internal enum Marks : byte
{
    None = 0,

    /// <summary>An exception was thrown while it was held.</summary>
    Thrown = 1,

    /// <summary>It is the value that the method returns.</summary>
    Returned = 2,

    /// <summary>A context was told to keep its connection open.</summary>
    KeptOpen = 4,

    /// <summary>A context's transaction has begun and not ended.</summary>
    InTransaction = 8,

    /// <summary>A connection was closed by name, and is closed now.</summary>
    Closed = 16,

    /// <summary>Something was written that waits to be made permanent, and nothing was decided since.</summary>
    Written = 32,

    /// <summary>A member has it as well that its type opens or uses, and never gives back.</summary>
    Kept = 64,
}

/// <summary>One resource on one path: its state, the variables that hold it and what is known of the conditions passed.</summary>
/// <param name="Hold">How far it has come.</param>
/// <param name="Marks">What else happened.</param>
/// <param name="Holders">The variables that hold it, as bits of the table of variables.</param>
/// <param name="Known">The conditions whose outcome is known, as bits of the table of conditions.</param>
/// <param name="Outcomes">Their outcomes.</param>
internal readonly record struct PathState(Hold Hold, Marks Marks, ulong Holders, uint Known, uint Outcomes)
{
    public bool IsHeld => Hold is Hold.Held;

    /// <summary>True where it is lost if nobody gives it back from here on.</summary>
    public bool IsOwed => IsHeld || (Hold is Hold.Idle && Has(Marks.Kept));

    public bool Has(Marks marks) => (Marks & marks) == marks;

    public PathState With(Marks marks) => this with { Marks = Marks | marks };

    public PathState Without(Marks marks) => this with { Marks = Marks & ~marks };

    /// <summary>What is known of a condition; null where nothing is.</summary>
    public bool? OutcomeOf(int condition) =>
        condition < 0 || (Known & (1u << condition)) == 0 ? null : (Outcomes & (1u << condition)) != 0;

    public PathState Knowing(int condition, bool outcome)
    {
        if (condition < 0)
        {
            return this;
        }

        var bit = 1u << condition;
        return this with { Known = Known | bit, Outcomes = outcome ? Outcomes | bit : Outcomes & ~bit };
    }

    public PathState Forgetting(uint conditions) => this with { Known = Known & ~conditions, Outcomes = Outcomes & ~conditions };
}
