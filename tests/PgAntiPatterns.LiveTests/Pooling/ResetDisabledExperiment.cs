using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3012: without the reset, a session that one caller changed is handed to the next as it is.</summary>
public sealed class ResetDisabledExperiment(PostgresServer server)
{
    [Fact]
    public Task The_next_user_gets_setting_and_table_before_and_a_clean_session_after() => server.RunAsync(async database =>
    {
        var source = RulePage.Before("PGAP3012");
        var before = await InheritedAsync(source, database);
        var after = await InheritedAsync(await FixedSource.ApplyAsync(source, "PGAP3012", database.Cancellation), database);

        Assert.Equal("5s, 1 temporary table", before);
        Assert.Equal("0, 0 temporary tables", after);
        Measured.Check("PGAP3012", database, ("The next caller in a session whose last one set a timeout and made a table: `statement_timeout` and tables", before, after));
    });

    private static async Task<string> InheritedAsync(string source, TestDatabase database)
    {
        using var code = CompiledSource.Compile(ServerAddress.Enter(source, database));
        await using var pool = (NpgsqlDataSource)code.TypeNamed("OrderDatabase").GetField("Source")!.GetValue(null)!;
        var earlier = await database.CountSessionsAsync();
        await using (var first = await pool.OpenConnectionAsync(database.Cancellation))
        {
            await using var change = new NpgsqlCommand("set statement_timeout = '5s'; create temporary table basket (id int)", first);
            await change.ExecuteNonQueryAsync(database.Cancellation);
        }

        await using var look = pool.CreateCommand("""
            select current_setting('statement_timeout') || ', ' || count(*) || ' temporary table' || case count(*) when 1 then '' else 's' end
            from pg_class where relpersistence = 't' and relname = 'basket' and pg_table_is_visible(oid)
            """);
        var inherited = (string)(await look.ExecuteScalarAsync(database.Cancellation))!;

        // One session, or there was nothing to inherit.
        Assert.Equal(1, await database.CountSessionsAsync() - earlier);
        return inherited;
    }
}
