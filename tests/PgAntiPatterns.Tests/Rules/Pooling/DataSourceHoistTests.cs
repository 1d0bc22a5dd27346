using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

/// <summary>A data source of a call that becomes one of the type.</summary>
public sealed class DataSourceHoistTests
{
    [Fact]
    public Task What_is_made_of_constants_and_statics_becomes_a_field() => Verify.FixesOneByOne<PoolingAnalyzer, DataSourcePerCallFix>("""
        class Orders
        {
            private const string Text = "Host=localhost;Database=shop";
            private static readonly string Full = Text + ";Application Name=orders";

            public async Task<object?> CountAsync()
            {
                await using var source = {|PGAP3001:NpgsqlDataSource.Create(Full)|};
                await using var command = source.CreateCommand("select count(*) from orders");
                return await command.ExecuteScalarAsync();
            }
        }

        class Stock
        {
            public NpgsqlConnection Open()
            {
                var pool = {|PGAP3001:new NpgsqlDataSourceBuilder("Host=localhost;Database=shop").Build()|};
                return pool.OpenConnection();
            }
        }

        class Prices
        {
            private static readonly object s_gate = new();

            public NpgsqlConnection Open()
            {
                lock (s_gate)
                {
                    NpgsqlDataSource pool = {|PGAP3001:NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("SHOP")!)|};
                    return pool.OpenConnection();
                }
            }
        }
        """, """
        class Orders
        {
            private const string Text = "Host=localhost;Database=shop";
            private static readonly string Full = Text + ";Application Name=orders";
            private static readonly NpgsqlDataSource Source = NpgsqlDataSource.Create(Full);

            public async Task<object?> CountAsync()
            {
                await using var command = Source.CreateCommand("select count(*) from orders");
                return await command.ExecuteScalarAsync();
            }
        }

        class Stock
        {
            private static readonly NpgsqlDataSource Pool = new NpgsqlDataSourceBuilder("Host=localhost;Database=shop").Build();

            public NpgsqlConnection Open()
            {
                return Pool.OpenConnection();
            }
        }

        class Prices
        {
            private static readonly object s_gate = new();
            private static readonly NpgsqlDataSource s_pool = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("SHOP")!);

            public NpgsqlConnection Open()
            {
                lock (s_gate)
                {
                    return s_pool.OpenConnection();
                }
            }
        }
        """);

    [Fact]
    public Task What_needs_the_call_or_is_ended_by_hand_is_left_alone() => Verify.OffersNothing<PoolingAnalyzer, DataSourcePerCallFix>("""
        class Orders(string own)
        {
            private static string Changing = "Host=localhost";

            public void OfTheObject()
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create(own)|};
            }

            public void OfTheCall(string text)
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create(text + ";Database=shop")|};
            }

            public void OfTheMoment()
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create(Changing)|};
            }

            public void Ended()
            {
                var source = {|PGAP3001:NpgsqlDataSource.Create("Host=localhost")|};
                source.Dispose();
            }

            public void Taken()
            {
                using var changing = {|PGAP3001:NpgsqlDataSource.Create("Host=localhost")|};
                changing.CreateConnection();
            }

            public void Later()
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create(Last)|};
            }

            private static readonly string Last = "Host=localhost";
        }

        class Generic<T>
        {
            public void Use()
            {
                using var source = {|PGAP3001:NpgsqlDataSource.Create("Host=localhost")|};
            }
        }
        """);
}
