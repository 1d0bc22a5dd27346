using Npgsql;
using Shop.Data;

namespace Shop.Tenants;

/// <summary>Where a tenant with a database of its own keeps it.</summary>
internal sealed record TenantDatabase(string Host, string Database, string User, string Password);

/// <summary>Adds, inspects and removes the shops that share this service, each with a schema of its own.</summary>
internal sealed class TenantAdmin(NpgsqlDataSource dataSource, AuditLog audit, IConfiguration configuration)
{
    public async Task CreateAsync(string tenant, string password, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using (var schema = new NpgsqlCommand($"create schema {QuoteIdentifier(tenant)}", connection))
        {
            await schema.ExecuteNonQueryAsync(ct);
        }

        await using (var role = new NpgsqlCommand($"create role {QuoteIdentifier(tenant)} login password '{password}'", connection))
        {
            await role.ExecuteNonQueryAsync(ct);
        }

        await using (var insert = new NpgsqlCommand("insert into tenants (name) values (@tenant)", connection))
        {
            insert.Parameters.AddWithValue("tenant", tenant);
            await insert.ExecuteNonQueryAsync(ct);
        }

        await audit.WriteAsync("admin", "created " + tenant, ct);
    }

    public async Task<long> CountAsync(string tenant, string table, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"select count(*) from {tenant}.{table}");
        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }

    public async Task<long> CountOrdersAsync(string tenant, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"select count(*) from {QuoteIdentifier(tenant)}.orders");
        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }

    public async Task<List<string>> TablesAsync(string tenant, string user, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Shop"))
        {
            ApplicationName = "shop-admin/" + user,
            SearchPath = tenant,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select table_name::text from information_schema.tables where table_schema = current_schema() order by 1", connection);
        var tables = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    public async Task<string> ProbeAsync(TenantDatabase database, CancellationToken ct)
    {
        var connectionString = $"Host={database.Host};Database={database.Database};Username={database.User};Password={database.Password};SSL Mode=VerifyFull";
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return connection.PostgreSqlVersion.ToString();
    }

    public async Task ActAsAsync(string user, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand("select set_config('shop.acting_user', $1, false)");
        command.Parameters.Add(new NpgsqlParameter { Value = user });
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task RemoveAsync(string tenant, string user, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var acting = new NpgsqlCommand("select set_config('shop.acting_user', $1, true)", connection, transaction))
        {
            acting.Parameters.Add(new NpgsqlParameter { Value = user });
            await acting.ExecuteNonQueryAsync(ct);
        }

        await using (var delete = new NpgsqlCommand("delete from tenants where name = $1", connection, transaction))
        {
            delete.Parameters.Add(new NpgsqlParameter { Value = tenant });
            await delete.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        await audit.WriteAsync(user, "removed " + tenant, ct);
    }

    private static string QuoteIdentifier(string name)
    {
        using var quoting = new NpgsqlCommandBuilder();
        return quoting.QuoteIdentifier(name);
    }
}
