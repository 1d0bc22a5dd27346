using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class ConnectionStringPerCallTests
{
    [Fact]
    public Task A_builder_that_carries_something_of_the_call_is_reported_at_the_setting() => Verify.Reports<PoolingAnalyzer>("""
        class Store(string text)
        {
            public void Inline(string user)
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { {|PGAP3004:ApplicationName = "shop:" + user|} }.ConnectionString);
            }

            public void Assigned(int seconds)
            {
                var settings = new NpgsqlConnectionStringBuilder(text);
                {|PGAP3004:settings.CommandTimeout = seconds|};
                using var connection = new NpgsqlConnection(settings.ToString());
            }

            public void New()
            {
                using var connection = new NpgsqlConnection($"{text};{|PGAP3004:Application Name=|}{Guid.NewGuid()}");
            }
        }
        """);

    [Fact]
    public Task What_stays_the_same_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store(string text, string name)
        {
            private const string Suffix = "orders";

            public void Constant()
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { ApplicationName = Suffix }.ConnectionString);
            }

            public void Owner()
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { ApplicationName = name }.ConnectionString);
            }

            public void Flag(bool isLong)
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { CommandTimeout = isLong ? 300 : 30, Pooling = isLong }.ConnectionString);
            }

            public void Tenant(string database, string password)
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { Database = database, Username = database, Password = password }.ConnectionString);
            }

            public string Only(string user) => new NpgsqlConnectionStringBuilder(text) { ApplicationName = user }.ConnectionString;
        }
        """);

    [Fact]
    public Task Code_that_runs_once_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        static class Program
        {
            static void Main(string[] args) => Run(args[0]);

            private static void Run(string name)
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder("Host=localhost") { ApplicationName = name }.ConnectionString);
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

            class Store
            {
                public NpgsqlConnection Open(int seconds) => new($"Host=localhost;Command Timeout={seconds}");
            }
        }
        """);

    [Fact]
    public Task An_object_that_stands_for_the_request_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        interface ITenantContext
        {
            string Schema { get; }
        }

        class Store(string text, ITenantContext tenant)
        {
            public void Use()
            {
                var settings = new NpgsqlConnectionStringBuilder(text) { {|PGAP3004:SearchPath = tenant.Schema|} };
                using var connection = new NpgsqlConnection(settings.ConnectionString);
            }
        }
        """);

    [Fact]
    public Task A_builder_that_is_kept_and_changed_for_the_call_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        using System.Diagnostics;

        class Store(NpgsqlConnectionStringBuilder settings)
        {
            private readonly NpgsqlConnectionStringBuilder _settings = settings;

            public NpgsqlConnection Open(string user)
            {
                {|PGAP3004:_settings.ApplicationName = user|};
                return new NpgsqlConnection(_settings.ConnectionString);
            }

            public NpgsqlConnection OpenTraced()
            {
                {|PGAP3004:_settings.ApplicationName = "shop-" + Activity.Current!.Id|};
                return new NpgsqlConnection(_settings.ToString());
            }

            public string Describe(string user)
            {
                _settings.ApplicationName = user;
                return _settings.ConnectionString;
            }

            public NpgsqlConnection OpenBefore(string user)
            {
                var connection = new NpgsqlConnection(_settings.ConnectionString);
                _settings.ApplicationName = user;
                return connection;
            }
        }
        """);
}
