using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3009: what goes to the pooler with every use of a connection. The experiment stands in the pooler's place and counts it.</summary>
public sealed class PoolerNotConfiguredExperiment(PostgresServer server)
{
    private const int Uses = 5;

    [Fact]
    public Task Every_reuse_sends_a_reset_before_and_none_after() => server.RunAsync(async database =>
    {
        var source = RulePage.Before("PGAP3009");
        var before = await ResetsOfAsync(source, database);
        var after = await ResetsOfAsync(await FixedSource.ApplyAsync(source, "PGAP3009", database.Cancellation), database);

        Assert.Equal((Uses - 1, 0), (before, after));
        Measured.Check("PGAP3009", database, ("Five uses of one connection: `DISCARD ALL` that arrive", before, after));
    });

    private static async Task<long> ResetsOfAsync(string source, TestDatabase database)
    {
        using var code = CompiledSource.Compile(ServerAddress.Enter(source, database));
        await using var pool = (NpgsqlDataSource)code.TypeNamed("OrderDatabase").GetField("Source")!.GetValue(null)!;
        await database.ResetStatementsAsync();
        for (var use = 0; use < Uses; use++)
        {
            await using var command = pool.CreateCommand("select 1");
            await command.ExecuteScalarAsync(database.Cancellation);
        }

        return await database.CountStatementsAsync("discard all");
    }
}
