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
        #pragma warning disable CS0618
                {|PGAP3015:NpgsqlConnection.GlobalTypeMapper|}.MapEnum<State>();
            }
        }
        """);

    [Fact]
    public Task Before_anything_else_it_does_what_it_says() => Verify.Quiet<PoolingAnalyzer>("""
        enum State { Open }

        #pragma warning disable CS0618
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
}
