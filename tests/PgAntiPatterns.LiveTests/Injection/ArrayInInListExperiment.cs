using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4007: IN (@ids) compares a number with an array, which no server does.</summary>
public sealed class ArrayInInListExperiment(PostgresServer server)
{
    [Fact]
    public Task The_statement_is_refused_before_and_counts_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (id int NOT NULL);
            INSERT INTO customers VALUES (1), (2), (3);
            """);
        var source = RulePage.Before("PGAP4007");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP4007", database.Cancellation));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);

        var error = await Assert.ThrowsAsync<PostgresException>(() => before.CallAsync("CountAsync", connection, new[] { 1, 3 }, database.Cancellation));
        Assert.Equal(PostgresErrorCodes.UndefinedFunction, error.SqlState);
        var found = (long)(await after.CallAsync("CountAsync", connection, new[] { 1, 3 }, database.Cancellation))!;
        Assert.Equal(2, found);
        Measured.Check("PGAP4007", database, ("Two ids of three: rows that are counted", error, found));
        Assert.Equal(0L, await after.CallAsync("CountAsync", connection, Array.Empty<int>(), database.Cancellation));
    });
}
