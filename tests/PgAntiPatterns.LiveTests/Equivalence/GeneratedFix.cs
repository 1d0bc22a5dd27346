using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>An automatic fix and the pieces of code that it is tried on.</summary>
/// <param name="Rule">The rule whose fix it is.</param>
/// <param name="Name">What is particular about these pieces of code.</param>
/// <param name="World">The tables and types around them.</param>
/// <param name="Shapes">Makes them.</param>
internal sealed record GeneratedFix(string Rule, string Name, World World, Gen<Shape> Shapes)
{
    /// <summary>The strategy that is chosen where the fix offers several; null for the first.</summary>
    public string? Strategy { get; init; }

    /// <summary>The share of pieces, in percent, that the fix may decline.</summary>
    public int MostDeclined { get; init; } = 20;

    /// <summary>The plans that have to be among what mended the pieces: the source file, a colon, and words of the title.</summary>
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>True where each single piece acts otherwise before, so that none may pass unmended.</summary>
    public bool TellsEachPiece { get; init; }

    public override string ToString() => $"{Rule} {Name}";
}
