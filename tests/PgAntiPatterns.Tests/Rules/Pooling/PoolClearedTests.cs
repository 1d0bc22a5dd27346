using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class PoolClearedTests
{
    [Fact]
    public Task A_pool_emptied_in_the_middle_of_the_work_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store(NpgsqlDataSource source)
        {
            public void Save(NpgsqlConnection connection)
            {
                {|PGAP3005:NpgsqlConnection.ClearPool(connection)|};
                {|PGAP3005:NpgsqlConnection.ClearAllPools()|};
                {|PGAP3005:source.Clear()|};
            }
        }
        """);

    [Fact]
    public Task The_end_of_the_program_or_of_the_database_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using Microsoft.Extensions.Hosting;

        class Shutdown : IHostedService
        {
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;

            public Task StopAsync(CancellationToken token)
            {
                NpgsqlConnection.ClearAllPools();
                return Task.CompletedTask;
            }
        }

        class Owner : IDisposable
        {
            public void Dispose() => NpgsqlConnection.ClearAllPools();
        }

        class Admin(NpgsqlConnection connection)
        {
            public void Remove()
            {
                NpgsqlConnection.ClearAllPools();
                using var command = new NpgsqlCommand("drop database shop", connection);
                command.ExecuteNonQuery();
            }

            public void RestoreBackup() => NpgsqlConnection.ClearAllPools();
        }

        static class Program
        {
            static void Main() => NpgsqlConnection.ClearAllPools();
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            static class NpgsqlConnection
            {
                public static void ClearAllPools()
                {
                }
            }

            class Store
            {
                public void Save() => NpgsqlConnection.ClearAllPools();
            }
        }
        """);

    [Fact]
    public Task A_name_that_speaks_of_rows_is_not_one_that_speaks_of_databases() => Verify.Reports<PoolingAnalyzer>("""
        class Auctions(NpgsqlDataSource source)
        {
            public void CloseAuction() => {|PGAP3005:NpgsqlConnection.ClearAllPools()|};

            public void DeleteBid() => {|PGAP3005:source.Clear()|};
        }

        class Tenants
        {
            public void DeleteDatabase() => NpgsqlConnection.ClearAllPools();

            public void ResetSchema() => NpgsqlConnection.ClearAllPools();
        }
        """);
}
