using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class InfiniteTimeoutTests
{
    [Fact]
    public Task A_timeout_of_zero_is_reported_wherever_it_is_given() => Verify.Reports<PoolingAnalyzer>("""
        class Shop : DbContext;

        class Store(NpgsqlConnection connection, Shop shop)
        {
            public void Use()
            {
                using var command = new NpgsqlCommand("select 1", connection) { {|PGAP3017:CommandTimeout = 0|} };
                {|PGAP3017:command.CommandTimeout = 0|};
                {|PGAP3017:shop.Database.SetCommandTimeout(0)|};
                {|PGAP3017:shop.Database.SetCommandTimeout(TimeSpan.Zero)|};
                connection.Execute("select 1", {|PGAP3017:commandTimeout: 0|});
            }

            public NpgsqlConnection Text() => new("Host=localhost;{|PGAP3017:Timeout=0|};{|PGAP3017:Command Timeout=0|}");
        }
        """);

    [Fact]
    public Task Limits_and_long_work_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store(NpgsqlConnection connection)
        {
            public void Limited(int seconds)
            {
                using var command = new NpgsqlCommand("select 1", connection) { CommandTimeout = 30 };
                command.CommandTimeout = seconds;
            }

            public void Index()
            {
                using var command = new NpgsqlCommand("create index on orders (id)", connection) { CommandTimeout = 0 };
            }

            public void MigrateAll()
            {
                using var command = new NpgsqlCommand("select 1", connection) { CommandTimeout = 0 };
            }

            public NpgsqlConnection Off() => new("Host=localhost;Keepalive=0;Max Auto Prepare=0");
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlCommand
            {
                public int CommandTimeout { get; set; }
            }

            class Store
            {
                public NpgsqlCommand Open() => new() { CommandTimeout = 0 };
            }
        }
        """);

    [Fact]
    public Task Dappers_own_default_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        static class Setup
        {
            public static void Wait() => {|PGAP3017:SqlMapper.Settings.CommandTimeout = 0|};

            public static void Limit() => SqlMapper.Settings.CommandTimeout = 60;
        }
        """);
}
