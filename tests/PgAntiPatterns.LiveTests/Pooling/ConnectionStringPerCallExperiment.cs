using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3004: every connection string is a pool of its own, whose process stays when the call is over.</summary>
public sealed class ConnectionStringPerCallExperiment(PostgresServer server)
{
    private static readonly string[] Users = ["ann", "bob", "cleo", "dan", "eve", "fay"];

    [Fact]
    public Task Every_name_keeps_a_process_before_and_all_share_one_after() => server.RunAsync(async database =>
    {
        var before = await BackendsOfAsync(RulePage.Before("PGAP3004"), database);
        var after = await BackendsOfAsync(RulePage.After("PGAP3004"), database) - before;
        Assert.Equal((Users.Length, 1), (before, after));
        Measured.Check("PGAP3004", database, ("Two calls for each of six names: server processes that stay", before, after));
    });

    /// <summary>The processes on the database afterwards, those of the strings before included.</summary>
    private static async Task<long> BackendsOfAsync(string source, TestDatabase database)
    {
        using var code = CompiledSource.Compile(source);
        var store = code.New("OrderStore", database.ConnectionString);
        foreach (var user in Users.Concat(Users))
        {
            Assert.True((long)(await CompiledSource.CallOnAsync(store, "CountAsync", user, database.Cancellation))! > 0);
        }

        return await database.ObserveAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = $1", database.Name);
    }
}
