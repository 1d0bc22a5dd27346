using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class DataSourcePerCallTests
{
    [Fact]
    public Task A_data_source_for_each_call_is_reported_however_it_is_built() => Verify.Reports<PoolingAnalyzer>("""
        class Repository(string text)
        {
            public long Created()
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
                using var command = source.CreateCommand("select 1");
                return (long)command.ExecuteScalar()!;
            }

            public NpgsqlConnection Left()
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                var source = {|PGAP3001:builder.Build()|};
                return source.OpenConnection();
            }

            public async Task Slim()
            {
                await using (var source = {|PGAP3001:new NpgsqlSlimDataSourceBuilder(text).BuildMultiHost()|})
                {
                    await using var connection = await source.OpenConnectionAsync();
                }
            }

            public NpgsqlConnection AtOnce() => {|PGAP3001:NpgsqlDataSource.Create(text)|}.OpenConnection();
        }
        """);

    [Fact]
    public Task A_property_that_builds_one_for_every_reader_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        static class Database
        {
            private const string Text = "Host=localhost";

            public static NpgsqlDataSource Arrow => {|PGAP3001:NpgsqlDataSource.Create(Text)|};

            public static NpgsqlDataSource Block
            {
                get { return {|PGAP3001:new NpgsqlDataSourceBuilder(Text).Build()|}; }
            }
        }
        """);

    [Fact]
    public Task Code_that_a_framework_runs_again_and_again_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        using Microsoft.Extensions.Hosting;

        class OrdersController : ControllerBase
        {
            private readonly NpgsqlDataSource _source;

            public OrdersController(string text)
            {
                _source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
            }

            public NpgsqlConnection Get() => _source.OpenConnection();
        }

        class Check(string text) : IHealthCheck
        {
            public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token)
            {
                await using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
                return HealthCheckResult.Healthy();
            }
        }

        class Worker(string text) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    await using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
                    await Task.Delay(1000, stoppingToken);
                }
            }
        }

        static class Endpoints
        {
            public static void Map(WebApplication app, string text)
            {
                app.MapGet("/orders", async () =>
                {
                    await using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
                    await using var connection = await source.OpenConnectionAsync();
                });
                app.MapGet("/stock", Stock);

                async Task Stock()
                {
                    await using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
                }
            }
        }
        """);

    [Fact]
    public Task A_factory_is_reported_where_it_is_called_for_each_call() => Verify.Reports<PoolingAnalyzer>("""
        class Repository(string text)
        {
            private NpgsqlDataSource CreateSource()
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                builder.EnableDynamicJson();
                return builder.Build();
            }

            public NpgsqlConnection Open()
            {
                var source = {|PGAP3001:CreateSource()|};
                return source.OpenConnection();
            }
        }
        """);

    [Fact]
    public Task A_data_source_that_is_kept_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using System.Collections.Concurrent;

        static class Database
        {
            private static readonly string Text = "Host=localhost";
            private static NpgsqlDataSource? _source;
            private static readonly Lazy<NpgsqlDataSource> Late = new(() => NpgsqlDataSource.Create(Text));
            private static readonly ConcurrentDictionary<string, NpgsqlDataSource> Tenants = new();

            public static NpgsqlDataSource Once { get; } = NpgsqlDataSource.Create(Text);

            public static NpgsqlDataSource First => _source ??= NpgsqlDataSource.Create(Text);

            public static NpgsqlDataSource Checked()
            {
                if (_source is null)
                {
                    _source = NpgsqlDataSource.Create(Text);
                }

                return _source;
            }

            public static NpgsqlDataSource Tenant(string name) => Tenants.GetOrAdd(name, key => NpgsqlDataSource.Create("Host=localhost;Database=" + key));

            public static NpgsqlDataSource Stored(string name)
            {
                var source = NpgsqlDataSource.Create(Text);
                Tenants[name] = source;
                return source;
            }

            public static NpgsqlDataSource Picked() => Late.Value;
        }
        """);

    [Fact]
    public Task Code_that_runs_once_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        static class Program
        {
            static async Task Main(string[] args)
            {
                await using var source = NpgsqlDataSource.Create(args[0]);
                await Report(args[0]);
            }

            private static async Task Report(string text)
            {
                await using var source = NpgsqlDataSource.Create(text);
            }
        }

        static class Registration
        {
            public static void AddOrders(this IServiceCollection services, string text)
            {
                services.AddSingleton(_ => NpgsqlDataSource.Create(text));
                var archive = new NpgsqlDataSourceBuilder(text).Build();
                services.AddKeyedSingleton("archive", archive);
            }
        }

        class Warmup(string text) : IHostedService
        {
            public async Task StartAsync(CancellationToken token)
            {
                await using var source = NpgsqlDataSource.Create(text);
            }

            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }

        class SchemaMigrator(string text)
        {
            public void Run()
            {
                using var source = NpgsqlDataSource.Create(text);
            }
        }
        """);

    [Fact]
    public Task Handed_to_the_caller_or_to_somebody_unknown_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Owner(NpgsqlDataSource source)
        {
            public NpgsqlDataSource Source => source;
        }

        static class Factory
        {
            public static NpgsqlDataSource Create(string text) => NpgsqlDataSource.Create(text);

            public static Owner Own(string text) => new(NpgsqlDataSource.Create(text));

            public static (NpgsqlDataSource, int) Pair(string text) => (NpgsqlDataSource.Create(text), 1);
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlDataSource : IDisposable
            {
                public static NpgsqlDataSource Create(string text) => new();

                public void Dispose()
                {
                }
            }

            class Repository
            {
                public void Use()
                {
                    using var source = NpgsqlDataSource.Create("Host=localhost");
                }

                public NpgsqlDataSource Source => NpgsqlDataSource.Create("Host=localhost");
            }
        }
        """);

    [Fact]
    public Task A_static_property_remembers_what_it_built() => Verify.Fixes<PoolingAnalyzer, DataSourcePerCallFix>("""
        static class Database
        {
            private const string Text = "Host=localhost";

            /// <summary>Everything.</summary>
            public static NpgsqlDataSource Arrow => {|PGAP3001:NpgsqlDataSource.Create(Text)|};

            public static NpgsqlDataSource Getter { get { return {|PGAP3001:new NpgsqlDataSourceBuilder(Text).Build()|}; } }
        }
        """, """
        static class Database
        {
            private const string Text = "Host=localhost";

            /// <summary>Everything.</summary>
            public static NpgsqlDataSource Arrow { get; } = NpgsqlDataSource.Create(Text);

            public static NpgsqlDataSource Getter { get; } = new NpgsqlDataSourceBuilder(Text).Build();
        }
        """);

    [Fact]
    public Task Where_it_is_to_live_instead_is_left_to_people() => Verify.OffersNothing<PoolingAnalyzer, DataSourcePerCallFix>("""
        class Repository(string text)
        {
            public NpgsqlDataSource Source => {|PGAP3001:NpgsqlDataSource.Create(text)|};

            public void Use()
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create(text)|};
            }
        }
        """);

    [Fact]
    public Task A_type_that_the_container_makes_for_each_scope_makes_one_as_well() => Verify.Reports<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Orders
        {
            private readonly NpgsqlDataSource _source;

            public Orders(string text) => _source = {|PGAP3001:NpgsqlDataSource.Create(text)|};

            public NpgsqlConnection Open() => _source.OpenConnection();
        }

        class Stock(string text)
        {
            private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(text);

            public NpgsqlConnection Open() => _source.OpenConnection();
        }

        static class Registration
        {
            public static void Add(IServiceCollection services)
            {
                services.AddScoped<Orders>();
                services.AddSingleton<Stock>();
            }
        }
        """);
}
