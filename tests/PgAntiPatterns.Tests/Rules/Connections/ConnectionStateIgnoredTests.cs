using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ConnectionStateIgnoredTests
{
    [Fact]
    public Task An_open_connection_opened_and_a_closed_one_used_are_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Clock(NpgsqlDataSource source, string text)
        {
            public void Twice()
            {
                using var connection = source.OpenConnection();
                {|PGAP1014:connection.Open()|};
            }

            public async Task TwiceLater()
            {
                await using var connection = new NpgsqlConnection(text);
                await connection.OpenAsync();
                await connection.ExecuteAsync("select 1");
                await {|PGAP1014:connection.OpenAsync()|};
            }

            public void Never()
            {
                using var connection = source.CreateConnection();
                using var command = new NpgsqlCommand("select 1", connection);
                {|PGAP1014:command.ExecuteNonQuery()|};
            }

            public void NeverForATransaction()
            {
                using var connection = new NpgsqlConnection(text);
                using var transaction = {|PGAP1014:connection.BeginTransaction()|};
            }
        }
        """);

    [Fact]
    public Task A_state_that_is_asked_for_or_changed_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Clock(NpgsqlDataSource source, string text)
        {
            public void Asked()
            {
                using var connection = source.OpenConnection();
                if (connection.State != ConnectionState.Open)
                    connection.Open();
            }

            public void Reopened()
            {
                using var connection = source.OpenConnection();
                connection.Close();
                connection.Open();
            }

            public void ByDapper()
            {
                using var connection = new NpgsqlConnection(text);
                connection.Execute("select 1");
            }

            public void ByAHelper()
            {
                using var connection = new NpgsqlConnection(text);
                Ensure(connection);
                new NpgsqlCommand("select 1", connection).ExecuteNonQuery();
            }

            private static void Ensure(NpgsqlConnection connection)
            {
                if (connection.State == ConnectionState.Closed)
                    connection.Open();
            }
        }
        """);

    [Fact]
    public Task A_connection_is_opened_once() => Verify.Fixes<ConnectionsAnalyzer, ConnectionStateIgnoredFix>("""
        class Clock(NpgsqlDataSource source)
        {
            public async Task<object?> Twice()
            {
                await using var connection = await source.OpenConnectionAsync();
                await {|PGAP1014:connection.OpenAsync()|};
                return await new NpgsqlCommand("select 1", connection).ExecuteScalarAsync();
            }

            public async Task<object?> Never()
            {
                await using var connection = source.CreateConnection(); // rented
                await using var command = new NpgsqlCommand("select 1", connection);
                return await {|PGAP1014:command.ExecuteScalarAsync()|};
            }
        }
        """, """
        class Clock(NpgsqlDataSource source)
        {
            public async Task<object?> Twice()
            {
                await using var connection = await source.OpenConnectionAsync();
                return await new NpgsqlCommand("select 1", connection).ExecuteScalarAsync();
            }

            public async Task<object?> Never()
            {
                await using var connection = source.CreateConnection(); // rented
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand("select 1", connection);
                return await command.ExecuteScalarAsync();
            }
        }
        """);

    [Theory]
    [InlineData("CancellationToken stop", "", "stop", "stop")]
    [InlineData("CancellationToken stop", "", "", "stop")]
    [InlineData("System.Threading.CancellationTokenSource end", "", "end.Token", "end.Token")]
    [InlineData("CancellationToken stop, CancellationToken other", "", "other", "other")]
    [InlineData("CancellationToken stop, CancellationToken other", "", "", "")]
    [InlineData("int delay", "using var later = new CancellationTokenSource(delay);", "later.Token", "")]
    public Task The_opening_is_cancelled_like_the_command(string parameters, string between, string passed, string expected) => Verify.Fixes<ConnectionsAnalyzer, ConnectionStateIgnoredFix>($$"""
        class Clock(NpgsqlDataSource source)
        {
            public async Task<object?> Never({{parameters}})
            {
                await using var connection = source.CreateConnection();
                {{between}}
                await using var command = new NpgsqlCommand("select 1", connection);
                return await {|PGAP1014:command.ExecuteScalarAsync({{passed}})|};
            }
        }
        """, $$"""
        class Clock(NpgsqlDataSource source)
        {
            public async Task<object?> Never({{parameters}})
            {
                await using var connection = source.CreateConnection();
                await connection.OpenAsync({{expected}});
                {{between}}
                await using var command = new NpgsqlCommand("select 1", connection);
                return await command.ExecuteScalarAsync({{passed}});
            }
        }
        """);

    [Fact]
    public Task A_connection_that_is_closed_early_or_aimed_later_is_left_alone() => Verify.OffersNothing<ConnectionsAnalyzer, ConnectionStateIgnoredFix>("""
        class Clock(string text)
        {
            public object? ClosedEarly()
            {
                using var connection = new NpgsqlConnection(text);
                connection.Open();
                connection.Execute("select 1");
                connection.Close();
                using var command = new NpgsqlCommand("select 2", connection);
                return {|PGAP1014:command.ExecuteScalar()|};
            }

            public object? AimedLater()
            {
                using var connection = new NpgsqlConnection();
                connection.ConnectionString = text;
                using var command = new NpgsqlCommand("select 2", connection);
                return {|PGAP1014:command.ExecuteScalar()|};
            }
        }
        """);
}
