using Npgsql;

namespace Shop.Stock;

/// <summary>Reads and moves stock with plain commands.</summary>
internal sealed class StockLevels(NpgsqlDataSource dataSource)
{
    public async Task<int> QuantityAsync(string sku, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select quantity from stock where sku = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = sku });
        return await command.ExecuteScalarAsync(ct) is int quantity ? quantity : 0;
    }

    public async Task<int> AvailableAsync(string sku, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select quantity - reserved from stock where sku = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = sku });
        return await command.ExecuteScalarAsync(ct) is int available ? available : 0;
    }

    public async Task ReserveAsync(string sku, int quantity, CancellationToken ct)
    {
        var connection = dataSource.CreateConnection();
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("update stock set reserved = reserved + $1 where sku = $2", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = quantity });
        command.Parameters.Add(new NpgsqlParameter { Value = sku });
        await command.ExecuteNonQueryAsync(ct);
        await connection.CloseAsync();
    }

    public async Task<List<string>> LowAsync(CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand("select sku from stock where quantity < reorder_level order by sku");
        var reader = await command.ExecuteReaderAsync(ct);
        var skus = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            skus.Add(reader.GetString(0));
        }

        return skus;
    }

    public async Task<Dictionary<string, int>> QuantitiesAsync(string[] skus, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand("select sku, quantity from stock where sku in ($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = skus });
        var quantities = new Dictionary<string, int>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            quantities[reader.GetString(0)] = reader.GetInt32(1);
        }

        return quantities;
    }

    public async Task RaiseReorderLevelsAsync(CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var select = new NpgsqlCommand("select sku from stock where reserved > reorder_level", connection);
        await using var reader = await select.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            await using var update = new NpgsqlCommand("update stock set reorder_level = reserved where sku = $1", connection);
            update.Parameters.Add(new NpgsqlParameter { Value = reader.GetString(0) });
            await update.ExecuteNonQueryAsync(ct);
        }
    }

    public async Task ReleaseReservationsAsync(CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("update stock set reserved = 0 where reserved > 0", connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<bool> TransferAsync(string from, string to, int quantity, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("update stock set quantity = quantity - $1 where sku = $2 and quantity >= $1") { Parameters = { new() { Value = quantity }, new() { Value = from } } },
                new("update stock set quantity = quantity + $1 where sku = $2") { Parameters = { new() { Value = quantity }, new() { Value = to } } },
            },
        };
        if (await batch.ExecuteNonQueryAsync(ct) < 2)
        {
            await transaction.RollbackAsync(ct);
            return false;
        }

        await transaction.CommitAsync(ct);
        return true;
    }
}
