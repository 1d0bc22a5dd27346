using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class GlobalTypeMapperUsedTests
{
    [Fact]
    public Task The_mapper_is_reported_where_the_program_is_running() => Verify.Reports<PoolingAnalyzer>("""
        enum State { Open }

        class Store
        {
            public void Map()
            {
        #pragma warning disable CS0618 // Obsolete: what the rule is about.
                {|PGAP3015:NpgsqlConnection.GlobalTypeMapper|}.MapEnum<State>();
            }
        }
        """);

    [Fact]
    public Task Before_anything_else_it_does_what_it_says() => Verify.Quiet<PoolingAnalyzer>("""
        enum State { Open }

        #pragma warning disable CS0618 // Obsolete: what the rule is about.
        class Store
        {
            static Store() => NpgsqlConnection.GlobalTypeMapper.MapEnum<State>();
        }

        static class Program
        {
            static void Main() => NpgsqlConnection.GlobalTypeMapper.MapEnum<State>();
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            static class NpgsqlConnection
            {
                public static object GlobalTypeMapper { get; } = new();
            }

            class Store
            {
                public object Map() => NpgsqlConnection.GlobalTypeMapper;
            }
        }
        """);

    [Fact]
    public Task The_type_is_mapped_on_the_builder_of_the_same_block() => Verify.Fixes<PoolingAnalyzer, GlobalTypeMapperUsedFix>("""
        enum State { Open }

        class Store
        {
            public NpgsqlDataSource Behind(string text)
            {
                NpgsqlDataSourceBuilder builder = new(text);
                {|PGAP3015:NpgsqlConnection.GlobalTypeMapper|}.MapEnum<State>("state");
                return builder.Build();
            }

            public NpgsqlDataSource Before(string text)
            {
                {|PGAP3015:NpgsqlConnection.GlobalTypeMapper|}.MapEnum<State>();
                var builder = new NpgsqlDataSourceBuilder(text);
                return builder.Build();
            }
        }
        """, """
        enum State { Open }

        class Store
        {
            public NpgsqlDataSource Behind(string text)
            {
                NpgsqlDataSourceBuilder builder = new(text);
                builder.MapEnum<State>("state");
                return builder.Build();
            }

            public NpgsqlDataSource Before(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                builder.MapEnum<State>();
                return builder.Build();
            }
        }
        """);

    [Fact]
    public Task Without_a_builder_that_is_still_to_build_nothing_is_offered() => Verify.OffersNothing<PoolingAnalyzer, GlobalTypeMapperUsedFix>("""
        enum State { Open }

        class Store
        {
            public void Alone() => {|PGAP3015:NpgsqlConnection.GlobalTypeMapper|}.MapEnum<State>();

            public NpgsqlDataSource Late(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                var source = builder.Build();
                {|PGAP3015:NpgsqlConnection.GlobalTypeMapper|}.MapEnum<State>();
                return source;
            }

            public NpgsqlDataSource Forget(string text)
            {
                var builder = new NpgsqlDataSourceBuilder(text);
                {|PGAP3015:NpgsqlConnection.GlobalTypeMapper|}.Reset();
                return builder.Build();
            }
        }
        """);
}
