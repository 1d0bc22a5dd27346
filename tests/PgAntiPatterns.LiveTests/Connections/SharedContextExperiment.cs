using Microsoft.EntityFrameworkCore;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1008: a context refuses the second operation while the first one is under way.</summary>
public sealed class SharedContextExperiment(PostgresServer server)
{
    [Fact]
    public Task The_second_operation_is_refused_before_and_both_are_counted_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""CREATE TABLE "Orders" ("Id" bigint PRIMARY KEY); INSERT INTO "Orders" VALUES (1), (2), (9001);""");
        var before = RulePage.Before("PGAP1008");
        var after = await FixedSource.ApplyAsync(before, "PGAP1008", database.Cancellation);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SumAsync(before));
        Assert.StartsWith("A second operation was started on this context instance", error.Message, StringComparison.Ordinal);
        Assert.Equal(3L, await SumAsync(after));
        Measured.Check("PGAP1008", database, ("A call whose first operation is under way when the second one starts", error, "answered"));

        // The lock keeps the first operation from being done before the second one starts.
        async Task<object?> SumAsync(string source)
        {
            using var code = CompiledSource.Compile(source);
            await using var shop = (DbContext)code.New("Shop", ContextOptions.For(code, "Shop", database.ConnectionString));
            Task<object?> work;
            await using (var table = await LockedTable.LockAsync(database, "\"Orders\""))
            {
                work = CompiledSource.CallOnAsync(code.New("Statistics", shop), "SumAsync", database.Cancellation);
                await table.AwaitedByAsync(work);
            }

            return await work;
        }
    });
}
