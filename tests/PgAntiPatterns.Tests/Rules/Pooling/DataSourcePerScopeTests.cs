using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class DataSourcePerScopeTests
{
    [Fact]
    public Task A_data_source_in_the_options_of_a_context_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        class Bills(string text) : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql({|PGAP3002:NpgsqlDataSource.Create(text)|});
        }

        class Shops(string text) : IDbContextFactory<Shop>
        {
            public Shop CreateDbContext() => new(new DbContextOptionsBuilder<Shop>().UseNpgsql({|PGAP3002:NpgsqlDataSource.Create(text)|}).Options);
        }

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                services.AddDbContext<Shop>(options =>
                {
                    var builder = new NpgsqlDataSourceBuilder(text);
                    var source = {|PGAP3002:builder.Build()|};
                    options.UseNpgsql(source);
                });
                services.AddDbContextFactory<Shop>(options => options.UseNpgsql({|PGAP3002:NpgsqlDataSource.Create(text)|}), ServiceLifetime.Scoped);
            }
        }
        """);

    [Fact]
    public Task A_registration_with_the_wrong_lifetime_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;

        class Store(NpgsqlDataSource source)
        {
            public NpgsqlDataSource Source => source;
        }

        static class Registration
        {
            public static void Add(IServiceCollection services, string text, NpgsqlDataSource shared)
            {
                services.AddTransient<DbDataSource>(_ => {|PGAP3002:NpgsqlDataSource.Create(text)|});
                services.TryAddScoped(_ => {|PGAP3002:new NpgsqlDataSourceBuilder(text).Build()|});
                services.AddScoped(_ => new Store({|PGAP3002:NpgsqlDataSource.Create(text)|}));
                services.{|PGAP3002:AddNpgsqlDataSource(text, dataSourceLifetime: ServiceLifetime.Transient)|};
                services.{|PGAP3002:AddScoped<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>())|};
                services.{|PGAP3002:AddTransient(_ => shared)|};
            }
        }
        """);

    [Fact]
    public Task Options_that_are_built_once_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                services.AddDbContextPool<Shop>(options => options.UseNpgsql(NpgsqlDataSource.Create(text)));
                services.AddPooledDbContextFactory<Shop>(options => options.UseNpgsql(NpgsqlDataSource.Create(text)));
                services.AddDbContextFactory<Shop>(options => options.UseNpgsql(NpgsqlDataSource.Create(text)));
                services.AddDbContext<Shop>(options => options.UseNpgsql(NpgsqlDataSource.Create(text)), optionsLifetime: ServiceLifetime.Singleton);
                services.AddDbContext<Shop>(options => options.UseNpgsql(NpgsqlDataSource.Create(text)), ServiceLifetime.Singleton);
            }
        }
        """);

    [Fact]
    public Task A_data_source_from_outside_or_from_the_container_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                var source = NpgsqlDataSource.Create(text);
                services.AddSingleton(source);
                services.AddSingleton<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
                services.AddDbContext<Shop>(options => options.UseNpgsql(source));
                services.AddDbContext<Shop>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
                services.AddDbContext<Shop>(options => options.UseNpgsql(text));
                services.AddScoped(provider => provider.GetRequiredService<NpgsqlDataSource>().CreateConnection());
                services.AddNpgsqlDataSource(text, connectionLifetime: ServiceLifetime.Scoped);
            }
        }
        """);

    [Fact]
    public Task A_lookalike_registration_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Services
        {
            public void AddScoped(Func<object, NpgsqlDataSource> factory) => Keep = factory(this);

            public NpgsqlDataSource? Keep { get; private set; }
        }

        static class Registration
        {
            public static void Add(Services services, string text) => services.AddScoped(_ => NpgsqlDataSource.Create(text));
        }
        """);

    [Fact]
    public Task The_lifetime_becomes_that_of_the_program() => Verify.Fixes<PoolingAnalyzer, DataSourcePerScopeFix>("""
        using Microsoft.Extensions.DependencyInjection;

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                services.AddScoped<DbDataSource>(_ => {|PGAP3002:NpgsqlDataSource.Create(text)|});
                services.{|PGAP3002:AddNpgsqlDataSource(text, dataSourceLifetime: ServiceLifetime.Scoped)|};
                services.{|PGAP3002:AddTransient<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>())|};
            }
        }
        """, """
        using Microsoft.Extensions.DependencyInjection;

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                services.AddSingleton<DbDataSource>(_ => NpgsqlDataSource.Create(text));
                services.AddNpgsqlDataSource(text, dataSourceLifetime: ServiceLifetime.Singleton);
                services.AddSingleton<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
            }
        }
        """);

    [Fact]
    public Task The_data_source_is_built_in_front_of_the_registration() => Verify.Fixes<PoolingAnalyzer, DataSourcePerScopeFix>("""
        using Microsoft.Extensions.DependencyInjection;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                // The shop.
                services.AddDbContext<Shop>(options => options.UseNpgsql({|PGAP3002:new NpgsqlDataSourceBuilder(text).Build()|}));
            }
        }
        """, """
        using Microsoft.Extensions.DependencyInjection;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                // The shop.
                var dataSource = new NpgsqlDataSourceBuilder(text).Build();
                services.AddDbContext<Shop>(options => options.UseNpgsql(dataSource));
            }
        }
        """);

    [Fact]
    public Task What_needs_the_lambda_stays_in_it() => Verify.OffersNothing<PoolingAnalyzer, DataSourcePerScopeFix>("""
        using Microsoft.Extensions.DependencyInjection;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        static class Registration
        {
            public static void Add(IServiceCollection services)
            {
                services.AddDbContext<Shop>((provider, options) => options.UseNpgsql({|PGAP3002:NpgsqlDataSource.Create(provider.GetRequiredService<string>())|}));
            }
        }
        """);

    [Fact]
    public Task Descriptors_and_factories_by_name_count_like_lambdas() => Verify.Reports<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                services.Add(new ServiceDescriptor(typeof(NpgsqlDataSource), _ => {|PGAP3002:NpgsqlDataSource.Create(text)|}, ServiceLifetime.Scoped));
                services.Add(new ServiceDescriptor(typeof(NpgsqlDataSource), _ => NpgsqlDataSource.Create(text), ServiceLifetime.Singleton));
                services.Add(ServiceDescriptor.Describe(typeof(NpgsqlDataSource), _ => {|PGAP3002:NpgsqlDataSource.Create(text)|}, ServiceLifetime.Transient));
                services.AddTransient<NpgsqlDataSource>(Build);
                services.AddSingleton<NpgsqlDataSource>(BuildOnce);

                NpgsqlDataSource Build(IServiceProvider provider) => {|PGAP3002:NpgsqlDataSource.Create(text)|};
            }

            private static NpgsqlDataSource BuildOnce(IServiceProvider provider) => NpgsqlDataSource.Create("Host=localhost;Database=shop");
        }
        """);

    [Fact]
    public Task A_lifetime_that_the_caller_chooses_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        static class Registration
        {
            public static void Add(IServiceCollection services, string text, ServiceLifetime lifetime)
            {
                services.Add(new ServiceDescriptor(typeof(NpgsqlDataSource), _ => NpgsqlDataSource.Create(text), lifetime));
                services.AddDbContext<Shop>(options => options.UseNpgsql(NpgsqlDataSource.Create(text)), optionsLifetime: lifetime);
                services.AddNpgsqlDataSource(text, dataSourceLifetime: lifetime);
            }
        }
        """);
}
