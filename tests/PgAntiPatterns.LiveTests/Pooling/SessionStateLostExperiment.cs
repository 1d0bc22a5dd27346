using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3013: a setting made on a connection of its own is gone before the statement that it was meant for.</summary>
public sealed class SessionStateLostExperiment(PostgresServer server)
{
    /// <summary>The page's query, asking the server for the setting instead.</summary>
    private const string SettingsInForce = "select count(*) from pg_settings where name = 'statement_timeout' and setting = '5000'";

    [Fact]
    public Task The_statement_runs_without_the_setting_before_and_with_it_after() => server.RunAsync(async database =>
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);

        var before = await InForceAsync(RulePage.Before("PGAP3013"), source, database);
        var after = await InForceAsync(RulePage.After("PGAP3013"), source, database);
        Assert.Equal((0, 1), (before, after));
        Measured.Check("PGAP3013", database, ("The query asks for the setting: rows of `pg_settings` that have it", before, after));
        Assert.Equal(1, await database.CountSessionsAsync());
    });

    private static async Task<long> InForceAsync(string code, NpgsqlDataSource source, TestDatabase database)
    {
        using var compiled = CompiledSource.Compile(code.Replace("select count(*) from pg_class", SettingsInForce));
        return (long)(await CompiledSource.CallOnAsync(compiled.New("OrderStore", source), "CountAsync", database.Cancellation))!;
    }
}
