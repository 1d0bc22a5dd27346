using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4002: what Dapper is handed as text it executes as text; a member of its object is a value.</summary>
public sealed class UnparameterizedDapperSqlExperiment(PostgresServer server)
{
    [Fact]
    public Task A_name_reads_other_customers_addresses_before_and_none_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (name text NOT NULL, email text NOT NULL);
            INSERT INTO customers VALUES ('Ann', 'ann@example.org'), ('Bob', 'bob@example.org'), ('O''Brien', 'obrien@example.org');
            """);
        var source = RulePage.Before("PGAP4002");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP4002", database.Cancellation));
        await using var connection = new NpgsqlConnection(database.ConnectionString);

        Assert.Equal(["ann@example.org"], await NamedAsync(before, "Ann"));
        Assert.Equal(["ann@example.org"], await NamedAsync(after, "Ann"));
        var (others, othersAfter) = (await NamedAsync(before, "x' or 1=1 --"), await NamedAsync(after, "x' or 1=1 --"));
        Assert.Equal((3, 0), (others.Count, othersAfter.Count));
        var error = await Assert.ThrowsAsync<PostgresException>(() => NamedAsync(before, "O'Brien"));
        var found = await NamedAsync(after, "O'Brien");
        Assert.Equal(["obrien@example.org"], found);
        Measured.Check(
            "PGAP4002",
            database,
            ("Three customers, the name `x' or 1=1 --`: addresses that are read", others.Count, othersAfter.Count),
            ("The name `O'Brien`, which one of them has", error, found.Count));

        async Task<List<string>> NamedAsync(CompiledSource store, string name) => [.. (IEnumerable<string>)(await store.CallAsync("NamedAsync", connection, name))!];
    });

    [Fact]
    public Task A_string_is_sent_as_text_so_that_a_uuid_needs_a_cast() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE customers (id uuid NOT NULL); INSERT INTO customers VALUES ('00000000-0000-0000-0000-000000000001');");
        using var source = CompiledSource.Compile("""
            using Dapper;
            using Npgsql;

            public static class Customers
            {
                public static Task<int> CountAsync(NpgsqlConnection connection, string id) =>
                    connection.ExecuteScalarAsync<int>("select count(*) from customers where id = @id", new { id });

                public static Task<int> CountCastAsync(NpgsqlConnection connection, string id) =>
                    connection.ExecuteScalarAsync<int>("select count(*) from customers where id = @id::uuid", new { id });
            }
            """);
        await using var connection = new NpgsqlConnection(database.ConnectionString);

        var error = await Assert.ThrowsAsync<PostgresException>(() => source.CallAsync("CountAsync", connection, "00000000-0000-0000-0000-000000000001"));
        Assert.Equal(PostgresErrorCodes.UndefinedFunction, error.SqlState);
        Assert.Equal(1, await source.CallAsync("CountCastAsync", connection, "00000000-0000-0000-0000-000000000001"));
    });
}
