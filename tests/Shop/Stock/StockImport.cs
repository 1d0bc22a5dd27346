using Npgsql;
using NpgsqlTypes;

namespace Shop.Stock;

/// <summary>One line of a delivery note.</summary>
internal sealed record Delivery(string Sku, int Quantity);

/// <summary>Books deliveries and stock counts that arrive in bulk.</summary>
internal sealed class StockImport([FromKeyedServices("import")] NpgsqlDataSource dataSource, ILogger<StockImport> logger)
{
    private const string ErpConnection = "Host=localhost;Database=shop;Username=shop;Pooling=false";

    public async Task BookAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        foreach (var delivery in deliveries)
        {
            await using var command = new NpgsqlCommand("update stock set quantity = quantity + $1 where sku = $2", connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = delivery.Quantity });
            command.Parameters.Add(new NpgsqlParameter { Value = delivery.Sku });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public async Task<int> CountAsync(IReadOnlyCollection<Delivery> counts, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into stock (sku, quantity)
            select sku, quantity from unnest($1, $2) as counted (sku, quantity)
            on conflict (sku) do update set quantity = excluded.quantity
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. counts.Select(count => count.Sku)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. counts.Select(count => count.Quantity)] });
        return await command.ExecuteNonQueryAsync(ct);
    }

    public async Task OpenWarehouseAsync(IReadOnlyCollection<Delivery> stock, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var importer = await connection.BeginBinaryImportAsync("copy stock (sku, quantity) from stdin (format binary)", ct);
        foreach (var item in stock)
        {
            await importer.StartRowAsync(ct);
            await importer.WriteAsync(item.Sku, NpgsqlDbType.Text, ct);
            await importer.WriteAsync(item.Quantity, NpgsqlDbType.Integer, ct);
        }

        logger.LogInformation("{Count} articles imported", stock.Count);
    }

    public async Task<ulong> AddArticlesAsync(IEnumerable<string> skus, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var importer = await connection.BeginBinaryImportAsync("copy stock (sku) from stdin (format binary)", ct);
        foreach (var sku in skus)
        {
            await importer.StartRowAsync(ct);
            await importer.WriteAsync(sku, NpgsqlDbType.Text, ct);
        }

        return await importer.CompleteAsync(ct);
    }

    public async Task<int> ReleaseInErpAsync(string[] skus, CancellationToken ct)
    {
        await using var erp = new NpgsqlConnection(ErpConnection);
        await erp.OpenAsync(ct);
        await using var command = new NpgsqlCommand("update stock set reserved = 0 where sku = any($1)", erp);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = skus });
        return await command.ExecuteNonQueryAsync(ct);
    }
}
