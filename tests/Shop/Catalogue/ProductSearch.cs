using Npgsql;

namespace Shop.Catalogue;

/// <summary>A product as the catalogue pages show it.</summary>
internal sealed record ProductRow(long Id, string Sku, string Name, decimal Price);

/// <summary>Finds products, on the read replica and without EF.</summary>
internal sealed class ProductSearch([FromKeyedServices("replica")] NpgsqlDataSource dataSource)
{
    private const string Columns = "id, sku, name, price";

    public async Task<List<ProductRow>> ByNameAsync(string name, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand($"select {Columns} from products where name = '{name}' order by id", connection);
        return await ReadAsync(command, ct);
    }

    public async Task<List<ProductRow>> BySkuAsync(string sku, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand($"select {Columns} from products where sku = $1", connection)
        {
            Parameters = { new() { Value = sku } },
        };
        return await ReadAsync(command, ct);
    }

    public async Task<List<ProductRow>> BelowAsync(decimal price, string category, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select " + Columns + " from products where price < " + price
            + " and category_id = (select id from categories where name = '" + category + "') order by price";
        return await ReadAsync(command, ct);
    }

    public async Task<List<ProductRow>> ContainingAsync(string text, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from products where name ilike $1 order by name limit 50");
        command.Parameters.Add(new NpgsqlParameter { Value = "%" + text + "%" });
        return await ReadAsync(command, ct);
    }

    public async Task<List<ProductRow>> ByIdsAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from products where id in ({string.Join(", ", ids)})");
        return await ReadAsync(command, ct);
    }

    public async Task<List<ProductRow>> InCategoriesAsync(int[] categoryIds, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from products where category_id = any($1) order by id");
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = categoryIds });
        return await ReadAsync(command, ct);
    }

    public async Task<List<ProductRow>> PageAsync(string sort, long afterId, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from products where id > $1 order by {sort} limit 20");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterId });
        return await ReadAsync(command, ct);
    }

    public async Task<List<ProductRow>> NewestAsync(string sort, CancellationToken ct)
    {
        var column = sort switch
        {
            "price" => "price",
            "name" => "name",
            _ => "id",
        };
        await using var command = dataSource.CreateCommand($"select {Columns} from products order by {column} desc limit 20");
        return await ReadAsync(command, ct);
    }

    private static async Task<List<ProductRow>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var products = new List<ProductRow>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            products.Add(new ProductRow(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetDecimal(3)));
        }

        return products;
    }
}
