using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3003: without the pool, every call is a session of its own on the server.</summary>
public sealed class PoolingDisabledExperiment(PostgresServer server)
{
    private const int Calls = 20;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(10);

    [Fact]
    public Task Every_call_opens_a_session_before_and_all_share_one_after() => server.RunAsync(async database =>
    {
        var source = RulePage.Before("PGAP3003");
        await using var way = LongWay.To(database);

        var before = await UseAsync(source, database, way);
        var after = await UseAsync(await FixedSource.ApplyAsync(source, "PGAP3003", database.Cancellation), database, way);

        Assert.Equal((Calls, 1), (before.Sessions, after.Sessions));
        Assert.True(before.RoundTrips > 3 * after.RoundTrips, $"{before.RoundTrips} round trips before, {after.RoundTrips} after");
        Measured.Check(
            "PGAP3003",
            database,
            ("Twenty calls, one after the other: sessions on the server", before.Sessions, after.Sessions),
            ("Round trips, with logins", before.RoundTrips, after.RoundTrips),
            ($"Twenty calls more, when each round trip takes {Delay.TotalMilliseconds} ms longer", LongWay.AtLeast(2, before.Time, after.Time), "1"));
    });

    private static async Task<(long Sessions, int RoundTrips, TimeSpan Time)> UseAsync(string source, TestDatabase database, LongWay way)
    {
        using var store = CompiledSource.Compile(ServerAddress.Enter(source, database, way.Settings));
        var earlier = await database.CountSessionsAsync();
        way.Start();
        await CallAsync();
        var roundTrips = way.RoundTrips;
        var sessions = await database.CountSessionsAsync() - earlier;
        way.RequireLogins((int)sessions);
        return (sessions, roundTrips, await way.TimeAsync(Delay, CallAsync));

        async Task CallAsync()
        {
            for (var call = 0; call < Calls; call++)
            {
                Assert.True((long)(await store.CallAsync("CountAsync", database.Cancellation))! > 0);
            }
        }
    }
}
