using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4008: Dapper leaves IN @ids as it is on an NpgsqlConnection, and the server cannot read it.</summary>
public sealed class DapperListExpansionExperiment(PostgresServer server)
{
    [Fact]
    public Task The_statement_is_refused_before_and_finds_the_names_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (id int NOT NULL, name text NOT NULL);
            INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cem');
            """);
        var source = RulePage.Before("PGAP4008");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP4008", database.Cancellation));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);

        IReadOnlyList<int> ids = [1, 3];
        var error = await Assert.ThrowsAsync<PostgresException>(() => before.CallAsync("NamesAsync", connection, ids));
        Assert.Equal(PostgresErrorCodes.SyntaxError, error.SqlState);
        string[] found = [.. (IEnumerable<string>)(await after.CallAsync("NamesAsync", connection, ids))!];
        Assert.Equal(["Ann", "Cem"], found);
        Measured.Check("PGAP4008", database, ("Two ids of three: names that are found", error, found.Length));
    });
}
