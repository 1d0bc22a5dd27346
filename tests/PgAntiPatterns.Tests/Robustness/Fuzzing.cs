using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>
/// How much is tried: the same few values in every run, or, where PGAP_FUZZ_MINUTES is set, others each time for as long as that.
/// </summary>
internal static class Fuzzing
{
    private const string Variable = "PGAP_FUZZ_MINUTES";
    private const string Seed = "0N0XIzNsQ0O2";

    private static readonly TimeSpan? Long =
        double.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>Values of a generator. A test that fails prints the value, which becomes a test of its own.</summary>
    public static IEnumerable<T> Values<T>(Gen<T> values, int count)
    {
        var watch = Stopwatch.StartNew();
        var random = Long is null ? PCG.Parse(Seed) : new PCG((uint)Random.Shared.Next());
        for (var i = 0; Long is { } limit ? watch.Elapsed < limit : i < count; i++)
        {
            yield return values.Generate(random, null, out _);
        }
    }
}
