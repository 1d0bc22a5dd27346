using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4001: a value pasted into the text is read as SQL; as a parameter it is a value, whatever it holds.</summary>
public sealed class UnparameterizedSqlExperiment(PostgresServer server)
{
    private const string Accounts = "SELECT owner, balance FROM accounts ORDER BY owner";

    [Fact]
    public Task A_name_that_carries_a_statement_changes_a_table_and_one_with_an_apostrophe_is_an_error_only_before() => server.RunAsync(async database =>
    {
        const string Payload = "x'; UPDATE accounts SET balance = 0; --";
        var (before, after) = await StoresAsync(database);
        using (before)
        using (after)
        {
            Assert.Equal(0, await CountAsync(after, database, Payload));
            var accountsAfter = await database.RowsAsync(Accounts);
            Assert.Equal(["(Ann,100)", "(Bob,200)"], accountsAfter);

            Assert.Equal(0, await CountAsync(before, database, Payload));
            var accounts = await database.RowsAsync(Accounts);
            Assert.Equal(["(Ann,0)", "(Bob,0)"], accounts);

            var error = await Assert.ThrowsAsync<PostgresException>(() => CountAsync(before, database, "O'Brien"));
            Assert.Equal(PostgresErrorCodes.SyntaxError, error.SqlState);
            var found = await CountAsync(after, database, "O'Brien");
            Assert.Equal(1, found);
            Measured.Check(
                "PGAP4001",
                database,
                ($"The name `{Payload}`: accounts that are empty, of two", accounts.Count(IsEmpty), accountsAfter.Count(IsEmpty)),
                ("The name `O'Brien`, which one customer has", error, found));
        }

        static bool IsEmpty(string account) => account.EndsWith(",0)", StringComparison.Ordinal);
    });

    [Fact]
    public Task A_harmless_name_counts_the_same_before_and_after() => server.RunAsync(async database =>
    {
        var (before, after) = await StoresAsync(database);
        using (before)
        using (after)
        {
            Assert.Equal(2, await CountAsync(before, database, "Ann"));
            Assert.Equal(2, await CountAsync(after, database, "Ann"));
        }
    });

    private static async Task<(CompiledSource Before, CompiledSource After)> StoresAsync(TestDatabase database)
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (id int GENERATED ALWAYS AS IDENTITY, name text NOT NULL);
            INSERT INTO customers (name) VALUES ('Ann'), ('Ann'), ('O''Brien');
            CREATE TABLE accounts (owner text PRIMARY KEY, balance int NOT NULL);
            INSERT INTO accounts VALUES ('Ann', 100), ('Bob', 200);
            """);
        var before = RulePage.Before("PGAP4001");
        var after = await FixedSource.ApplyAsync(before, "PGAP4001", database.Cancellation);
        return (CompiledSource.Compile(before), CompiledSource.Compile(after));
    }

    private static async Task<long> CountAsync(CompiledSource store, TestDatabase database, string name)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);
        return (long)(await store.CallAsync("CountAsync", connection, name, database.Cancellation))!;
    }
}
