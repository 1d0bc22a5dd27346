using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3002: a scoped data source is a new pool, and so a new login, for every scope.</summary>
public sealed class DataSourcePerScopeExperiment(PostgresServer server)
{
    private const int Scopes = 5;

    [Fact]
    public Task Every_scope_logs_in_before_and_all_share_a_session_after() => server.RunAsync(async database =>
    {
        var source = RulePage.Before("PGAP3002");
        var before = await SessionsOfAsync(source, database);
        var after = await SessionsOfAsync(await FixedSource.ApplyAsync(source, "PGAP3002", database.Cancellation), database);

        Assert.Equal((Scopes, 1), (before, after));
        Measured.Check("PGAP3002", database, ("Five scopes, one after the other: sessions on the server", before, after));
    });

    private static async Task<long> SessionsOfAsync(string source, TestDatabase database)
    {
        using var registration = CompiledSource.Compile(source);
        var services = new ServiceCollection();
        await registration.CallAsync("AddOrders", services, database.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        var earlier = await database.CountSessionsAsync();
        for (var scope = 0; scope < Scopes; scope++)
        {
            await using var request = provider.CreateAsyncScope();
            await using var command = request.ServiceProvider.GetRequiredService<NpgsqlDataSource>().CreateCommand("select 1");
            Assert.Equal(1, await command.ExecuteScalarAsync(database.Cancellation));
        }

        return await database.CountSessionsAsync() - earlier;
    }
}
