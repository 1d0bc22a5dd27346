using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class UriConnectionStringTests
{
    [Fact]
    public Task A_uri_is_reported_wherever_it_reaches_the_driver() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            private const string Text = "{|PGAP3007:postgres://app@localhost/shop|}";

            public NpgsqlConnection Constant() => new(Text);

            public NpgsqlDataSource Fallback() => NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("DB") ?? "{|PGAP3007:postgresql://localhost/shop|}");

            public NpgsqlConnection Pasted(string host) => new($"{|PGAP3007:postgresql://app@|}{host}");
        }
        """);

    [Fact]
    public Task Uris_of_others_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store
        {
            public Uri Parsed() => new("postgres://app@localhost/shop");

            public string Text() => "postgresql://app@localhost/shop";

            public NpgsqlConnection Name() => new("Host=localhost;Application Name=postgres://shop");
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
                public NpgsqlConnection Open() => new("postgres://app@localhost/shop");
            }
        }
        """);

    [Fact]
    public Task The_same_connection_is_written_as_keywords() => Verify.Fixes<PoolingAnalyzer, UriConnectionStringFix>("""
        class Store
        {
            public NpgsqlConnection Whole() => new("{|PGAP3007:postgres://app:se%3Bcret@db.example.com:5433/shop?sslmode=verify-full&connect_timeout=5|}");

            public NpgsqlConnection Several() => new("{|PGAP3007:postgresql://app@one,two/shop|}");
        }
        """, """
        class Store
        {
            public NpgsqlConnection Whole() => new("Host=db.example.com;Port=5433;Database=shop;Username=app;Password='se;cret';SSL Mode=VerifyFull;Timeout=5");

            public NpgsqlConnection Several() => new("Host=one,two;Database=shop;Username=app");
        }
        """);

    [Fact]
    public Task A_parameter_without_a_counterpart_is_left_to_people() => Verify.OffersNothing<PoolingAnalyzer, UriConnectionStringFix>("""
        class Store
        {
            public NpgsqlConnection Open() => new("{|PGAP3007:postgres://app@localhost/shop?gssencmode=disable|}");
        }
        """);
}
