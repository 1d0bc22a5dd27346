namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>One call of a generated method: its values, the rows that it finds, and the culture that it runs in.</summary>
/// <param name="Arguments">The values behind the connection.</param>
internal sealed record Call(params object?[] Arguments)
{
    /// <summary>The values for the code before, where it is right only with others: apostrophes doubled, say.</summary>
    public object?[]? Before { get; init; }

    /// <summary>Statements that fill the tables.</summary>
    public string Rows { get; init; } = "";

    public string Culture { get; init; } = "";

    /// <summary>True where the culture is part of the defect: with it, or as without it, is right afterwards.</summary>
    public bool IsCultureDefect { get; init; }

    /// <summary>True where these values are an error before that the fix repairs; afterwards there is none.</summary>
    public bool IsRepaired { get; init; }

    /// <summary>True where a bad value is refused as soon as the statement is read before, and afterwards only where a row needs it.</summary>
    public bool IsRefusedLate { get; init; }

    /// <summary>True where several things may be wrong at once, and which of them is told first is nobody's promise.</summary>
    public bool MayFailOtherwise { get; init; }

    /// <summary>True where these values are SQL before; afterwards they are refused.</summary>
    public bool IsRefused { get; init; }
}
