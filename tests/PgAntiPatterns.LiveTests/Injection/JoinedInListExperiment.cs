using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4006: every length of a joined list is a statement of its own, and no length at all is a syntax error.</summary>
public sealed class JoinedInListExperiment(PostgresServer server)
{
    [Fact]
    public Task An_empty_list_is_a_syntax_error_and_every_length_a_statement_of_its_own_only_before() => server.RunAsync(async database =>
    {
        var (before, after) = await StoresAsync(database);
        using (before)
        using (after)
        {
            await using var connection = await OpenAsync(database);

            var error = await Assert.ThrowsAsync<PostgresException>(() => before.CallAsync("CountAsync", connection, Array.Empty<int>(), database.Cancellation));
            Assert.Equal(PostgresErrorCodes.SyntaxError, error.SqlState);
            var none = (long)(await after.CallAsync("CountAsync", connection, Array.Empty<int>(), database.Cancellation))!;
            Assert.Equal(0, none);
            Assert.Equal(2L, await before.CallAsync("CountAsync", connection, new[] { 1, 3, 9 }, database.Cancellation));
            Assert.Equal(2L, await after.CallAsync("CountAsync", connection, new[] { 1, 3, 9 }, database.Cancellation));
            var (prepared, preparedAfter) = (await PreparedAsync(before, database), await PreparedAsync(after, database));
            Assert.Equal((5, 1), (prepared, preparedAfter));
            Measured.Check(
                "PGAP4006",
                database,
                ("An empty list: rows that are counted", error, none),
                ("Lists of one to five elements, twice each, with `Max Auto Prepare`: statements that the session has prepared", prepared, preparedAfter));
        }
    });

    /// <summary>How many statements Npgsql has prepared on the connection after calls with lists of one to five elements, each twice.</summary>
    private static async Task<long> PreparedAsync(CompiledSource store, TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionStringWith("Max Auto Prepare=20;Auto Prepare Min Usages=2;Pooling=false"));
        await connection.OpenAsync(database.Cancellation);
        for (var length = 1; length <= 5; length++)
        {
            var ids = Enumerable.Range(1, length).ToArray();
            await store.CallAsync("CountAsync", connection, ids, database.Cancellation);
            await store.CallAsync("CountAsync", connection, ids, database.Cancellation);
        }

        await using var question = new NpgsqlCommand("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%customers%'", connection);
        return (long)(await question.ExecuteScalarAsync(database.Cancellation))!;
    }

    private static async Task<(CompiledSource Before, CompiledSource After)> StoresAsync(TestDatabase database)
    {
        await database.ExecuteAsync("CREATE TABLE customers (id int NOT NULL); INSERT INTO customers VALUES (1), (2), (3);");
        var before = RulePage.Before("PGAP4006");
        var after = await FixedSource.ApplyAsync(before, "PGAP4006", database.Cancellation);
        return (CompiledSource.Compile(before), CompiledSource.Compile(after));
    }

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);
        return connection;
    }
}
