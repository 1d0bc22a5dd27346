using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1003: an open reader keeps the connection that only it can give back, or stands in the next command's way.</summary>
public sealed class ReaderNotDisposedExperiment(PostgresServer server)
{
    private static readonly Dictionary<string, string> Keeping = new()
    {
        ["of a data source's command, without async"] = """
            public List<int> Run()
            {
                var ids = new List<int>();
                using var command = dataSource.CreateCommand("select product_id from stock where quantity = 0 order by 1");
                var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    ids.Add(reader.GetInt32(0));
                }

                return ids;
            }
            """,
        ["that is to close its connection"] = """
            public async Task<List<int>> RunAsync()
            {
                var ids = new List<int>();
                var connection = await dataSource.OpenConnectionAsync();
                await using var command = new NpgsqlCommand("select product_id from stock where quantity = 0 order by 1", connection);
                var reader = await command.ExecuteReaderAsync(CommandBehavior.CloseConnection);
                while (await reader.ReadAsync())
                {
                    ids.Add(reader.GetInt32(0));
                }

                return ids;
            }
            """,
        ["of Dapper on a closed connection"] = """
            public List<int> Run()
            {
                var ids = new List<int>();
                var connection = new NpgsqlConnection(connectionString);
                var reader = connection.ExecuteReader("select product_id from stock where quantity = 0 order by 1");
                while (reader.Read())
                {
                    ids.Add(reader.GetInt32(0));
                }

                return ids;
            }
            """,
        ["as Dapper's grid on a closed connection"] = """
            public Task<List<int>> RunAsync() => ReadAsync(dataSource.CreateConnection());

            private static async Task<List<int>> ReadAsync(DbConnection connection)
            {
                var grid = await connection.QueryMultipleAsync("select product_id from stock where quantity = 0 order by 1; select count(*) from stock");
                return (await grid.ReadAsync<int>()).ToList();
            }
            """,
    };

    private static readonly Dictionary<string, string> InTheWay = new()
    {
        ["of a command"] = """
            public int Run()
            {
                using var connection = dataSource.OpenConnection();
                using var command = new NpgsqlCommand("select product_id from stock where quantity = 0", connection);
                var reader = command.ExecuteReader();
                var ids = new List<int>();
                while (reader.Read())
                {
                    ids.Add(reader.GetInt32(0));
                }

                using var order = new NpgsqlCommand("update stock set quantity = 9 where product_id = any(@ids)", connection);
                order.Parameters.AddWithValue("ids", ids);
                return order.ExecuteNonQuery();
            }
            """,
        ["of the loop's last turn"] = """
            public int Run()
            {
                using var connection = dataSource.OpenConnection();
                var filled = 0;
                foreach (var id in new[] { 1, 2, 3 })
                {
                    var reader = connection.ExecuteReader("update stock set quantity = 9 where product_id = @id returning 1", new { id });
                    filled += reader.Read() ? 1 : 0;
                }

                return filled;
            }
            """,
        ["as a grid"] = """
            public int Run()
            {
                using var connection = dataSource.OpenConnection();
                var grid = connection.QueryMultiple("select product_id from stock where quantity = 0; select 1");
                var ids = grid.Read<int>().ToList();
                return connection.Execute("update stock set quantity = 9 where product_id = any(@ids)", new { ids });
            }
            """,
        ["of Dapper"] = """
            public async Task<int> RunAsync()
            {
                await using var connection = await dataSource.OpenConnectionAsync();
                var reader = await connection.ExecuteReaderAsync("select product_id from stock where quantity = 0");
                var ids = new List<int>();
                while (await reader.ReadAsync())
                {
                    ids.Add(reader.GetInt32(0));
                }

                return await connection.ExecuteAsync("update stock set quantity = 9 where product_id = any(@ids)", new { ids });
            }
            """,
    };

    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["its connection is disposed"] = """
            public int Run()
            {
                using var connection = dataSource.OpenConnection();
                var reader = new NpgsqlCommand("select product_id from stock where quantity = 5", connection).ExecuteReader();
                return reader.Read() ? reader.GetInt32(0) : 0;
            }
            """,
        ["a table loads it"] = """
            public int Run()
            {
                var table = new DataTable();
                table.Load(dataSource.CreateCommand("select product_id from stock where quantity = 5").ExecuteReader());
                return (int)table.Rows[0][0];
            }
            """,
        ["a grid is read to its end"] = """
            public int Run()
            {
                var connection = new NpgsqlConnection(connectionString);
                var grid = connection.QueryMultiple("select product_id from stock where quantity = 5; select 1");
                return grid.ReadSingle<int>() * grid.ReadSingle<int>();
            }
            """,
    };

    public static TheoryData<string> HarmlessWays => [.. Harmless.Keys];

    public static TheoryData<string> KeepingWays => [.. Keeping.Keys];

    public static TheoryData<string> InTheWayWays => [.. InTheWay.Keys];

    [Fact]
    public Task Two_calls_empty_the_pool_before_and_none_keeps_a_session_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP1003");
        var after = await FixedSource.ApplyAsync(before, "PGAP1003", database.Cancellation);

        var (leaking, mended) = (await UseAsync(before), await UseAsync(after));
        Assert.Equal(PoolUse.Starving("2, 3"), leaking);
        Assert.Equal(PoolUse.Giving("2, 3"), mended);
        Measured.Check("PGAP1003", database, PoolUse.Compared("calls", leaking, mended));

        Task<PoolUse> UseAsync(string source) => SmallPool.UseAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("Stock", pool.Source), "ListEmptyAsync", database.Cancellation));
    });

    [Theory, MemberData(nameof(KeepingWays))]
    public Task Every_reader_that_owns_its_connection_empties_the_pool_before_and_gives_back_after(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(Keeping[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1003", database.Cancellation);

        Assert.Equal(PoolUse.Starving("2, 3"), await WorkSource.UseAsync(before, database));
        Assert.Equal(PoolUse.Giving("2, 3"), await WorkSource.UseAsync(after, database));
    });

    [Theory, MemberData(nameof(InTheWayWays))]
    public Task The_next_command_is_refused_before_and_runs_after(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(InTheWay[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1003", database.Cancellation);

        await Assert.ThrowsAsync<NpgsqlOperationInProgressException>(() => WorkSource.UseAsync(before, database));
        Assert.Equal(["(2)"], await database.RowsAsync(Empty));
        Assert.Equal(SmallPool.Calls, (await WorkSource.UseAsync(after, database)).Calls);
        Assert.Equal(["(0)"], await database.RowsAsync(Empty));
    });

    [Theory, MemberData(nameof(HarmlessWays))]
    public Task What_is_not_reported_keeps_nothing(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var source = WorkSource.Of(Harmless[way]);

        Assert.Equal(PoolUse.Giving(1), await WorkSource.UseAsync(source, database));
        var error = await Assert.ThrowsAsync<InvalidSourceException>(() => FixedSource.ApplyAsync(source, "PGAP1003", database.Cancellation));
        Assert.StartsWith("PGAP1003 reports nothing here", error.Message, StringComparison.Ordinal);
    });

    private const string Empty = "SELECT count(*) FROM stock WHERE quantity = 0";

    private const string Tables = """
        CREATE TABLE stock (product_id int PRIMARY KEY, quantity int NOT NULL);
        INSERT INTO stock VALUES (1, 5), (2, 0), (3, 0);
        """;
}
