using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class BuilderChangedAfterBuildTests
{
    [Fact]
    public Task A_change_that_comes_after_the_only_build_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        enum State { Open }

        class Store
        {
            public NpgsqlDataSource Late(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                var source = builder.Build();
                {|PGAP3014:builder.MapEnum<State>()|};
                {|PGAP3014:builder.ConnectionStringBuilder.ApplicationName = "shop"|};
                return source;
            }

            public NpgsqlDataSource Half(string text, bool isJson)
            {
                var builder = new NpgsqlSlimDataSourceBuilder(text);
                builder.EnableArrays();
                var source = builder.Build();
                if (isJson)
                {
                    {|PGAP3014:builder.EnableDynamicJson()|};
                }

                return source;
            }
        }
        """);

    [Fact]
    public Task An_enum_that_only_the_context_maps_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        enum State { Open }

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        static class Registration
        {
            public static void Add(IServiceCollection services, string text)
            {
                var source = new NpgsqlDataSourceBuilder(text).Build();
                services.AddDbContext<Shop>(options => options.UseNpgsql(source, npgsql => npgsql.{|PGAP3014:MapEnum<State>()|}));
            }
        }
        """);

    [Fact]
    public Task Changes_in_time_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        enum State { Open }

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        class Store
        {
            public NpgsqlDataSource InOrder(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                builder.MapEnum<State>().EnableDynamicJson();
                return builder.Build();
            }

            public NpgsqlDataSource[] Twice(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                var plain = builder.Build();
                builder.MapEnum<State>();
                return [plain, builder.Build()];
            }

            public NpgsqlDataSource Either(string text, bool isPlain)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                if (isPlain)
                {
                    return builder.Build();
                }

                builder.MapEnum<State>();
                return builder.Build();
            }

            public NpgsqlDataSource Read(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                var source = builder.Build();
                Console.WriteLine(builder.Name);
                return source;
            }

            public void Both(IServiceCollection services, string text, NpgsqlDataSource given)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                builder.MapEnum<State>();
                var source = builder.Build();
                services.AddDbContext<Shop>(options => options.UseNpgsql(source, npgsql => npgsql.MapEnum<State>()));
                services.AddDbContext<Shop>(options => options.UseNpgsql(text, npgsql => npgsql.MapEnum<State>()));
                services.AddDbContext<Shop>(options => options.UseNpgsql(given, npgsql => npgsql.MapEnum<State>()));
            }
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlDataSourceBuilder
            {
                public string Build() => "";

                public void EnableDynamicJson()
                {
                }
            }

            class Store
            {
                public string Late()
                {
                    var builder = new NpgsqlDataSourceBuilder();
                    var source = builder.Build();
                    builder.EnableDynamicJson();
                    return source;
                }
            }
        }
        """);

    [Fact]
    public Task The_change_moves_in_front_of_build() => Verify.Fixes<PoolingAnalyzer, BuilderChangedAfterBuildFix>("""
        enum State { Open }

        class Store
        {
            public NpgsqlDataSource Late(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                // The shop's.
                var source = builder.Build();
                {|PGAP3014:builder.MapEnum<State>()|};
                return source;
            }
        }
        """, """
        enum State { Open }

        class Store
        {
            public NpgsqlDataSource Late(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                // The shop's.
                builder.MapEnum<State>();
                var source = builder.Build();
                return source;
            }
        }
        """);

    [Fact]
    public Task A_change_that_needs_what_comes_between_stays() => Verify.OffersNothing<PoolingAnalyzer, BuilderChangedAfterBuildFix>("""
        class Store
        {
            public NpgsqlDataSource Late(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                var source = builder.Build();
                var name = source.ConnectionString;
                {|PGAP3014:builder.Name = name|};
                return source;
            }
        }
        """);

    [Fact]
    public Task An_extension_of_the_builder_is_a_change() => Verify.Reports<PoolingAnalyzer>("""
        static class Plugin
        {
            public static NpgsqlDataSourceBuilder UseShop(this NpgsqlDataSourceBuilder builder) => builder;
        }

        class Store
        {
            public NpgsqlDataSource Late(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                builder.UseShop();
                var source = builder.Build();
                {|PGAP3014:builder.UseShop()|};
                return source;
            }
        }
        """);
}
