using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

/// <summary>Connections that a helper of the source opens or checks, and returns.</summary>
public sealed class PassedThroughTests
{
    [Fact]
    public Task A_connection_that_a_helper_hands_back_is_the_callers() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels
        {
            public async Task OpenedInPassing(NpgsqlDataSource source)
            {
                var connection = await Opened({|PGAP1001:source.CreateConnection()|});
                connection.Execute("select 1");
            }

            public async Task OpenedInPassingAndDisposed(NpgsqlDataSource source)
            {
                await using var connection = await Opened(source.CreateConnection());
                connection.Execute("select 1");
            }

            public async Task CheckedAndDisposed(NpgsqlDataSource source)
            {
                await using var connection = NotNull(source.OpenConnection());
                connection.Execute("select 1");
            }

            public int Checked(NpgsqlDataSource source)
            {
                var connection = NotNull({|PGAP1001:source.OpenConnection()|});
                return connection.Execute("select 1");
            }

            private static T NotNull<T>(T? value) where T : class => value ?? throw new InvalidOperationException();

            private static async Task<T> Opened<T>(T connection) where T : DbConnection
            {
                if (connection.State != ConnectionState.Open)
                    await connection.OpenAsync();
                return connection;
            }
        }
        """);
}
