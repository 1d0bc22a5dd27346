using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3005: an emptied pool logs in again for the next call.</summary>
public sealed class PoolClearedExperiment(PostgresServer server)
{
    private const int Calls = 6;

    [Fact]
    public Task Every_call_opens_a_session_before_and_all_share_one_after() => server.RunAsync(async database =>
    {
        var before = await SessionsOfAsync(RulePage.Before("PGAP3005"), database, "before");
        var after = await SessionsOfAsync(RulePage.After("PGAP3005"), database, "after");
        Assert.Equal((Calls, 1), (before, after));
        Measured.Check("PGAP3005", database, ("Six calls, one after the other: sessions on the server", before, after));
    });

    private static async Task<long> SessionsOfAsync(string source, TestDatabase database, string name)
    {
        using var code = CompiledSource.Compile(source);
        var store = code.New("OrderStore", database.ConnectionStringWith($"Application Name={name}"));
        var earlier = await database.CountSessionsAsync();
        for (var call = 0; call < Calls; call++)
        {
            Assert.True((long)(await CompiledSource.CallOnAsync(store, "CountAsync", database.Cancellation))! > 0);
        }

        return await database.CountSessionsAsync() - earlier;
    }
}
