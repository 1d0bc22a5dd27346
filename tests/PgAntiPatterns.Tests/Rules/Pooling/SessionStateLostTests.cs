using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class SessionStateLostTests
{
    [Fact]
    public Task A_setting_through_a_data_source_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store(NpgsqlDataSource source)
        {
            public void Use()
            {
                using var limit = source.CreateCommand({|PGAP3013:"SET statement_timeout = '5s'"|});
                using var user = source.CreateCommand({|PGAP3013:"select set_config('app.user', 'x', false)"|});
                using var role = source.CreateCommand({|PGAP3013:"set role clerk;"|});
            }
        }
        """);

    [Fact]
    public Task What_lasts_long_enough_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public void Use()
            {
                using var together = source.CreateCommand("set local statement_timeout = 5; select 1");
                using var both = source.CreateCommand("set statement_timeout = 5; select 1");
                using var own = new NpgsqlCommand("set statement_timeout = 5", connection);
                using var change = source.CreateCommand("update settings set value = 1");
                using var once = source.CreateCommand("select set_config('app.user', 'x', true)");
            }
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlDataSource
            {
                public string CreateCommand(string commandText) => commandText;
            }

            class Store(NpgsqlDataSource source)
            {
                public string Use() => source.CreateCommand("set role clerk");
            }
        }
        """);

    [Fact]
    public Task A_connection_that_is_opened_for_nothing_else_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store(NpgsqlDataSource source)
        {
            public async Task Limit()
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var command = new NpgsqlCommand({|PGAP3013:"set statement_timeout = 5000"|}, connection);
                await command.ExecuteNonQueryAsync();
            }

            public void Role(string text)
            {
                using var connection = new NpgsqlConnection(text);
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP3013:"set role clerk"|};
                command.ExecuteNonQuery();
            }

            public async Task<object?> Used()
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var setting = new NpgsqlCommand("set statement_timeout = 5000", connection);
                await setting.ExecuteNonQueryAsync();
                await using var command = new NpgsqlCommand("select 1", connection);
                return await command.ExecuteScalarAsync();
            }
        }
        """);
}
