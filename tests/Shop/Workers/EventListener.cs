using Npgsql;

namespace Shop.Workers;

/// <summary>Hears what is announced on the channel of the shop, on a connection that it keeps for itself.</summary>
internal sealed class EventListener(NpgsqlDataSource dataSource, ILogger<EventListener> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning(exception, "Not listening, trying again");
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) => logger.LogInformation("Heard {Payload}", notification.Payload);
        await using (var command = new NpgsqlCommand("listen shop_events", connection))
        {
            await command.ExecuteNonQueryAsync(ct);
        }

        while (!ct.IsCancellationRequested)
        {
            await connection.WaitAsync(ct);
        }
    }
}
