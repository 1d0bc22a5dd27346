using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class PoolerNotConfiguredTests
{
    [Fact]
    public Task A_pooler_without_its_settings_is_reported_where_it_shows() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Port() => new("Host=localhost;{|PGAP3009:Port=6432|}");

            public NpgsqlConnection Host() => new("{|PGAP3009:Host=ep-a-b-pooler.eu-central-1.aws.neon.tech|};Database=shop");

            public NpgsqlConnection Inline() => new("{|PGAP3009:Host=localhost:6432|}");

            public string Builder() => new NpgsqlConnectionStringBuilder { Host = "localhost", {|PGAP3009:Port = 6543|} }.ConnectionString;
        }
        """);

    [Fact]
    public Task What_is_set_or_may_be_set_elsewhere_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Store
        {
            public NpgsqlConnection Told() => new("Host=localhost;Port=6432;No Reset On Close=true");

            public NpgsqlConnection Unpooled() => new("Host=localhost;Port=6432;Pooling=false");

            public NpgsqlConnection Rest(string rest) => new("Host=localhost;Port=6432;" + rest);

            public NpgsqlDataSource Later()
            {
                var builder = new NpgsqlDataSourceBuilder("Host=localhost;Port=6432");
                builder.ConnectionStringBuilder.NoResetOnClose = true;
                return builder.Build();
            }

            public void Registered(IServiceCollection services) =>
                services.AddNpgsqlDataSource("Host=localhost;Port=6432", builder => builder.ConnectionStringBuilder.NoResetOnClose = true);

            public NpgsqlConnectionStringBuilder HandedOn() => Finish(new NpgsqlConnectionStringBuilder { Host = "localhost", Port = 6432 });

            public NpgsqlConnection Named() => new("Host=localhost;Database=pooler");

            private static NpgsqlConnectionStringBuilder Finish(NpgsqlConnectionStringBuilder builder) => builder;
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
                public NpgsqlConnection Open() => new("Host=localhost;Port=6432");
            }
        }
        """);

    [Fact]
    public Task The_setting_is_added() => Verify.Fixes<PoolingAnalyzer, PoolerNotConfiguredFix>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;{|PGAP3009:Port=6432|};Database=shop");

            public string Builder() => new NpgsqlConnectionStringBuilder { Host = "localhost", {|PGAP3009:Port = 6432|} }.ConnectionString;

            public string Lines() => new NpgsqlConnectionStringBuilder
            {
                Host = "localhost",
                {|PGAP3009:Port = 6432|},
                Database = "shop",
            }.ConnectionString;
        }
        """, """
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;Port=6432;No Reset On Close=true;Database=shop");

            public string Builder() => new NpgsqlConnectionStringBuilder { Host = "localhost", Port = 6432, NoResetOnClose = true }.ConnectionString;

            public string Lines() => new NpgsqlConnectionStringBuilder
            {
                Host = "localhost",
                Port = 6432,
                NoResetOnClose = true,
                Database = "shop",
            }.ConnectionString;
        }
        """);
}
