using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

/// <summary>A pool that is switched off for a reason which the code shows or the author states.</summary>
public sealed class UnpooledOnPurposeTests
{
    [Fact]
    public Task A_connection_that_is_kept_in_a_field_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Watcher(string text)
        {
            private readonly string _unpooled = new NpgsqlConnectionStringBuilder(text) { Pooling = false }.ConnectionString;
            private NpgsqlConnection? _connection;
            private NpgsqlConnection? _other;

            public async Task ConnectAsync()
            {
                _connection?.Dispose();
                _connection = new NpgsqlConnection(_unpooled);
                await _connection.OpenAsync();
            }

            public void Connect()
            {
                var builder = new NpgsqlConnectionStringBuilder(text);
                builder.Pooling = false;
                _other = new NpgsqlConnection(builder.ToString());
                _other.Open();
            }
        }
        """);

    [Fact]
    public Task A_connection_that_dies_with_the_call_is_reported_though_its_string_is_kept() => Verify.Reports<PoolingAnalyzer>("""
        class Reader(string text)
        {
            private readonly string _unpooled = new NpgsqlConnectionStringBuilder(text) { {|PGAP3003:Pooling = false|} }.ConnectionString;

            public object? Read()
            {
                using var connection = new NpgsqlConnection(_unpooled);
                connection.Open();
                return connection.PostgreSqlVersion;
            }
        }
        """);

    [Fact]
    public Task A_connection_that_is_opened_while_the_program_starts_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Start
        {
            public async Task WaitForServerAsync(string text)
            {
                for (var attempt = 0; attempt < 10; attempt++)
                {
                    await using var connection = new NpgsqlConnection(text + ";Pooling=false");
                    await connection.OpenAsync();
                }
            }
        }
        """);

    [Fact]
    public Task A_reason_in_a_comment_at_the_setting_is_heard() => Verify.Quiet<PoolingAnalyzer>("""
        class Jobs(string text)
        {
            public string Nightly()
            {
                var builder = new NpgsqlConnectionStringBuilder(text);
                builder.CommandTimeout = 900;
                // One statement every night, so there is nothing to keep.
                builder.Pooling = false;
                return builder.ConnectionString;
            }

            public string Teardown()
            {
                // A session that lingers in the pool would stand in the way of the next step.
                return new NpgsqlConnectionStringBuilder(text) { Pooling = false }.ConnectionString;
            }
        }

        /// <summary>Looks at the catalog through a connection outside the pool.</summary>
        class Catalog(string text)
        {
            public string Text { get; } = text + ";Pooling=false";

            public NpgsqlConnection Connect() => new(text + ";Pooling=false");
        }
        """);

    [Fact]
    public Task A_comment_about_something_else_is_no_reason() => Verify.Reports<PoolingAnalyzer>("""
        class Jobs(string text)
        {
            // Only the shop's own reports come here.
            public string Reports()
            {
                var builder = new NpgsqlConnectionStringBuilder(text);
                // As in the old program.
                {|PGAP3003:builder.Pooling = false|};
                return builder.ConnectionString;
            }
        }
        """);

    [Fact]
    public Task A_setting_behind_a_condition_is_the_conditions_business() => Verify.Quiet<PoolingAnalyzer>("""
        class Settings
        {
            public string Build(string text, bool isBehindPooler)
            {
                var builder = new NpgsqlConnectionStringBuilder(text) { Host = "db" };
                if (isBehindPooler)
                {
                    builder.Port = 6432;
                    builder.Pooling = false;
                    builder.NoResetOnClose = true;
                }

        #if BATCH
                builder.Pooling = false;
        #endif
                return builder.ConnectionString;
            }

            public void Change(NpgsqlConnectionStringBuilder builder, bool isPooled)
            {
                if (!isPooled)
                {
                    builder.Pooling = false;
                }
            }
        }
        """);

    [Fact]
    public Task What_stands_before_a_condition_that_repeats_it_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Settings
        {
            public string Build(string text, bool isAgain)
            {
                var builder = new NpgsqlConnectionStringBuilder(text);
                {|PGAP3003:builder.Pooling = false|};
                if (isAgain)
                {
                    builder.Pooling = false;
                }

                return builder.ConnectionString;
            }
        }
        """);
}
