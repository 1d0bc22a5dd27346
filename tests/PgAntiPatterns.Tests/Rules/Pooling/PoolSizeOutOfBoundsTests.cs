using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class PoolSizeOutOfBoundsTests
{
    [Fact]
    public Task Sizes_that_throw_or_that_no_server_has_room_for_are_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Crossed() => new("Host=localhost;{|PGAP3008:Minimum Pool Size=30|};Maximum Pool Size=20");

            public NpgsqlConnection Default() => new("Host=localhost;{|PGAP3008:Minimum Pool Size=150|}");

            public NpgsqlConnectionStringBuilder Large() => new() { Host = "localhost", {|PGAP3008:MaxPoolSize = 500|} };
        }
        """);

    [Fact]
    public Task Sizes_that_work_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store(int most)
        {
            public NpgsqlConnection Equal() => new("Host=localhost;Minimum Pool Size=20;Maximum Pool Size=20");

            public NpgsqlConnection Ordinary() => new("Host=localhost;Minimum Pool Size=2;Maximum Pool Size=200");

            public NpgsqlConnection Pooler() => new("Host=localhost;Port=6432;Maximum Pool Size=900;No Reset On Close=true");

            public NpgsqlConnection Unknown() => new($"Host=localhost;Minimum Pool Size=150;Maximum Pool Size={most}");

            public NpgsqlConnection Rest(string rest) => new("Host=localhost;Minimum Pool Size=150;" + rest);
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlConnectionStringBuilder
            {
                public int MaxPoolSize { get; set; }
            }

            class Store
            {
                public NpgsqlConnectionStringBuilder Large() => new() { MaxPoolSize = 5000 };
            }
        }
        """);

    [Fact]
    public Task A_minimum_keeps_a_server_awake_that_sleeps_when_nobody_is_connected() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Awake() => new("Host=ep-one.eu-central-1.aws.neon.tech;Database=shop;{|PGAP3008:Minimum Pool Size=2|}");

            public NpgsqlConnection Asleep() => new("Host=ep-one.eu-central-1.aws.neon.tech;Database=shop;Minimum Pool Size=0");

            public NpgsqlConnection Elsewhere() => new("Host=localhost;Database=shop;Minimum Pool Size=2");
        }
        """);
}
