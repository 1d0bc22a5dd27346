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
}
