using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4004: between quotes a placeholder is text, so that the parameter is never looked at and nothing is found.</summary>
public sealed class PlaceholderInQuotesExperiment(PostgresServer server)
{
    [Fact]
    public Task Nothing_is_found_before_and_what_was_asked_for_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (city text NOT NULL);
            INSERT INTO customers VALUES ('Hamburg'), ('Salzburg'), ('Wien');
            """);
        var source = RulePage.Before("PGAP4004");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP4004", database.Cancellation));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);

        var found = (long)(await before.CallAsync("CountAsync", connection, "burg", database.Cancellation))!;
        var foundAfter = (long)(await after.CallAsync("CountAsync", connection, "burg", database.Cancellation))!;
        Assert.Equal((0, 2), (found, foundAfter));
        Measured.Check("PGAP4004", database, ("Three cities, two of them with the text that is searched: rows that are found", found, foundAfter));
    });
}
