using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3017: a statement without a limit keeps its server process as long as it is kept waiting.</summary>
public sealed class InfiniteTimeoutExperiment(PostgresServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    [Fact]
    public Task A_statement_still_waits_before_and_has_given_its_place_back_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE orders (id int)");
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var blocker = await source.OpenConnectionAsync(database.Cancellation);
        await using var transaction = await blocker.BeginTransactionAsync(database.Cancellation);
        await using (var block = new NpgsqlCommand("LOCK TABLE orders", blocker))
        {
            await block.ExecuteNonQueryAsync(database.Cancellation);
        }

        // The page's limit is two minutes; here it is one second.
        using var before = CompiledSource.Compile(RulePage.Before("PGAP3017").Replace("pg_class", "orders"));
        using var after = CompiledSource.Compile(RulePage.After("PGAP3017").Replace("pg_class", "orders").Replace("= 120", "= 1"));

        var limited = CompiledSource.CallOnAsync(after.New("OrderStore", source), "CountAsync", database.Cancellation);
        await Task.Delay(Patience, database.Cancellation);
        var waitingAfter = await WaitingAsync(database);
        Assert.Equal(0, waitingAfter);
        await Assert.ThrowsAsync<NpgsqlException>(() => limited);

        var endless = CompiledSource.CallOnAsync(before.New("OrderStore", source), "CountAsync", database.Cancellation);
        await Task.Delay(Patience, database.Cancellation);
        var waiting = await WaitingAsync(database);
        Assert.Equal(1, waiting);
        await transaction.RollbackAsync(database.Cancellation);
        Assert.Equal(0L, await endless);
        Measured.Check("PGAP3017", database, ("A locked table, three seconds later, the limit shortened to one: processes that still wait", waiting, waitingAfter));
    });

    private static Task<long> WaitingAsync(TestDatabase database) =>
        database.ObserveAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'", database.Name);
}
