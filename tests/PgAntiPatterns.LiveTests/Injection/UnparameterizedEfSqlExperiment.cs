using System.Collections;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection;

/// <summary>PGAP4003: text that was finished before FromSqlRaw saw it has no parameters; {0} and an argument make one.</summary>
public sealed class UnparameterizedEfSqlExperiment(PostgresServer server)
{
    [Fact]
    public Task A_name_reads_every_customer_before_and_none_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""
            CREATE TABLE customers (id int NOT NULL, name text NOT NULL);
            INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'), (3, 'O''Brien');
            """);
        var source = RulePage.Before("PGAP4003");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP4003", database.Cancellation));

        Assert.Equal(1, await CountNamedAsync(before, "Ann"));
        Assert.Equal(1, await CountNamedAsync(after, "Ann"));
        var (others, othersAfter) = (await CountNamedAsync(before, "x' or 1=1 --"), await CountNamedAsync(after, "x' or 1=1 --"));
        Assert.Equal((3, 0), (others, othersAfter));
        var error = await Assert.ThrowsAsync<PostgresException>(() => CountNamedAsync(before, "O'Brien"));
        var found = await CountNamedAsync(after, "O'Brien");
        Assert.Equal(1, found);
        Measured.Check(
            "PGAP4003",
            database,
            ("Three customers, the name `x' or 1=1 --`: rows that are read", others, othersAfter),
            ("The name `O'Brien`, which one of them has", error, found));

        async Task<int> CountNamedAsync(CompiledSource shop, string name)
        {
            await using var context = (DbContext)shop.New("ShopContext", ContextOptions.For(shop, "ShopContext", database.ConnectionString));
            return ((ICollection)(await CompiledSource.CallOnAsync(context, "NamedAsync", name))!).Count;
        }
    });
}
