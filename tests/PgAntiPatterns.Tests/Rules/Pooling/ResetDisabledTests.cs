using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class ResetDisabledTests
{
    [Fact]
    public Task A_reset_that_is_switched_off_at_a_server_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;{|PGAP3012:No Reset On Close=true|}");

            public NpgsqlConnectionStringBuilder Builder() => new() { Host = "localhost", {|PGAP3012:NoResetOnClose = true|} };
        }
        """);

    [Fact]
    public Task A_pooler_an_unknown_server_or_no_pool_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Port() => new("Host=localhost;Port=6432;No Reset On Close=true");

            public NpgsqlConnection Named() => new("Host=pgbouncer;No Reset On Close=true");

            public NpgsqlConnection Off() => new("Host=localhost;No Reset On Close=false");

            public NpgsqlConnectionStringBuilder Unknown(string text) => new(text) { NoResetOnClose = true };

            public void Given(NpgsqlConnectionStringBuilder builder) => builder.NoResetOnClose = true;
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

            class Store
            {
                public NpgsqlConnection Open() => new("Host=localhost;No Reset On Close=true");
            }
        }
        """);

    [Fact]
    public Task The_setting_is_taken_out() => Verify.Fixes<PoolingAnalyzer, ResetDisabledFix>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;{|PGAP3012:No Reset On Close=true|};Database=shop");

            public NpgsqlConnectionStringBuilder Builder() => new() { Host = "localhost", {|PGAP3012:NoResetOnClose = true|} };
        }
        """, """
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;Database=shop");

            public NpgsqlConnectionStringBuilder Builder() => new() { Host = "localhost" };
        }
        """);
}
