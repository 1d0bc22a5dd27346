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

    /// <summary>Of fewer pieces of code a share says nothing.</summary>
    private const int EnoughForShare = 20;

    public static Amount Wanted { get; } = Read();

    /// <summary>A source of choices of which nothing is known but its seed.</summary>
    public PCG Random() => Seed is null ? new PCG((uint)System.Random.Shared.Next()) : PCG.Parse(Seed);

    /// <summary>So many pieces of code that a share of them says something, and that what is mended reaches the number even where as many as may be are not.</summary>
    public int ShapesFor(GeneratedFix fix) => Math.Max(EnoughForShare, Shapes * 100 / (100 - fix.MostDeclined));

    /// <summary>So often each piece is called; in a short run less where every call connects anew.</summary>
    public int CallsFor(GeneratedFix fix) => Calls == CallsOfLongRun ? Calls : Math.Min(Calls, fix.World.CallsOfShortRun);

    /// <summary>The mended pieces that are called: all in a long run, else a few, in front those with which each way to mend comes in.</summary>
    public IReadOnlyList<int> Chosen(IReadOnlyList<FixedText> mended)
    {
        var all = Enumerable.Range(0, mended.Count).Where(number => mended[number].Fixes > 0).ToList();
        if (Calls == CallsOfLongRun)
        {
            return all;
        }

        var ways = new HashSet<string>();
        var first = all.Where(number => mended[number].Titles.Count(title => ways.Add(WayOf(title))) > 0).ToList();
        return [.. first.Concat(all.Except(first)).Take(Math.Max(Shapes, first.Count)).Order()];
    }

    /// <summary>A title without what it names of the piece.</summary>
    private static string WayOf(string title) => title.Split('\'', ':')[0];

    private static Amount Read()
    {
        var seed = Environment.GetEnvironmentVariable("PGAP_EQUIVALENCE_SEED") is { Length: > 0 } given ? given : null;
        return int.TryParse(Environment.GetEnvironmentVariable("PGAP_EQUIVALENCE_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases)
            ? new Amount((cases + CallsOfLongRun - 1) / CallsOfLongRun, CallsOfLongRun, seed)
            : new Amount(5, 6, seed ?? "0N0XIzNsQ0O2");
    }
}
