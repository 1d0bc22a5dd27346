using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4011: an underscore that somebody types matches any character, unless it is escaped.</summary>
public sealed class WildcardInLikeParameterExperiment(PostgresServer server)
{
    [Fact]
    public Task An_underscore_matches_anything_before_and_itself_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (name text NOT NULL);
            INSERT INTO customers VALUES ('a_1'), ('ab1'), ('50% off'), ('c:\');
            """);
        var source = RulePage.Before("PGAP4011");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP4011", database.Cancellation));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);

        var (found, foundAfter) = (await FindAsync(before, connection, "a_1"), await FindAsync(after, connection, "a_1"));
        Assert.Equal(["a_1", "ab1"], found.Order(StringComparer.Ordinal));
        Assert.Equal(["a_1"], foundAfter);
        Measured.Check("PGAP4011", database, ("`a_1` is searched among `a_1` and `ab1`: rows that are found", found.Count, foundAfter.Count));
        Assert.Equal(["50% off"], await FindAsync(after, connection, "%"));
        Assert.Equal(["c:\\"], await FindAsync(after, connection, "\\"));
        Assert.Equal(["ab1"], await FindAsync(after, connection, "B1"));
    });

    private static async Task<List<string>> FindAsync(CompiledSource store, NpgsqlConnection connection, string term) =>
        [.. (IEnumerable<string>)(await store.CallAsync("FindAsync", connection, term))!];
}
