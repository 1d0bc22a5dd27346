using System.Collections;
using System.Globalization;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>What code did to a small pool.</summary>
/// <param name="Answer">What every call returned, or the server's error code; several where they differed.</param>
/// <param name="Calls">How often it answered before the pool was empty.</param>
/// <param name="Held">The sessions that pg_stat_activity shows when nobody works any more, the garbage is collected and the pool is cleared.</param>
internal sealed record PoolUse(string Answer, int Calls, long Held)
{
    /// <summary>Each call took a connection for good, and the next one found none.</summary>
    public static PoolUse Starving(object? answer) => new(Text(answer), SmallPool.Size, SmallPool.Size);

    /// <summary>Every call answered, and nothing was kept.</summary>
    public static PoolUse Giving(object? answer) => new(Text(answer), SmallPool.Calls, 0);

    /// <summary>What a page's table says of both.</summary>
    public static IReadOnlyList<(string Run, object Before, object After)> Compared(string calls, PoolUse before, PoolUse after) =>
    [
        ($"Five {calls}, a pool of two: how many get a connection", before.Calls, after.Calls),
        ("Sessions that stay when the garbage is collected and the pool is cleared", before.Held, after.Held),
    ];

    internal static string Text(object? answer) => answer switch
    {
        null => "nothing",
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(Text)),
        _ => Convert.ToString(answer, CultureInfo.InvariantCulture)!,
    };
}
