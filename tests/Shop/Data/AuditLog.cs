using Npgsql;

namespace Shop.Data;

/// <summary>Who did what, in a database of its own.</summary>
internal sealed class AuditLog(IConfiguration configuration)
{
    private readonly string _connectionString = configuration.GetConnectionString("Audit")!;

    public async Task WriteAsync(string actor, string message, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("insert into audit_entries (actor, message) values ($1, $2)", connection)
        {
            Parameters = { new() { Value = actor }, new() { Value = message } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<List<string>> OfActorAsync(string actor, DateTime since, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select message from audit_entries where actor = '{actor}' and at >= @since order by at desc limit 100";
        command.Parameters.AddWithValue("since", since.ToUniversalTime());

        var messages = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            messages.Add(reader.GetString(0));
        }

        return messages;
    }

    public async Task<int> ForgetAsync(string actor, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("delete from audit_entries where actor = @actor", connection);
        command.Parameters.AddWithValue("actor", actor);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
