using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4010: a placeholder that no parameter is named after is an operator in front of a column.</summary>
public sealed class PlaceholderMismatchExperiment(PostgresServer server)
{
    [Fact]
    public Task The_statement_is_refused_before_and_changes_one_row_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (id int NOT NULL, city text NOT NULL);
            INSERT INTO customers VALUES (1, 'Wien'), (2, 'Linz');
            """);
        var source = RulePage.Before("PGAP4010");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP4010", database.Cancellation));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);

        var error = await Assert.ThrowsAsync<PostgresException>(() => before.CallAsync("MoveAsync", connection, 1, "Graz", database.Cancellation));
        Assert.Equal(PostgresErrorCodes.UndefinedFunction, error.SqlState);
        var changed = (int)(await after.CallAsync("MoveAsync", connection, 1, "Graz", database.Cancellation))!;
        Assert.Equal(1, changed);
        Assert.Equal(["(Graz)", "(Linz)"], await database.RowsAsync("SELECT city FROM customers ORDER BY id"));
        Measured.Check("PGAP4010", database, ("One customer of two: rows that are changed", error, changed));
    });
}
