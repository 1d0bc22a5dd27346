using Npgsql;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>The way that counts round trips: each wait for an answer is one, whatever it holds, and each can be made longer.</summary>
public sealed class LongWayTests(PostgresServer server)
{
    [Fact]
    public Task Each_wait_is_a_round_trip_and_a_farewell_is_none() => server.RunAsync(async database =>
    {
        await using var way = LongWay.To(database);
        await using (var connection = new NpgsqlConnection(database.ConnectionStringWith(way.Settings + ";Pooling=false")))
        {
            await connection.OpenAsync(database.Cancellation);
            way.Start();
            await using var one = new NpgsqlCommand("SELECT 1", connection);
            await one.ExecuteScalarAsync(database.Cancellation);
            await using var several = new NpgsqlCommand("SELECT 1; SELECT 2; SELECT repeat('x', 100000)", connection);
            await several.ExecuteNonQueryAsync(database.Cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new("SELECT 1"), new("SELECT 2") } };
            await batch.ExecuteNonQueryAsync(database.Cancellation);
        }

        Assert.Equal(0, await database.BackendsSettledAtAsync(0));
        Assert.Equal(3, way.RoundTrips);
    });

    [Fact]
    public Task A_longer_way_is_waited_for_once_for_each_round_trip() => server.RunAsync(async database =>
    {
        var delay = TimeSpan.FromMilliseconds(40);
        await using var way = LongWay.To(database);
        await using var connection = new NpgsqlConnection(database.ConnectionStringWith(way.Settings));
        await connection.OpenAsync(database.Cancellation);
        await using var command = new NpgsqlCommand("SELECT 1", connection);

        var time = await way.TimeAsync(delay, async () =>
        {
            await command.ExecuteScalarAsync(database.Cancellation);
            await command.ExecuteScalarAsync(database.Cancellation);
        });

        Assert.True(time >= 2 * delay, $"{time}");
    });

    [Fact]
    public Task A_server_that_goes_away_is_missed_by_the_program_as_without_the_way() => server.RunAsync(async database =>
    {
        await using var way = LongWay.To(database);
        await using var connection = new NpgsqlConnection(database.ConnectionStringWith(way.Settings));
        await connection.OpenAsync(database.Cancellation);
        await database.ObserveAsync<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1", database.Name);
        await using var command = new NpgsqlCommand("SELECT 1", connection);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync(database.Cancellation));
    });
}
