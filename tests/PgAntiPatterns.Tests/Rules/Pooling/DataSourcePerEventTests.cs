using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

/// <summary>Code that runs once and hands on work that does not: events, consumers, loops that do the same each time.</summary>
public sealed class DataSourcePerEventTests
{
    [Fact]
    public Task Handlers_of_events_run_again_and_again() => Verify.Reports<PoolingAnalyzer>("""
        class Ticks
        {
            private readonly System.Timers.Timer _timer = new(1000);

            public Ticks(string text) => _timer.Elapsed += (_, _) =>
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
                using var connection = source.OpenConnection();
                {|PGAP3005:NpgsqlConnection.ClearAllPools()|};
            };
        }
        """);

    [Fact]
    public Task A_handler_for_the_end_of_the_program_runs_once() => Verify.Quiet<PoolingAnalyzer>("""
        class Ending
        {
            public Ending() => AppDomain.CurrentDomain.ProcessExit += (_, _) => NpgsqlConnection.ClearAllPools();
        }
        """);

    [Fact]
    public Task A_consumer_and_a_loop_that_connects_alike_each_time_are_reported() => Verify.Reports<PoolingAnalyzer>("""
        using System.Threading.Channels;
        using Microsoft.Extensions.Hosting;

        class Worker(Channel<int> channel, string text) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await foreach (var id in channel.Reader.ReadAllAsync(stoppingToken))
                {
                    await using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
                    await using var connection = await source.OpenConnectionAsync(stoppingToken);
                }
            }
        }

        static class Program
        {
            static void Main(string[] args)
            {
                var text = Environment.GetEnvironmentVariable("SHOP")!;
                for (var round = 0; round < 100; round++)
                {
                    using var source = {|PGAP3001:NpgsqlFactory.Instance.CreateDataSource(text)|};
                    using var connection = source.OpenConnection();
                }
            }
        }
        """);

    [Fact]
    public Task A_loop_over_servers_and_a_loop_of_attempts_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        static class Program
        {
            static void Main(string[] args)
            {
                foreach (var shard in args)
                {
                    var text = shard + ";Database=shop";
                    using var source = NpgsqlDataSource.Create(text);
                    using var connection = source.OpenConnection();
                }

                for (var attempt = 0; attempt < 5; attempt++)
                {
                    try
                    {
                        using var source = NpgsqlDataSource.Create("Host=localhost;Database=shop");
                        using var connection = source.OpenConnection();
                        break;
                    }
                    catch (NpgsqlException)
                    {
                        Thread.Sleep(1000);
                    }
                }
            }
        }
        """);

    [Fact]
    public Task A_component_prepares_itself_for_every_page() => Verify.Reports<PoolingAnalyzer>("""
        using Microsoft.AspNetCore.Components;

        class Orders : ComponentBase
        {
            protected override async Task OnInitializedAsync()
            {
                await using var source = {|PGAP3001:NpgsqlDataSource.Create("Host=localhost;Database=shop")|};
                await using var connection = await source.OpenConnectionAsync();
            }
        }
        """);
}
