using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4009: NOTIFY takes no parameter, pg_notify does, and listeners cannot tell the two apart.</summary>
public sealed class ValueInUtilityStatementExperiment(PostgresServer server)
{
    [Theory]
    [InlineData("order 7 is ready")]
    [InlineData("")]
    [InlineData("{\"id\": 7, \"name\": \"Zoë 東京\"}")]
    public Task Listeners_hear_the_same_payload_before_and_after(string payload) => server.RunAsync(async database =>
    {
        var (before, after) = await EventsAsync(database);
        using (before)
        using (after)
        {
            Assert.Equal([payload], await HeardAsync(before, database, payload));
            Assert.Equal([payload], await HeardAsync(after, database, payload));
        }
    });

    [Fact]
    public Task A_payload_that_carries_a_statement_empties_a_table_before_and_is_heard_after() => server.RunAsync(async database =>
    {
        const string Payload = "x'; delete from accounts; --";
        var (before, after) = await EventsAsync(database);
        using (before)
        using (after)
        {
            Assert.Equal([Payload], await HeardAsync(after, database, Payload));
            var keptAfter = await database.RowsAsync("SELECT owner FROM accounts");
            Assert.Equal(2, keptAfter.Count);

            Assert.Equal(["x"], await HeardAsync(before, database, Payload));
            var kept = await database.RowsAsync("SELECT owner FROM accounts");
            Assert.Empty(kept);
            Measured.Check("PGAP4009", database, ($"The payload `{Payload}`: rows left in `accounts`, of two", kept.Count, keptAfter.Count));
        }
    });

    [Fact]
    public Task A_parameter_in_the_statement_itself_is_a_syntax_error() => server.RunAsync(async database =>
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);
        await using var command = new NpgsqlCommand("notify orders, $1", connection) { Parameters = { new() { Value = "x" } } };

        var error = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(database.Cancellation));
        Assert.Equal(PostgresErrorCodes.SyntaxError, error.SqlState);
    });

    private static async Task<List<string>> HeardAsync(CompiledSource events, TestDatabase database, string payload)
    {
        await using var listener = new NpgsqlConnection(database.ConnectionString);
        await listener.OpenAsync(database.Cancellation);
        var heard = new List<string>();
        listener.Notification += (_, notification) => heard.Add(notification.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN orders", listener))
        {
            await listen.ExecuteNonQueryAsync(database.Cancellation);
        }

        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);
        await events.CallAsync("PublishAsync", connection, payload, database.Cancellation);
        await listener.WaitAsync(database.Cancellation);
        return heard;
    }

    private static async Task<(CompiledSource Before, CompiledSource After)> EventsAsync(TestDatabase database)
    {
        await database.ExecuteAsync("CREATE TABLE accounts (owner text PRIMARY KEY); INSERT INTO accounts VALUES ('Ann'), ('Bob');");
        var before = RulePage.Before("PGAP4009");
        var after = await FixedSource.ApplyAsync(before, "PGAP4009", database.Cancellation);
        return (CompiledSource.Compile(before), CompiledSource.Compile(after));
    }
}
