using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3018: a connection of a string costs the server as much as one of the data source, but in a pool of its own.</summary>
public sealed class ConnectionWithoutDataSourceExperiment(PostgresServer server)
{
    [Fact]
    public Task String_and_data_source_are_two_pools_before_and_one_after() => server.RunAsync(async database =>
    {
        var source = RulePage.Before("PGAP3018");
        var before = await SessionsOfAsync(source, database);
        var after = await SessionsOfAsync(await FixedSource.ApplyAsync(source, "PGAP3018", database.Cancellation), database);

        Assert.Equal((2, 1), (before, after));
        Measured.Check("PGAP3018", database, ("One connection of each method, one after the other: sessions on the server", before, after));
    });

    private static async Task<long> SessionsOfAsync(string code, TestDatabase database)
    {
        using var compiled = CompiledSource.Compile(code);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var store = compiled.New("OrderStore", database.ConnectionString, source);
        var earlier = await database.CountSessionsAsync();
        await using (var opened = (NpgsqlConnection)(await CompiledSource.CallOnAsync(store, "OpenAsync"))!)
        {
            Assert.NotEqual(0, opened.ProcessID);
        }

        await using (var connected = (NpgsqlConnection)(await CompiledSource.CallOnAsync(store, "Connect"))!)
        {
            await connected.OpenAsync(database.Cancellation);
        }

        return await database.CountSessionsAsync() - earlier;
    }
}
