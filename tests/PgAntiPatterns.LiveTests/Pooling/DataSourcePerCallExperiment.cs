using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3001: every data source is a pool of its own, and nobody ends the sessions that it leaves behind.</summary>
public sealed class DataSourcePerCallExperiment(PostgresServer server)
{
    private const int Calls = 8;

    [Fact]
    public Task Every_call_leaves_a_process_before_and_all_share_one_after() => server.RunAsync(async database =>
    {
        var source = RulePage.Before("PGAP3001");
        var mended = await FixedSource.ApplyAsync(source, "PGAP3001", database.Cancellation);
        var after = await SessionsAndBackendsOfAsync(mended, database);
        var before = await SessionsAndBackendsOfAsync(source, database);
        await using var way = LongWay.To(database);
        var (trips, tripsAfter) = (await RoundTripsOfAsync(source, database, way, logins: Calls), await RoundTripsOfAsync(mended, database, way, logins: 1));

        // The data source that was shared is still there.
        Assert.Equal(((Calls, 1 + Calls), (1, 1)), (before, after));
        Assert.True(trips > 3 * tripsAfter, $"{trips} round trips before, {tripsAfter} after");
        Measured.Check(
            "PGAP3001",
            database,
            ("Eight calls: sessions on the server", before.Sessions, after.Sessions),
            ("Server processes that stay", before.Backends - after.Backends, after.Backends),
            ("Round trips, with logins and type catalogues", trips, tripsAfter));
    });

    private static async Task<int> RoundTripsOfAsync(string source, TestDatabase database, LongWay way, int logins)
    {
        var store = CompiledSource.Compile(ServerAddress.Enter(source, database, way.Settings));
        way.Start();
        for (var call = 0; call < Calls; call++)
        {
            await store.CallAsync("CountAsync", database.Cancellation);
        }

        way.RequireLogins(logins);
        return way.RoundTrips;
    }

    private static async Task<(long Sessions, long Backends)> SessionsAndBackendsOfAsync(string source, TestDatabase database)
    {
        var store = CompiledSource.Compile(ServerAddress.Enter(source, database));
        var earlier = await database.CountSessionsAsync();
        for (var call = 0; call < Calls; call++)
        {
            Assert.True((long)(await store.CallAsync("CountAsync", database.Cancellation))! > 0);
        }

        return (await database.CountSessionsAsync() - earlier, await database.CountBackendsAsync());
    }
}
