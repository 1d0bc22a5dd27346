using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class StartupParameterAtPoolerTests
{
    [Fact]
    public Task Startup_parameters_and_prepared_statements_at_a_pooler_are_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Path() => new("Host=localhost;Port=6432;No Reset On Close=true;{|PGAP3011:Search Path=shop|}");

            public NpgsqlConnection Prepared() => new("Host=localhost;Port=6543;No Reset On Close=true;{|PGAP3011:Max Auto Prepare=20|}");
        }
        """);

    [Fact]
    public Task A_server_takes_them_all() => Verify.Quiet<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Direct() => new("Host=localhost;Search Path=shop;Options='-c lock_timeout=1s';Max Auto Prepare=20");

            public NpgsqlConnection Bouncer() => new("Host=localhost;Port=6432;No Reset On Close=true;Max Auto Prepare=20");
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
                public NpgsqlConnection Open() => new("Host=localhost;Port=6432;Search Path=shop");
            }
        }
        """);
}
