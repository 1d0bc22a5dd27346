using System.Globalization;
using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>
/// How much is tried: the same few cases in every run, or, where PGAP_EQUIVALENCE_CASES says how many cases of each fix, others each time.
/// PGAP_EQUIVALENCE_SEED begins with the piece of code that a failure named.
/// </summary>
internal sealed record Amount(int Shapes, int Calls, string? Seed)
{
    private const int CallsOfLongRun = 16;

    public static Amount Wanted { get; } = Read();

    /// <summary>A source of choices of which nothing is known but its seed.</summary>
    public PCG Random() => Seed is null ? new PCG((uint)System.Random.Shared.Next()) : PCG.Parse(Seed);

    /// <summary>So many pieces of code, that what is mended of them reaches the number even where as many as may be are not.</summary>
    public int ShapesFor(GeneratedFix fix) => Shapes * 100 / (100 - fix.MostDeclined);

    private static Amount Read()
    {
        var seed = Environment.GetEnvironmentVariable("PGAP_EQUIVALENCE_SEED") is { Length: > 0 } given ? given : null;
        return int.TryParse(Environment.GetEnvironmentVariable("PGAP_EQUIVALENCE_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases)
            ? new Amount((cases + CallsOfLongRun - 1) / CallsOfLongRun, CallsOfLongRun, seed)
            : new Amount(5, 8, seed ?? "0N0XIzNsQ0O2");
    }
}
