using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class SessionStateAtPoolerTests
{
    [Fact]
    public Task Session_state_on_a_connection_to_a_pooler_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            private const string Text = "Host=localhost;Port=6432;No Reset On Close=true";
            private static readonly NpgsqlDataSource Source = new NpgsqlDataSourceBuilder(Text).Build();

            public void Listen()
            {
                using var connection = new NpgsqlConnection(Text);
                using var command = new NpgsqlCommand({|PGAP3010:"listen orders"|}, connection);
                connection.Execute({|PGAP3010:"select pg_advisory_lock(1)"|});
            }

            public void Role()
            {
                using var connection = Source.OpenConnection();
                using var command = new NpgsqlCommand({|PGAP3010:"set role clerk"|}, connection);
            }
        }
        """);

    [Fact]
    public Task What_ends_with_the_transaction_or_goes_elsewhere_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store(NpgsqlConnection given)
        {
            public void Use(string text)
            {
                using var pooled = new NpgsqlConnection("Host=localhost;Port=6432;No Reset On Close=true");
                using var local = new NpgsqlCommand("set local role clerk", pooled);
                using var drop = new NpgsqlCommand("create temp table t (id int) on commit drop", pooled);
                using var direct = new NpgsqlConnection("Host=localhost");
                using var role = new NpgsqlCommand("set role clerk", direct);
                using var next = new NpgsqlCommand("select 1", direct);
                using var other = new NpgsqlCommand("set role clerk", given);
            }
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlConnection(string text)
            {
                public string Text => text;
            }

            class NpgsqlCommand(string sql, NpgsqlConnection connection)
            {
                public string Text => sql + connection.Text;
            }

            class Store
            {
                public NpgsqlCommand Use()
                {
                    var connection = new NpgsqlConnection("Host=localhost;Port=6432");
                    return new NpgsqlCommand("set role clerk", connection);
                }
            }
        }
        """);

    [Fact]
    public Task A_command_that_is_made_by_the_connection_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public void Listen()
            {
                using var connection = new NpgsqlConnection("Host=localhost;Port=6432;No Reset On Close=true");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP3010:"listen orders"|};
                command.ExecuteNonQuery();
                connection.Wait();
            }
        }
        """);

    [Fact]
    public Task Every_connection_counts_where_the_user_says_so() => Verify.Reports<PoolingAnalyzer>("""
        class Store(NpgsqlDataSource source)
        {
            public void Listen()
            {
                using var command = source.CreateCommand({|PGAP3010:"listen orders"|});
                command.ExecuteNonQuery();
            }

            public NpgsqlConnection Direct() => new("Host=localhost;Database=shop;Pooling=false");

            public NpgsqlConnection Tuned() => new("Host=localhost;Database=shop;No Reset On Close=true");

            public NpgsqlConnection Plain() => new("{|PGAP3009:Host=localhost|};Database=shop");
        }
        """, "pgap.pooler = transaction");
}
