using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4005: a pasted name can hold the rest of a statement; a quoted one is a name whatever it holds.</summary>
public sealed class IdentifierFromVariableExperiment(PostgresServer server)
{
    [Fact]
    public Task A_name_that_carries_a_statement_empties_a_table_before_and_is_no_table_after() => server.RunAsync(async database =>
    {
        const string Payload = "orders; delete from accounts; --";
        var (before, after) = await ReportsAsync(database);
        using (before)
        using (after)
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync(database.Cancellation);

            var error = await Assert.ThrowsAsync<PostgresException>(() => after.CallAsync("CountAsync", connection, Payload, database.Cancellation));
            Assert.Equal(PostgresErrorCodes.UndefinedTable, error.SqlState);
            var keptAfter = await database.RowsAsync("SELECT owner FROM accounts");
            Assert.Equal(2, keptAfter.Count);

            var counted = (long)(await before.CallAsync("CountAsync", connection, Payload, database.Cancellation))!;
            Assert.Equal(3, counted);
            var kept = await database.RowsAsync("SELECT owner FROM accounts");
            Assert.Empty(kept);
            Measured.Check(
                "PGAP4005",
                database,
                ($"A table named `{Payload}`: rows that are counted", counted, error),
                ("Rows left in `accounts`, of two", kept.Count, keptAfter.Count));
        }
    });

    [Fact]
    public Task A_name_in_its_own_letter_case_counts_the_same_before_and_after_and_another_case_is_another_table() => server.RunAsync(async database =>
    {
        var (before, after) = await ReportsAsync(database);
        using (before)
        using (after)
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync(database.Cancellation);

            Assert.Equal(3L, await before.CallAsync("CountAsync", connection, "orders", database.Cancellation));
            Assert.Equal(3L, await after.CallAsync("CountAsync", connection, "orders", database.Cancellation));
            Assert.Equal(3L, await before.CallAsync("CountAsync", connection, "ORDERS", database.Cancellation));
            await Assert.ThrowsAsync<PostgresException>(() => after.CallAsync("CountAsync", connection, "ORDERS", database.Cancellation));
        }
    });

    [Fact]
    public Task A_parameter_in_the_place_of_a_sort_order_sorts_nothing() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE orders (id int NOT NULL); INSERT INTO orders VALUES (1), (3), (2);");
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);
        await using var command = new NpgsqlCommand("SELECT id FROM orders ORDER BY @order", connection);
        command.Parameters.AddWithValue("order", "id");
        await using var reader = await command.ExecuteReaderAsync(database.Cancellation);
        var ids = new List<int>();
        while (await reader.ReadAsync(database.Cancellation))
        {
            ids.Add(reader.GetInt32(0));
        }

        Assert.Equal([1, 3, 2], ids);
    });

    private static async Task<(CompiledSource Before, CompiledSource After)> ReportsAsync(TestDatabase database)
    {
        await database.ExecuteAsync("""
            CREATE TABLE orders (id int NOT NULL);
            INSERT INTO orders VALUES (1), (2), (3);
            CREATE TABLE accounts (owner text PRIMARY KEY);
            INSERT INTO accounts VALUES ('Ann'), ('Bob');
            """);
        var before = RulePage.Before("PGAP4005");
        var after = await FixedSource.ApplyAsync(before, "PGAP4005", database.Cancellation);
        return (CompiledSource.Compile(before), CompiledSource.Compile(after));
    }
}
