using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Transactions;

/// <summary>PGAP5001: what a transaction wrote is gone when nobody commits it, and no error says so.</summary>
public sealed class TransactionNotCommittedExperiment(PostgresServer server)
{
    private const string Tables = "CREATE TABLE accounts (balance int NOT NULL); INSERT INTO accounts VALUES (100);";
    private const string Balance = "SELECT balance FROM accounts";

    private static readonly Dictionary<string, string> Methods = new()
    {
        ["in a block of its own"] = """
            public void Run()
            {
                using var connection = dataSource.OpenConnection();
                using (var transaction = connection.BeginTransaction())
                {
                    connection.Execute("update accounts set balance = balance - 1", transaction: transaction);
                }
            }
            """,
        ["in front of a return"] = """
            public async Task<string?> RunAsync()
            {
                string? nothing = null;
                await using var connection = await dataSource.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
                await connection.ExecuteAsync("update accounts set balance = balance - 1", transaction: transaction);
                return nothing;
            }
            """,
        ["inside of a try"] = """
            public string? Run()
            {
                string? nothing = null;
                var connection = dataSource.OpenConnection();
                var transaction = connection.BeginTransaction();
                try
                {
                    connection.Execute("update accounts set balance = balance - 1", transaction: transaction);
                    return nothing;
                }
                catch (NpgsqlException)
                {
                    return "failed";
                }
                finally
                {
                    connection.Dispose();
                }
            }
            """,
        ["of a connection that is closed by hand"] = """
            public void Run()
            {
                using var connection = dataSource.OpenConnection();
                var transaction = connection.BeginTransaction();
                connection.Execute("update accounts set balance = balance - 1", transaction: transaction);
                connection.Close();
            }
            """,
        ["of a context"] = """
            public async Task RunAsync()
            {
                await using var context = new DbContext(new DbContextOptionsBuilder().UseNpgsql(connectionString).Options);
                await using var transaction = await context.Database.BeginTransactionAsync();
                await context.Database.ExecuteSqlRawAsync("update accounts set balance = balance - 1");
            }
            """,
        ["of a scope"] = """
            public void Run()
            {
                using var scope = new System.Transactions.TransactionScope();
                using var connection = new NpgsqlConnection(connectionString);
                connection.Execute("update accounts set balance = balance - 1");
            }
            """,
    };

    public static TheoryData<string> Ways => [.. Methods.Keys];

    [Fact]
    public Task Nothing_is_booked_before_and_every_call_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP5001");
        var after = await FixedSource.ApplyAsync(before, "PGAP5001", database.Cancellation);

        Assert.Equal(PoolUse.Giving(null), await BookAsync(before));
        var balance = await database.RowsAsync(Balance);
        Assert.Equal(["(100)"], balance);
        Assert.Equal(PoolUse.Giving(null), await BookAsync(after));
        var balanceAfter = await database.RowsAsync(Balance);
        Assert.Equal([$"({100 - SmallPool.Calls})"], balanceAfter);
        Measured.Check("PGAP5001", database, ("Five calls that take one each of 100, without an error: what is left", balance[0].Trim('(', ')'), balanceAfter[0].Trim('(', ')')));

        Task<PoolUse> BookAsync(string source) => SmallPool.UseAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("Ledger", pool.Source), "BookAsync", database.Cancellation));
    });

    [Theory, MemberData(nameof(Ways))]
    public Task Every_transaction_books_nothing_before_and_every_call_after(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(Methods[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP5001", database.Cancellation);

        Assert.Equal(PoolUse.Giving(null), await WorkSource.UseAsync(before, database));
        Assert.Equal(["(100)"], await database.RowsAsync(Balance));
        Assert.Equal(PoolUse.Giving(null), await WorkSource.UseAsync(after, database));
        Assert.Equal([$"({100 - SmallPool.Calls})"], await database.RowsAsync(Balance));
    });
}
