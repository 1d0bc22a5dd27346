using System.Collections;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>PGAP2014: each number of rows is a statement of its own, and there is an end to them; arrays are one statement for any number.</summary>
public sealed class ValuesTextPerRowExperiment(PostgresServer server)
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 8];

    [Fact]
    public Task Every_size_is_a_statement_before_and_all_are_one_after_and_there_is_an_end_to_them_only_before() => server.RunAsync(async database =>
    {
        const int TooMany = 32768;
        await database.ExecuteAsync("CREATE TABLE readings (sensor int NOT NULL, value float8 NOT NULL)");
        using var before = CompiledSource.Compile(RulePage.Before("PGAP2014"));
        using var after = CompiledSource.Compile(RulePage.After("PGAP2014"));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);

        var (statements, rows) = await WrittenAsync(before);
        var (statementsAfter, rowsAfter) = await WrittenAsync(after);
        Assert.Equal(rows, rowsAfter);

        var error = await Assert.ThrowsAsync<NpgsqlException>(() => before.CallAsync("Write", connection, Readings(before, TooMany)));
        Assert.Contains("65535", error.Message, StringComparison.Ordinal);
        await after.CallAsync("Write", connection, Readings(after, TooMany));
        Assert.Equal([$"({TooMany})"], await database.RowsAsync("SELECT count(*) FROM readings"));
        Measured.Check(
            "PGAP2014",
            database,
            ("Five calls with 1, 2, 3, 5 and 8 rows: different statements in `pg_stat_statements`", statements, statementsAfter),
            ("A call with 32768 rows of two values", error, "32768 rows written"));

        async Task<(long Statements, IEnumerable<string> Rows)> WrittenAsync(CompiledSource code)
        {
            await database.ResetStatementsAsync();
            foreach (var size in Sizes)
            {
                await code.CallAsync("Write", connection, Readings(code, size));
            }

            Assert.Equal(Sizes.Length, await database.CountStatementsAsync("insert into readings%"));
            var statements = await database.ObserveAsync<long>(
                "SELECT count(DISTINCT queryid) FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid WHERE datname = $1 AND query ILIKE 'insert into readings%'",
                database.Name);
            var rows = await database.RowsAsync("SELECT sensor, value FROM readings");
            await database.ExecuteAsync("TRUNCATE readings");
            return (statements, rows.Order(StringComparer.Ordinal).ToList());
        }
    });

    private static IList Readings(CompiledSource code, int count)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(code.TypeNamed("Reading")))!;
        for (var sensor = 0; sensor < count; sensor++)
        {
            list.Add(code.New("Reading", sensor, sensor / 2.0));
        }

        return list;
    }
}
