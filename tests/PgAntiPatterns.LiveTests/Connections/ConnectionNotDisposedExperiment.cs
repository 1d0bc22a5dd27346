using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1001: a connection that nobody disposes is never given back, garbage collection or not.</summary>
public sealed class ConnectionNotDisposedExperiment(PostgresServer server)
{
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

    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["Dapper opens it and closes it"] = """
            public string? Run()
            {
                var connection = new NpgsqlConnection(connectionString);
                return connection.ExecuteScalar<string>("select status from orders where id = 2");
            }
            """,
        ["an adapter opens it and closes it"] = """
            public string? Run()
            {
                var table = new DataTable();
                new NpgsqlDataAdapter("select status from orders where id = 2", new NpgsqlConnection(connectionString)).Fill(table);
                return (string)table.Rows[0][0];
            }
            """,
        ["its reader closes it"] = """
            public string? Run()
            {
                var connection = dataSource.OpenConnection();
                using var reader = new NpgsqlCommand("select status from orders where id = 2", connection).ExecuteReader(CommandBehavior.CloseConnection);
                return reader.Read() ? reader.GetString(0) : null;
            }
            """,
        ["a finally closes it behind a check"] = """
            public string? Run()
            {
                NpgsqlConnection? connection = null;
                try
                {
                    connection = dataSource.OpenConnection();
                    return connection.ExecuteScalar<string>("select status from orders where id = 2");
                }
                finally
                {
                    if (connection?.State == ConnectionState.Open)
                    {
                        connection.Close();
                    }
                }
            }
            """,
        ["a command is forgotten on it"] = """
            public string? Run()
            {
                using var connection = dataSource.OpenConnection();
                var command = new NpgsqlCommand("select status from orders where id = 2", connection);
                return (string?)command.ExecuteScalar();
            }
            """,
        ["a member of the class has it as well"] = """
            private NpgsqlConnection? current;

            public string? Run()
            {
                using var connection = dataSource.OpenConnection();
                current = connection;
                return Status();
            }

            private string? Status() => current!.ExecuteScalar<string>("select status from orders where id = 2");
            """,
    };

    public static TheoryData<string> Ways => [.. Methods.Keys];

    public static TheoryData<string> HarmlessWays => [.. Harmless.Keys];

    [Fact]
    public Task Two_calls_empty_the_pool_before_and_none_keeps_a_session_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP1001");
        var after = await FixedSource.ApplyAsync(before, "PGAP1001", database.Cancellation);

        var (leaking, mended) = (await UseAsync(before), await UseAsync(after));
        Assert.Equal(PoolUse.Starving("paid"), leaking);
        Assert.Equal(PoolUse.Giving("paid"), mended);
        Measured.Check("PGAP1001", database, PoolUse.Compared("calls", leaking, mended));

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

    [Theory, MemberData(nameof(HarmlessWays))]
    public Task What_is_not_reported_keeps_nothing(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var source = WorkSource.Of(Harmless[way]);

        Assert.Equal(PoolUse.Giving("paid"), await WorkSource.UseAsync(source, database));
        var error = await Assert.ThrowsAsync<InvalidSourceException>(() => FixedSource.ApplyAsync(source, "PGAP1001", database.Cancellation));
        Assert.StartsWith("PGAP1001 reports nothing here", error.Message, StringComparison.Ordinal);
    });

    private const string Tables = """
        CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL);
        INSERT INTO orders VALUES (1, 'open'), (2, 'paid');
        """;
}
