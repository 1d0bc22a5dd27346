using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1006: the second command does not wait for the first one, it throws.</summary>
public sealed class ConcurrentCommandsExperiment(PostgresServer server)
{
    private static readonly Dictionary<string, string> Methods = new()
    {
        ["of Dapper"] = """
            public async Task<bool> RunAsync()
            {
                await using var connection = await dataSource.OpenConnectionAsync();
                var orders = connection.ExecuteScalarAsync<long>("select count(*) from orders");
                var invoices = connection.ExecuteScalarAsync<long>("select count(*) from invoices");
                await Task.WhenAll(orders, invoices);
                return orders.Result == invoices.Result;
            }
            """,
        ["of methods that borrow the connection"] = """
            public async Task<bool> RunAsync()
            {
                await using var connection = await dataSource.OpenConnectionAsync();
                var orders = CountAsync(connection, "orders");
                var invoices = CountAsync(connection, "invoices");
                return await orders == await invoices;
            }

            private static async Task<long> CountAsync(NpgsqlConnection connection, string table)
            {
                await using var command = new NpgsqlCommand("select count(*) from " + (table == "orders" ? "orders" : "invoices"), connection);
                return (long)(await command.ExecuteScalarAsync())!;
            }
            """,
    };

    public static TheoryData<string> Ways => [.. Methods.Keys];

    [Fact]
    public Task The_second_command_is_refused_before_and_both_answer_after() => server.RunAsync(async database =>
    {
        var before = RulePage.Before("PGAP1006");
        var after = await FixedSource.ApplyAsync(before, "PGAP1006", database.Cancellation);

        var (refused, answered) = await RefusedThenAnsweredAsync(before, after, database, (code, pool) => CompiledSource.CallOnAsync(code.New("Counters", pool), "SameAsync"));
        Measured.Check("PGAP1006", database, ("A call whose first command is under way when the second one starts", refused, answered));
    });

    [Theory, MemberData(nameof(Ways))]
    public Task Every_pair_of_tasks_is_refused_before_and_answers_after(string way) => server.RunAsync(async database =>
    {
        var before = WorkSource.Of(Methods[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1006", database.Cancellation);

        await RefusedThenAnsweredAsync(before, after, database, (code, pool) => CompiledSource.CallOnAsync(code.New("Work", pool, ""), "RunAsync"));
    });

    private static async Task<(Exception Refused, object Answered)> RefusedThenAnsweredAsync(string before, string after, TestDatabase database, Func<CompiledSource, NpgsqlDataSource, Task<object?>> call)
    {
        await database.ExecuteAsync("CREATE TABLE orders (id int); CREATE TABLE invoices (id int);");
        await using var pool = NpgsqlDataSource.Create(database.ConnectionString);

        var error = await Assert.ThrowsAsync<NpgsqlOperationInProgressException>(() => UnderWayAsync(before));
        Assert.StartsWith("A command is already in progress", error.Message, StringComparison.Ordinal);
        var answer = await UnderWayAsync(after);
        Assert.Equal(true, answer);
        return (error, "answered");

        // The lock keeps the first command from being so fast that the second one finds the connection idle.
        async Task<object?> UnderWayAsync(string source)
        {
            using var code = CompiledSource.Compile(source);
            Task<object?> work;
            await using (var table = await LockedTable.LockAsync(database, "orders"))
            {
                work = call(code, pool);
                await table.AwaitedByAsync(work);
            }

            return await work;
        }
    }
}
