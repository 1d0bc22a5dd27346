using Npgsql;

namespace Shop.Workers;

/// <summary>Tells the other services what has happened, message by message, from the outbox.</summary>
internal sealed class OutboxWorker(NpgsqlDataSource dataSource, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await TakeAsync(stoppingToken) is { } payload)
                {
                    await AnnounceAsync(payload, stoppingToken);
                }
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning(exception, "The outbox could not be read");
                NpgsqlConnection.ClearAllPools();
            }
        }
    }

    private async Task<string?> TakeAsync(CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(
            """
            update outbox set sent_at = now()
            where id = (select id from outbox where sent_at is null order by id limit 1 for update skip locked)
            returning payload
            """);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private async Task AnnounceAsync(string payload, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"notify shop_events, '{payload}'");
        await command.ExecuteNonQueryAsync(ct);
    }
}
