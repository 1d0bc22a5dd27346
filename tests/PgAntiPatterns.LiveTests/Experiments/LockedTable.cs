using Npgsql;
using PgAntiPatterns.LiveTests.Server;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>A table that another session has locked, so that whoever reads it is under way for as long as an experiment needs.</summary>
internal sealed class LockedTable : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly TestDatabase database;
    private readonly NpgsqlConnection session;

    private LockedTable(TestDatabase database, NpgsqlConnection session)
    {
        this.database = database;
        this.session = session;
    }

    public static async Task<LockedTable> LockAsync(TestDatabase database, string table)
    {
        var session = new NpgsqlConnection(database.ConnectionStringWith("Application Name=locking;Pooling=false"));
        await session.OpenAsync(database.Cancellation);
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table}", session);
        await command.ExecuteNonQueryAsync(database.Cancellation);
        return new LockedTable(database, session);
    }

    /// <summary>Waits until the work's statement waits for the table, or the work has ended without one.</summary>
    public async Task AwaitedByAsync(Task work)
    {
        while (!work.IsCompleted && await WaitingAsync() == 0)
        {
            await Task.Delay(Step, database.Cancellation);
        }
    }

    /// <summary>The sessions that wait for the table now.</summary>
    public Task<long> WaitingAsync() =>
        database.ObserveAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'", database.Name);

    /// <summary>Ends the lock.</summary>
    public ValueTask DisposeAsync() => session.DisposeAsync();
}
