using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>Each loop runs against the server before and after its fix: the same answer and the same tables, with a fraction of the statements.</summary>
public sealed class RoundTripExperiment(PostgresServer server)
{
    private const int MostAfter = 2;

    public static TheoryData<string> Names => [.. LoopCases.All.Select(found => found.Name)];

    [Theory, MemberData(nameof(Names))]
    public Task A_loop_costs_a_statement_per_row_before_and_two_at_most_after(string name) => server.RunAsync(async database =>
    {
        var loop = LoopCases.All.Single(found => found.Name == name);
        var fixedSource = await FixedSource.ApplyAsync(loop.Source, loop.Rule, database.Cancellation, loop.Strategy);

        var before = await RunAsync(loop, loop.Source, database);
        var after = await RunAsync(loop, fixedSource, database);

        Assert.True(before.Count >= LoopCase.Rows * 3 / 4, $"{before.Count} before");
        Assert.True(after.Count <= MostAfter, $"{after.Count} after, of {before.Count}:\n{fixedSource}");
        Assert.Equal(before.Lines, after.Lines);
        Assert.Equal(before.State, after.State);
    });

    private static async Task<(long Count, List<string> Lines, List<string> State)> RunAsync(LoopCase loop, string text, TestDatabase database)
    {
        await database.ExecuteAsync("DROP TABLE IF EXISTS things, things_boxes, things_log; " + LoopCase.Tables);
        await database.ResetStatementsAsync();
        var transactions = await TransactionsAsync(database);

        using var source = CompiledSource.Compile(text);
        var lines = (List<string>)(await source.CallAsync("RunAsync", database.ConnectionStringWith(loop.Counted == "DISCARD ALL" ? "Maximum Pool Size=1" : "Pooling=false")))!;

        // The question about pg_stat_database is itself no transaction of this database.
        var count = loop.Counted is { } pattern ? await database.CountStatementsAsync(pattern) : await TransactionsAsync(database) - transactions;
        var state = new List<string>();
        foreach (var query in LoopCase.State)
        {
            state.AddRange(await database.RowsAsync(query));
        }

        return (count, lines, state);
    }

    /// <summary>The transactions of the database, once the sessions that have ended are counted in.</summary>
    private static async Task<long> TransactionsAsync(TestDatabase database)
    {
        var count = -1L;
        for (var again = 0; again < 40; again++)
        {
            var now = await database.ObserveAsync<long>("SELECT xact_commit FROM pg_stat_database WHERE datname = $1", database.Name);
            if (now == count)
            {
                break;
            }

            count = now;
            await Task.Delay(250, database.Cancellation);
        }

        return count;
    }
}
