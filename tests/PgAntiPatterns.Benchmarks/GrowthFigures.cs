using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.Benchmarks;

/// <summary>How the cost grows with one text: eight times the size is to take eight times the time.</summary>
internal static class GrowthFigures
{
    private const int Rounds = 6;

    public static async Task WriteAsync(TextWriter output)
    {
        await WriteAsync(output, "characters of one literal", SingleMethod.WithLiteral, 128_000, 1_024_000);
        await WriteAsync(output, "holes of one text", SingleMethod.WithHoles, 625, 5_000);
        await WriteAsync(output, "appends to a builder", SingleMethod.WithAppends, 625, 5_000);
        await WriteAsync(output, "appends in branches", SingleMethod.WithBranches, 625, 5_000);
        await WriteAsync(output, "additions to a string", SingleMethod.WithAdditions, 625, 5_000);
    }

    private static async Task WriteAsync(TextWriter output, string what, Func<int, string> create, int small, int large)
    {
        var (first, second) = (await TimeAsync(create(small)), await TimeAsync(create(large)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-26} {small,9:N0}: {first.TotalMilliseconds,7:F1} ms   {large,9:N0}: {second.TotalMilliseconds,7:F1} ms   x{second / first:F1}"));
    }

    private static async Task<TimeSpan> TimeAsync(string source)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            DiagnosticAnalyzer analyzer = new InjectionAnalyzer();
            var (time, _) = (await AnalyzerRun.OnAsync([source], ("PGAP4xxx", analyzer)))["PGAP4xxx"];
            best = time < best ? time : best;
        }

        return best;
    }
}
