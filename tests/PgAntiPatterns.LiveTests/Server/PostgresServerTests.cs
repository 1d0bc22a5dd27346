using Npgsql;
using Xunit;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>The server of the run itself: it starts, keeps databases apart and counts right.</summary>
public sealed class PostgresServerTests(PostgresServer server)
{
    [Fact]
    public Task Server_answers_and_tells_its_version() => server.RunAsync(async database =>
    {
        var version = await database.RowsAsync("SELECT current_setting('server_version_num')::int / 10000");

        Assert.Equal([$"({database.ServerVersion.Split('.')[0]})"], version);
    });

    [Fact]
    public Task Each_experiment_has_an_empty_database_of_its_own() => server.RunAsync(first => server.RunAsync(async second =>
    {
        await first.ExecuteAsync("CREATE TABLE only_here (id int)");

        Assert.NotEqual(first.Name, second.Name);
        Assert.Empty(await second.RowsAsync("SELECT relname FROM pg_class WHERE relname = 'only_here'"));
    }));

    [Fact]
    public async Task Database_is_dropped_with_the_sessions_that_an_experiment_leaves()
    {
        var name = "";
        await server.RunAsync(async database =>
        {
            name = database.Name;
            var leaked = new NpgsqlConnection(database.ConnectionString);
            await leaked.OpenAsync(database.Cancellation);
        });

        await server.RunAsync(async database =>
        {
            Assert.Equal(0, await database.ObserveAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = $1", name));
            Assert.Equal(0, await database.ObserveAsync<long>("SELECT count(*) FROM pg_database WHERE datname = $1", name));
        });
    }

    [Fact]
    public Task Backends_are_counted_by_application_name() => server.RunAsync(async database =>
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var other = NpgsqlDataSource.Create(database.ConnectionStringWith("Application Name=other"));
        await using (await source.OpenConnectionAsync(database.Cancellation))
        await using (await source.OpenConnectionAsync(database.Cancellation))
        await using (await other.OpenConnectionAsync(database.Cancellation))
        {
            Assert.Equal(2, await database.CountBackendsAsync());
            Assert.Equal(1, await database.CountBackendsAsync("other"));
        }

        await source.DisposeAsync();

        Assert.Equal(0, await database.BackendsSettledAtAsync(0));
    });

    [Fact]
    public Task Statements_are_counted_by_pattern_since_the_last_reset() => server.RunAsync(async database =>
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("SELECT 1 AS counted");
        await command.ExecuteScalarAsync(database.Cancellation);
        await database.ResetStatementsAsync();

        for (var call = 0; call < 3; call++)
        {
            await command.ExecuteScalarAsync(database.Cancellation);
        }

        Assert.Equal(3, await database.CountStatementsAsync("%AS counted%"));
        Assert.Equal(0, await database.CountStatementsAsync("%AS something_else%"));
    });

    [Fact]
    public Task Sessions_are_counted_with_and_without_a_pool() => server.RunAsync(async database =>
    {
        await OpenThreeTimesAsync(database.ConnectionString);
        var pooled = await database.CountSessionsAsync();

        await OpenThreeTimesAsync(database.ConnectionStringWith("Pooling=false"));
        await database.BackendsSettledAtAsync(1);

        Assert.Equal(1, pooled);
        Assert.Equal(1 + 3, await database.CountSessionsAsync());

        async Task OpenThreeTimesAsync(string connectionString)
        {
            for (var call = 0; call < 3; call++)
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(database.Cancellation);
                await using var command = new NpgsqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(database.Cancellation);
            }
        }
    });

    [Fact]
    public Task Later_settings_win_in_a_connection_string() => server.RunAsync(async database =>
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionStringWith("Maximum Pool Size=1;Timeout=1"));
        await using var first = await source.OpenConnectionAsync(database.Cancellation);

        var error = await Assert.ThrowsAsync<NpgsqlException>(async () => await source.OpenConnectionAsync(database.Cancellation));

        Assert.Contains("pool has been exhausted", error.Message, StringComparison.Ordinal);
    });
}
