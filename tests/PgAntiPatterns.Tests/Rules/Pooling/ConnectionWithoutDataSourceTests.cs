using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class ConnectionWithoutDataSourceTests
{
    [Fact]
    public Task A_connection_made_from_a_string_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store(string text)
        {
            public NpgsqlConnection Open() => {|PGAP3018:new(text)|};
        }
        """);

    [Fact]
    public Task Connections_of_a_data_source_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store(NpgsqlDataSource source)
        {
            // PGAP3018
            public NpgsqlConnection Open() => source.CreateConnection();

            public NpgsqlConnection Empty() => new();
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

            // PGAP3018
            class Store
            {
                public NpgsqlConnection Open() => new("Host=localhost");
            }
        }
        """);

    [Fact]
    public Task The_one_data_source_of_the_type_makes_it() => Verify.FixesOneByOne<PoolingAnalyzer, ConnectionWithoutDataSourceFix>("""
        class Store(string text)
        {
            private static readonly NpgsqlDataSource Source = NpgsqlDataSource.Create("Host=localhost");

            public NpgsqlConnection Open() => {|PGAP3018:new NpgsqlConnection(text)|};
        }
        """, """
        class Store(string text)
        {
            private static readonly NpgsqlDataSource Source = NpgsqlDataSource.Create("Host=localhost");

            public NpgsqlConnection Open() => Source.CreateConnection();
        }
        """);

    [Fact]
    public Task Of_two_data_sources_none_is_chosen() => Verify.OffersNothing<PoolingAnalyzer, ConnectionWithoutDataSourceFix>("""
        class Store(string text, NpgsqlDataSource read, NpgsqlDataSource write)
        {
            public NpgsqlConnection Open() => {|PGAP3018:new(text)|};

            public NpgsqlDataSource[] All => [read, write];
        }
        """);
}
