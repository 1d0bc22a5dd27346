using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3003: without the pool, every call is a session of its own on the server.</summary>
public sealed class PoolingDisabledExperiment(PostgresServer server)
{
    private const int Calls = 20;

    [Fact]
    public Task Every_call_opens_a_session_before_and_all_share_one_after() => server.RunAsync(async database =>
    {
        var before = RulePage.Before("PGAP3003");
        var after = await FixedSource.ApplyAsync(before, "PGAP3003", database.Cancellation);

        Assert.Equal(Calls, await SessionsOfAsync(before, database));
        Assert.Equal(1, await SessionsOfAsync(after, database));
    });

    private static async Task<long> SessionsOfAsync(string source, TestDatabase database)
    {
        using var store = CompiledSource.Compile(ServerAddress.Enter(source, database));
        var earlier = await database.CountSessionsAsync();
        for (var call = 0; call < Calls; call++)
        {
            Assert.True((long)(await store.CallAsync("CountAsync", database.Cancellation))! > 0);
        }

        return await database.CountSessionsAsync() - earlier;
    }
}
