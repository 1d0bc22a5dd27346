using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1001: a connection that nobody disposes is never given back, garbage collection or not.</summary>
public sealed class ConnectionNotDisposedExperiment(PostgresServer server)
{
    public static TheoryData<string> Ways => [.. Methods.Keys];

    private static readonly Dictionary<string, string> Methods = new()
    {
        ["opened by the data source, without async"] = """
            public string? Run()
            {
                var connection = dataSource.OpenConnection();
                return connection.ExecuteScalar<string>("select status from orders where id = 2");
            }
            """,
        ["created closed and opened"] = """
            public async Task<string?> RunAsync()
            {
                var connection = dataSource.CreateConnection();
                await connection.OpenAsync().ConfigureAwait(false);
                return await connection.ExecuteScalarAsync<string>("select status from orders where id = 2");
            }
            """,
        ["of a connection string"] = """
            public string? Run()
            {
                DbConnection connection = new NpgsqlConnection(connectionString);
                connection.Open();
                return connection.ExecuteScalar<string>("select status from orders where id = 2");
            }
            """,
        ["not closed on one path of two"] = """
            public async Task<string?> RunAsync()
            {
                var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
                var status = await connection.ExecuteScalarAsync<string>("select status from orders where id = 2");
                if (status == "paid")
                {
                    return status;
                }

                await connection.CloseAsync();
                return "unpaid: " + status;
            }
            """,
        ["one for each element of a loop"] = """
            public string? Run()
            {
                string? status = null;
                foreach (var order in new[] { 1, 2 })
                {
                    if (order == 1)
                    {
                        continue;
                    }

                    var connection = dataSource.OpenConnection();
                    status = connection.ExecuteScalar<string>("select status from orders where id = @order", new { order });
                }

                return status;
            }
            """,
        ["lent to a method that does not keep it"] = """
            public async Task<string?> RunAsync()
            {
                var connection = await dataSource.OpenConnectionAsync();
                return await StatusAsync(connection);
            }

            private static Task<string?> StatusAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<string>("select status from orders where id = 2");
            """,
        ["with a transaction that is disposed"] = """
            public async Task<string?> RunAsync()
            {
                var connection = await dataSource.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                var status = await connection.ExecuteScalarAsync<string>("update orders set status = status where id = 2 returning status", transaction: transaction);
                await transaction.CommitAsync();
                return status;
            }
            """,
    };

    [Fact]
    public Task Two_calls_empty_the_pool_before_and_none_keeps_a_session_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP1001");
        var after = await FixedSource.ApplyAsync(before, "PGAP1001", database.Cancellation);

        Assert.Equal(PoolUse.Starving("paid"), await UseAsync(before));
        Assert.Equal(PoolUse.Giving("paid"), await UseAsync(after));

        Task<PoolUse> UseAsync(string source) => SmallPool.UseAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("OrderStatus", pool.Source), "FindAsync", 2L, database.Cancellation));
    });

    [Theory, MemberData(nameof(Ways))]
    public Task Every_way_to_hold_it_empties_the_pool_before_and_gives_back_after(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(Methods[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1001", database.Cancellation);

        Assert.Equal(PoolUse.Starving("paid"), await WorkSource.UseAsync(before, database));
        Assert.Equal(PoolUse.Giving("paid"), await WorkSource.UseAsync(after, database));
    });

    private const string Tables = """
        CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL);
        INSERT INTO orders VALUES (1, 'open'), (2, 'paid');
        """;
}
