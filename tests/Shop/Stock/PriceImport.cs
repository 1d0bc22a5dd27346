using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;

namespace Shop.Stock;

/// <summary>What a supplier asks for an article.</summary>
internal sealed record SupplierPrice(string Supplier, string Sku, decimal Price);

/// <summary>Takes in the price lists of the suppliers.</summary>
internal sealed class PriceImport([FromKeyedServices("import")] NpgsqlDataSource dataSource, IConfiguration configuration)
{
    public async Task ReplaceAsync(List<SupplierPrice> prices)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("update supplier_prices set price = @Price where supplier = @Supplier and sku = @Sku", prices);
    }

    public async Task AddAsync(IReadOnlyList<SupplierPrice> prices, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand();
        var sql = new StringBuilder("insert into supplier_prices (supplier, sku, price) values ");
        for (var i = 0; i < prices.Count; i++)
        {
            sql.Append(i == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"(@supplier{i}, @sku{i}, @price{i})");
            command.Parameters.AddWithValue($"supplier{i}", prices[i].Supplier);
            command.Parameters.AddWithValue($"sku{i}", prices[i].Sku);
            command.Parameters.AddWithValue($"price{i}", prices[i].Price);
        }

        command.CommandText = sql.ToString();
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task MergeAsync(string supplier, string[] skus, decimal[] prices, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into supplier_prices (supplier, sku, price)
            select @supplier, sku, price from unnest(@skus, @prices) as offered (sku, price)
            on conflict (supplier, sku) do update set price = excluded.price
            """);
        command.Parameters.AddWithValue("supplier", supplier);
        command.Parameters.AddWithValue("skus", skus);
        command.Parameters.AddWithValue("prices", prices);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task LoadCsvAsync(TextReader csv, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        var writer = await connection.BeginTextImportAsync("copy supplier_prices (supplier, sku, price) from stdin (format csv, header)", ct);
        while (await csv.ReadLineAsync(ct) is { } line)
        {
            await writer.WriteLineAsync(line.AsMemory(), ct);
        }
    }

    public async Task<int> ApplyAsync(string supplier, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(
            "update products p set price = s.price from supplier_prices s where s.sku = p.sku and s.supplier = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = supplier });
        await command.PrepareAsync(ct);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<int> RemoveSuppliersAsync(IReadOnlyCollection<string> suppliers, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Import")) { MaxPoolSize = 500 };
        var removed = 0;
        foreach (var supplier in suppliers)
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand("delete from supplier_prices where supplier = $1", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = supplier });
            removed += await command.ExecuteNonQueryAsync(ct);
        }

        return removed;
    }
}
