using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3006 and PGAP3007: a string that Npgsql refuses never reaches the server, and what the fix writes does.</summary>
public sealed class RefusedConnectionStringExperiment(PostgresServer server)
{
    [Fact]
    public Task Keywords_of_other_drivers_open_no_session_before_and_one_after() => server.RunAsync(async database =>
    {
        var before = RulePage.Before("PGAP3006");
        var after = await FixedSource.ApplyAsync(before, "PGAP3006", database.Cancellation);

        Assert.Equal(0, await SessionsOfAsync(ServerAddress.Enter(before, database), database));
        Assert.Equal(1, await SessionsOfAsync(ServerAddress.Enter(after, database), database));
    });

    [Fact]
    public Task A_uri_opens_no_session_before_and_one_after() => server.RunAsync(async database =>
    {
        var before = RulePage.Before("PGAP3007");
        var after = await FixedSource.ApplyAsync(before, "PGAP3007", database.Cancellation);

        Assert.Equal(0, await SessionsOfAsync(before, database));
        Assert.Equal(1, await SessionsOfAsync(ServerAddress.Enter(after, database), database));
    });

    private static async Task<long> SessionsOfAsync(string source, TestDatabase database)
    {
        using var store = CompiledSource.Compile(source);
        var earlier = await database.CountSessionsAsync();
        try
        {
            await using var connection = (NpgsqlConnection)(await store.CallAsync("Connect"))!;
            await connection.OpenAsync(database.Cancellation);
        }
        catch (ArgumentException)
        {
            // The driver refuses the string before it asks the server.
        }

        return await database.CountSessionsAsync() - earlier;
    }
}
