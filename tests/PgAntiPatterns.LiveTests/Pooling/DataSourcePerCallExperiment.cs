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
        var before = RulePage.Before("PGAP3001");
        var after = await FixedSource.ApplyAsync(before, "PGAP3001", database.Cancellation);

        Assert.Equal((1, 1), await SessionsAndBackendsOfAsync(after, database));
        Assert.Equal((Calls, 1 + Calls), await SessionsAndBackendsOfAsync(before, database));
    });

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
