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

        Assert.Equal(0L, await InForceAsync(RulePage.Before("PGAP3013"), source, database));
        Assert.Equal(1L, await InForceAsync(RulePage.After("PGAP3013"), source, database));
        Assert.Equal(1, await database.CountSessionsAsync());
    });

    private static async Task<object?> InForceAsync(string code, NpgsqlDataSource source, TestDatabase database)
    {
        using var compiled = CompiledSource.Compile(code.Replace("select count(*) from pg_class", SettingsInForce));
        return await CompiledSource.CallOnAsync(compiled.New("OrderStore", source), "CountAsync", database.Cancellation);
    }
}
