using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class PoolingDisabledTests
{
    [Fact]
    public Task A_constant_that_reaches_a_connection_is_reported_where_it_is_written() => Verify.Reports<PoolingAnalyzer>("""
        static class Settings
        {
            public const string Orders = "Host=db;Database=orders;{|PGAP3003:Pooling=false|};Timeout=5";
        }

        class Repository
        {
            public NpgsqlConnection Open() => new(Settings.Orders);

            public NpgsqlConnection OpenAgain() => new NpgsqlConnection(Settings.Orders);
        }
        """);

    [Fact]
    public Task A_builder_switched_off_by_property_indexer_or_add_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Repository
        {
            public NpgsqlConnectionStringBuilder Initialized() => new() { Host = "db", {|PGAP3003:Pooling = false|} };

            public void Changed(NpgsqlConnectionStringBuilder builder)
            {
                {|PGAP3003:builder.Pooling = false|};
                {|PGAP3003:builder["Pooling"] = false|};
                {|PGAP3003:builder.Add("pooling", "False")|};
            }
        }
        """);

    [Fact]
    public Task Text_put_together_from_constants_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Repository
        {
            private const string Server = "Host=db;Username=app";
            private static readonly string Full = Server + ";{|PGAP3003:Pooling=False|}";

            public NpgsqlDataSource Source() => NpgsqlDataSource.Create(Full);

            public NpgsqlConnection Connection(string password)
            {
                var text = $"{Server};Password={password};{|PGAP3003:pooling=false|}";
                return new NpgsqlConnection(text);
            }
        }
        """);

    [Fact]
    public Task Raw_and_verbatim_literals_are_reported_at_the_setting() => Verify.Reports<PoolingAnalyzer>(""""
        class Repository
        {
            public NpgsqlConnection Verbatim() => new(@"Host=""db"";{|PGAP3003:Pooling=false|}");

            public NpgsqlConnection Raw() => new("""
                Host=db;
                {|PGAP3003:Pooling=false|};
                Database=shop
                """);
        }
        """");

    [Fact]
    public Task Pooling_that_is_on_unknown_or_overruled_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Repository
        {
            public NpgsqlConnection On() => new("Host=db;Pooling=true");

            public NpgsqlConnection Default() => new("Host=db");

            public NpgsqlConnection LastOneWins() => new("Host=db;Pooling=false;Pooling=true");

            public NpgsqlConnection TakenAway() => new("Host=db;Pooling=false;Pooling=");

            public NpgsqlConnection Unknown(bool pooling) => new($"Host=db;Pooling={pooling}");

            public NpgsqlConnectionStringBuilder Asked(bool pooling) => new() { Pooling = pooling };

            public string Talk() => "Pooling=false is for poolers";

            public NpgsqlConnection Quoted() => new("Host=db;Application Name='a;Pooling=false;b'");
        }
        """);

    [Fact]
    public Task A_pooler_pools_for_its_clients_so_that_no_pool_behind_it_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Repository
        {
            public NpgsqlConnection Port() => new("Host=db;Port=6432;Pooling=false");

            public NpgsqlConnection Supabase() => new("Host=eu-1.pooler.supabase.com;Pooling=false");

            public NpgsqlConnection Neon() => new("Host=ep-cool-sun-1-pooler.eu-central-1.aws.neon.tech;Pooling=false");

            public NpgsqlConnectionStringBuilder Builder() => new() { Host = "db", Port = 6543, Pooling = false };

            public NpgsqlConnection Configured() => new("Host=proxy7.internal;Pooling=false");
        }
        """, editorConfig: "pgap.pooler_hosts = *.pooler.supabase.com, *-pooler.*.neon.tech, proxy*.internal");

    [Fact]
    public Task A_one_shot_connection_for_a_database_or_a_channel_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Provisioning
        {
            public void Create(string admin)
            {
                var builder = new NpgsqlConnectionStringBuilder(admin) { Pooling = false };
                using var connection = new NpgsqlConnection(builder.ConnectionString);
                connection.Open();
                using var command = new NpgsqlCommand("CREATE DATABASE shop", connection);
                command.ExecuteNonQuery();
            }

            public void Listen()
            {
                using var connection = new NpgsqlConnection("Host=db;Pooling=false");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "listen orders";
                command.ExecuteNonQuery();
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

            class NpgsqlConnectionStringBuilder
            {
                public bool Pooling { get; set; }
            }

            class Repository
            {
                public NpgsqlConnection Open() => new("Host=db;Pooling=false");

                public NpgsqlConnectionStringBuilder Builder() => new() { Pooling = false };
            }
        }
        """);

    [Fact]
    public Task The_setting_is_taken_out_of_the_literal() => Verify.Fixes<PoolingAnalyzer, PoolingDisabledFix>("""
        class Repository
        {
            private const string Server = "Host=db";

            public NpgsqlConnection First() => new("{|PGAP3003:Pooling=false|};Host=db");

            public NpgsqlConnection Middle() => new("Host=db; {|PGAP3003:Pooling=false|}; Database=shop");

            public NpgsqlConnection Last() => new(@"Host=db;{|PGAP3003:Pooling=false|}");

            public NpgsqlConnection Joined() => new(Server + ";{|PGAP3003:Pooling=false|}");

            public NpgsqlConnection Interpolated(string name) => new($"Host=db;Database={name};{|PGAP3003:Pooling=false|}");
        }
        """, """
        class Repository
        {
            private const string Server = "Host=db";

            public NpgsqlConnection First() => new("Host=db");

            public NpgsqlConnection Middle() => new("Host=db; Database=shop");

            public NpgsqlConnection Last() => new(@"Host=db");

            public NpgsqlConnection Joined() => new(Server);

            public NpgsqlConnection Interpolated(string name) => new($"Host=db;Database={name}");
        }
        """);

    [Fact]
    public Task The_assignment_goes_with_its_line_or_its_comma() => Verify.Fixes<PoolingAnalyzer, PoolingDisabledFix>("""
        class Repository
        {
            public NpgsqlConnectionStringBuilder Several() => new()
            {
                Host = "db",
                {|PGAP3003:Pooling = false|},
                Database = "shop", // the shop
            };

            public NpgsqlConnectionStringBuilder Last() => new() { Host = "db", {|PGAP3003:Pooling = false|} };

            public void Changed(NpgsqlConnectionStringBuilder builder)
            {
                // Where it runs.
                builder.Host = "db";
                {|PGAP3003:builder.Pooling = false|};
                builder.Database = "shop";
            }
        }
        """, """
        class Repository
        {
            public NpgsqlConnectionStringBuilder Several() => new()
            {
                Host = "db",
                Database = "shop", // the shop
            };

            public NpgsqlConnectionStringBuilder Last() => new() { Host = "db" };

            public void Changed(NpgsqlConnectionStringBuilder builder)
            {
                // Where it runs.
                builder.Host = "db";
                builder.Database = "shop";
            }
        }
        """);

    [Fact]
    public Task A_statement_that_a_loop_needs_is_reported_and_left_alone() => Verify.OffersNothing<PoolingAnalyzer, PoolingDisabledFix>("""
        class Repository
        {
            public void Changed(NpgsqlConnectionStringBuilder[] builders)
            {
                foreach (var builder in builders)
                    {|PGAP3003:builder.Pooling = false|};
            }
        }
        """);
}
