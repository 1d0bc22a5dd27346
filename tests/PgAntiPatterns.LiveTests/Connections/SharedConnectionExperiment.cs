using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1005: two scopes with one connection cannot both use it, and nobody replaces it when the server has ended it.</summary>
public sealed class SharedConnectionExperiment(PostgresServer server)
{
    [Fact]
    public Task The_second_scope_is_refused_before_and_served_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE orders (id int)");

        var error = await Assert.ThrowsAsync<NpgsqlOperationInProgressException>(() => SecondScopeAsync(RulePage.Before("PGAP1005")));
        Assert.StartsWith("A command is already in progress", error.Message, StringComparison.Ordinal);
        var answer = await SecondScopeAsync(RulePage.After("PGAP1005"));
        Assert.Equal(1, answer);
        Measured.Check("PGAP1005", database, ("`select 1` of a second scope while the first one's command is under way", error, answer));

        async Task<int> SecondScopeAsync(string source)
        {
            await using var provider = await ProviderAsync(source, database, "shared");
            await using var one = provider.CreateAsyncScope();
            await using var other = provider.CreateAsyncScope();
            var table = await LockedTable.LockAsync(database, "orders");
            var first = one.ServiceProvider.GetRequiredService<IDbConnection>().ExecuteScalarAsync<long>("select count(*) from orders");
            try
            {
                await table.AwaitedByAsync(first);
                return await other.ServiceProvider.GetRequiredService<IDbConnection>().ExecuteScalarAsync<int>("select 1");
            }
            finally
            {
                await table.DisposeAsync();
                Assert.Equal(0L, await first);
            }
        }
    });

    [Fact]
    public Task A_session_that_the_server_ends_is_missed_for_good_before_and_once_after() => server.RunAsync(async database =>
    {
        // The same requests on both: each opens what it is given.
        Assert.Equal(["Connection already open", "Connection already open", "Connection already open"], await AnswersAsync(RulePage.Before("PGAP1005"), "before", opens: true));
        Assert.Equal([PostgresErrorCodes.AdminShutdown, "1", "1"], await AnswersAsync(RulePage.After("PGAP1005"), "after", opens: true));
        // Requests that rely on the start having opened it, as only the one connection allows.
        Assert.Equal([PostgresErrorCodes.AdminShutdown, "Connection is not open", "Connection is not open"], await AnswersAsync(RulePage.Before("PGAP1005"), "relied", opens: false));

        async Task<string[]> AnswersAsync(string source, string name, bool opens)
        {
            await using var provider = await ProviderAsync(source, database, name);
            await using (var start = provider.CreateAsyncScope())
            {
                await ((DbConnection)start.ServiceProvider.GetRequiredService<IDbConnection>()).OpenAsync(database.Cancellation);
            }

            await database.ObserveAsync<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1 AND application_name = $2", database.Name, name);
            Assert.Equal(0, await database.BackendsSettledAtAsync(0, name));
            var answers = new string[3];
            for (var request = 0; request < answers.Length; request++)
            {
                await using var scope = provider.CreateAsyncScope();
                answers[request] = await AnswerAsync((NpgsqlConnection)scope.ServiceProvider.GetRequiredService<IDbConnection>(), opens);
            }

            return answers;
        }
    });

    private static async Task<string> AnswerAsync(NpgsqlConnection connection, bool opens)
    {
        try
        {
            if (opens)
            {
                await connection.OpenAsync();
            }

            await using var command = new NpgsqlCommand("select 1", connection);
            return PoolUse.Text(await command.ExecuteScalarAsync());
        }
        catch (PostgresException error)
        {
            return error.SqlState;
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }

    private static async Task<ServiceProvider> ProviderAsync(string source, TestDatabase database, string name)
    {
        var services = new ServiceCollection();
        await CompiledSource.Compile(source).CallAsync("AddDatabase", services, database.ConnectionStringWith($"Application Name={name}"));
        return services.BuildServiceProvider();
    }
}
