using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1002: an error of the server skips the closing, and each error keeps a connection.</summary>
public sealed class ConnectionClosedOnlyOnSuccessExperiment(PostgresServer server)
{
    private static readonly Dictionary<string, string> Methods = new()
    {
        ["closed and disposed at the end"] = """
            public async Task RunAsync()
            {
                var connection = await dataSource.OpenConnectionAsync();
                await connection.ExecuteAsync("update customers set name = 'Ann' where id = 2");
                await connection.CloseAsync();
                await connection.DisposeAsync();
            }
            """,
        ["closed before each return"] = """
            public int Run()
            {
                var connection = new NpgsqlConnection(connectionString);
                connection.Open();
                if (connection.ExecuteScalar<int>("select count(*) from customers") == 0)
                {
                    connection.Dispose();
                    return 0;
                }

                var renamed = connection.Execute("update customers set name = 'Ann' where id = 2");
                connection.Dispose();
                return renamed;
            }
            """,
        ["closed in the middle"] = """
            public async Task<int> RunAsync()
            {
                var connection = dataSource.CreateConnection();
                await connection.OpenAsync();
                var renamed = await connection.ExecuteAsync("update customers set name = 'Ann' where id = 2");
                await connection.CloseAsync().ConfigureAwait(false);
                Console.WriteLine(renamed);
                return renamed;
            }
            """,
        ["with a transaction that is committed"] = """
            public void Run()
            {
                var connection = dataSource.OpenConnection();
                var transaction = connection.BeginTransaction();
                connection.Execute("update customers set name = 'Ann' where id = 2", transaction: transaction);
                transaction.Commit();
                connection.Close();
            }
            """,
        ["opened and closed in every turn"] = """
            public void Run()
            {
                var connection = new NpgsqlConnection(connectionString);
                foreach (var name in new[] { "Bob", "Bill", "Ann" })
                {
                    connection.Open();
                    connection.Execute("update customers set name = @name where id = 2", new { name });
                    connection.Close();
                }
            }
            """,
    };

    public static TheoryData<string> Ways => [.. Methods.Keys];

    [Fact]
    public Task Two_errors_empty_the_pool_before_and_none_keeps_a_session_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP1002");
        var after = await FixedSource.ApplyAsync(before, "PGAP1002", database.Cancellation);

        Assert.Equal(PoolUse.Giving(1), await UseAsync(before, "Bob"));
        Assert.Equal(PoolUse.Giving(1), await UseAsync(after, "Bob"));
        var (leaking, mended) = (await UseAsync(before, "Ann"), await UseAsync(after, "Ann"));
        Assert.Equal(PoolUse.Starving(PostgresErrorCodes.UniqueViolation), leaking);
        Assert.Equal(PoolUse.Giving(PostgresErrorCodes.UniqueViolation), mended);
        Measured.Check("PGAP1002", database, PoolUse.Compared($"calls with a name that another customer has (`{leaking.Answer}`)", leaking, mended));

        Task<PoolUse> UseAsync(string source, string name) => SmallPool.UseAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("Customers", pool.ConnectionString), "Rename", 2L, name));
    });

    [Theory, MemberData(nameof(Ways))]
    public Task Every_way_to_close_it_keeps_sessions_before_and_none_after(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(Methods[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1002", database.Cancellation);

        Assert.Equal(PoolUse.Starving(PostgresErrorCodes.UniqueViolation), await WorkSource.UseAsync(before, database));
        Assert.Equal(PoolUse.Giving(PostgresErrorCodes.UniqueViolation), await WorkSource.UseAsync(after, database));
    });

    private const string Tables = """
        CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob');
        """;
}
