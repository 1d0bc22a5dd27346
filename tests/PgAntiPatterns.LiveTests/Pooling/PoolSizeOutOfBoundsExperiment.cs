using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3008: a pool that may grow beyond what the server allows is refused by the server, one that stays below waits for its turn.</summary>
public sealed class PoolSizeOutOfBoundsExperiment(PostgresServer server)
{
    private const int Allowed = 45;
    private const int Wanted = 50;

    [Fact]
    public Task The_server_refuses_what_is_beyond_its_limit_before_and_nothing_after() => server.RunAsync(async database =>
    {
        var role = database.Name + "_app";
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'experiment' CONNECTION LIMIT {Allowed}");
        try
        {
            var settings = $"Username={role};Password=experiment";
            var before = await OpenedAndRefusedAsync(RulePage.Before("PGAP3008"), settings, database);
            var after = await OpenedAndRefusedAsync(RulePage.After("PGAP3008"), settings, database);
            Assert.Equal((Allowed, Wanted - Allowed), before);
            Assert.Equal((Wanted, 0), after);
            Measured.Check(
                "PGAP3008",
                database,
                ("Fifty connections at once, for a role that may have forty-five: how many are opened", before.Opened, after.Opened),
                ($"How many are refused (`{PostgresErrorCodes.TooManyConnections}`)", before.Refused, after.Refused));
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {role}");
        }
    });

    private static async Task<(int Opened, int Refused)> OpenedAndRefusedAsync(string source, string settings, TestDatabase database)
    {
        using var code = CompiledSource.Compile(ServerAddress.Enter(source, database, settings));
        await using var pool = (NpgsqlDataSource)code.TypeNamed("OrderDatabase").GetField("Source")!.GetValue(null)!;
        var barrier = new TaskCompletionSource();
        var attempts = Enumerable.Range(0, Wanted).Select(_ => UseAsync()).ToArray();
        await Task.WhenAny(Task.WhenAll(attempts.Select(attempt => attempt.Tried)), Task.Delay(TimeSpan.FromSeconds(2), database.Cancellation));
        barrier.SetResult();
        var opened = await Task.WhenAll(attempts.Select(attempt => attempt.Opened));
        return (opened.Count(isOpen => isOpen), opened.Count(isOpen => !isOpen));

        (Task Tried, Task<bool> Opened) UseAsync()
        {
            var tried = new TaskCompletionSource();
            return (tried.Task, RunAsync());

            async Task<bool> RunAsync()
            {
                try
                {
                    await using var connection = await pool.OpenConnectionAsync(database.Cancellation);
                    tried.SetResult();
                    await barrier.Task;
                    return true;
                }
                catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.TooManyConnections)
                {
                    tried.SetResult();
                    return false;
                }
            }
        }
    }
}
