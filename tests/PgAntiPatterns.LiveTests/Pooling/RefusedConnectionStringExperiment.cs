using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3006 and PGAP3007: a string that Npgsql refuses never reaches the server, and what the fix writes does.</summary>
public sealed class RefusedConnectionStringExperiment(PostgresServer server)
{
    private const string Opening = "One connection that is to be opened: sessions on the server";

    [Fact]
    public Task Keywords_of_other_drivers_open_no_session_before_and_one_after() => server.RunAsync(async database =>
    {
        var before = RulePage.Before("PGAP3006");
        var after = await FixedSource.ApplyAsync(before, "PGAP3006", database.Cancellation);

        var (refused, opened) = (await SessionsOfAsync(ServerAddress.Enter(before, database), database), await SessionsOfAsync(ServerAddress.Enter(after, database), database));
        Assert.Equal((0, 1), (refused, opened));
        Measured.Check("PGAP3006", database, (Opening, refused, opened));
    });

    [Fact]
    public Task A_uri_opens_no_session_before_and_one_after() => server.RunAsync(async database =>
    {
        var before = RulePage.Before("PGAP3007");
        var after = await FixedSource.ApplyAsync(before, "PGAP3007", database.Cancellation);

        var (refused, opened) = (await SessionsOfAsync(before, database), await SessionsOfAsync(ServerAddress.Enter(after, database), database));
        Assert.Equal((0, 1), (refused, opened));
        Measured.Check("PGAP3007", database, (Opening, refused, opened));
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
