using System.Data;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1004: a command whose connection is closed under it fails and takes its session with it; a reader or query comes back dead.</summary>
public sealed class ResultOutlivesConnectionExperiment(PostgresServer server)
{
    private const int Calls = 2;

    private static readonly Dictionary<string, string> Tasks = new()
    {
        ["of Dapper"] = """
            public Task<int> RunAsync()
            {
                using (var connection = dataSource.OpenConnection())
                {
                    return connection.ExecuteScalarAsync<int>("select balance from accounts where customer_id = 1");
                }
            }
            """,
        ["without a result"] = """
            public Task RunAsync()
            {
                using var connection = dataSource.OpenConnection();
                return connection.ExecuteAsync("update accounts set balance = 10 where customer_id = 1");
            }
            """,
        ["of a method that borrows the connection"] = """
            public Task<int> RunAsync()
            {
                using var connection = dataSource.OpenConnection();
                return BalanceAsync(connection);
            }

            private static async Task<int> BalanceAsync(NpgsqlConnection connection)
            {
                await using var command = new NpgsqlCommand("select balance from accounts where customer_id = 1", connection);
                return (int)(await command.ExecuteScalarAsync())!;
            }
            """,
    };

    public static TheoryData<string> TaskWays => [.. Tasks.Keys];

    [Fact]
    public Task Every_call_fails_and_loses_its_session_before_and_all_answer_in_one_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var source = RulePage.Before("PGAP1004");
        var (before, after) = (await UseAsync(source), await UseAsync(await FixedSource.ApplyAsync(source, "PGAP1004", database.Cancellation)));

        Assert.Equal(("failed", Calls), before);
        Assert.Equal(("10", 1), after);
        Measured.Check(
            "PGAP1004",
            database,
            ("Two calls whose command is under way when the method returns: answers", before.Answers, after.Answers),
            ("Sessions opened for them", before.Sessions, after.Sessions));

        Task<(string Answers, long Sessions)> UseAsync(string source) => CallsUnderWayAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("Balances", pool), "ReadAsync", 1L));
    });

    [Theory, MemberData(nameof(TaskWays))]
    public Task Every_task_fails_before_and_answers_after(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(Tasks[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1004", database.Cancellation);

        Assert.Equal(("failed", Calls), await UseAsync(before));
        Assert.Equal((way == "without a result" ? "nothing" : "10", 1), await UseAsync(after));

        Task<(string Answers, long Sessions)> UseAsync(string source) => CallsUnderWayAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("Work", pool, database.ConnectionString), "RunAsync"));
    });

    [Fact]
    public Task Rows_that_are_read_later_find_their_connection_disposed_before_and_are_complete_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of("""
            public IEnumerable<int> Run()
            {
                using var connection = dataSource.OpenConnection();
                return connection.Query<int>("select balance from accounts order by 1", buffered: false);
            }
            """);
        var after = await FixedSource.ApplyAsync(before, "PGAP1004", database.Cancellation);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => WorkSource.UseAsync(before, database));
        Assert.Equal(PoolUse.Giving("10, 20"), await WorkSource.UseAsync(after, database));
    });

    [Fact]
    public Task A_task_that_nobody_waits_for_keeps_the_connection_before_and_not_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of("""
            public async Task RunAsync()
            {
                await using var connection = await dataSource.OpenConnectionAsync();
                _ = connection.ExecuteAsync("update accounts set balance = 30 where customer_id = 1");
            }
            """);
        var after = await FixedSource.ApplyAsync(before, "PGAP1004", database.Cancellation);

        Assert.Equal(1, await HeldAfterAsync(before));
        Assert.Equal(0, await HeldAfterAsync(after));
        Assert.Equal(["(30)"], await database.RowsAsync("SELECT balance FROM accounts WHERE customer_id = 1"));

        async Task<long> HeldAfterAsync(string source)
        {
            using var code = CompiledSource.Compile(source);
            var name = $"pool_{Guid.NewGuid():N}";
            await using var pool = NpgsqlDataSource.Create(database.ConnectionStringWith($"Application Name={name};Maximum Pool Size=1;Timeout=1"));
            var work = code.New("Work", pool, "");
            Task<object?> first;
            await using (var table = await LockedTable.LockAsync(database, "accounts"))
            {
                first = CompiledSource.CallOnAsync(work, "RunAsync");
                await table.AwaitedByAsync(first);
            }

            // Whoever comes next waits for the first one to give the connection back, or in vain.
            try
            {
                await CompiledSource.CallOnAsync(work, "RunAsync");
            }
            catch (NpgsqlException error) when (error.InnerException is TimeoutException)
            {
                Assert.False(first.IsCompleted);
            }

            pool.Clear();
            return await database.BackendsSettledAtAsync(first.IsCompleted ? 0 : 1, name);
        }
    });

    [Fact]
    public Task A_reader_comes_back_closed_and_a_query_of_a_disposed_context_throws() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        using var code = CompiledSource.Compile(WorkSource.Of("""
            public async Task<IDataReader> ReaderAsync()
            {
                await using var connection = await dataSource.OpenConnectionAsync();
                return await connection.ExecuteReaderAsync("select balance from accounts");
            }

            public IQueryable<int> Query()
            {
                using var context = new DbContext(new DbContextOptionsBuilder().UseNpgsql(dataSource).Options);
                return context.Database.SqlQueryRaw<int>("select balance from accounts");
            }
            """));
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var work = code.New("Work", source, "");

        using var reader = (IDataReader)(await CompiledSource.CallOnAsync(work, "ReaderAsync"))!;
        Assert.True(reader.IsClosed);
        Assert.Throws<InvalidOperationException>(() => reader.Read());

        var query = (IQueryable<int>)(await CompiledSource.CallOnAsync(work, "Query"))!;
        Assert.Throws<ObjectDisposedException>(() => query.ToList());
    });

    /// <summary>Calls the code while its table is locked, so that its statement is under way whenever the code returns.</summary>
    private static async Task<(string Answers, long Sessions)> CallsUnderWayAsync(string source, TestDatabase database, Func<CompiledSource, NpgsqlDataSource, Task<object?>> call)
    {
        using var code = CompiledSource.Compile(source);
        await using var pool = NpgsqlDataSource.Create(database.ConnectionStringWith("Maximum Pool Size=1;Command Timeout=1"));
        var sessions = await database.CountSessionsAsync();
        var answers = new HashSet<string>();
        for (var number = 0; number < Calls; number++)
        {
            Task<object?> work;
            await using (var table = await LockedTable.LockAsync(database, "accounts"))
            {
                work = Task.Run(() => call(code, pool), database.Cancellation);
                await table.AwaitedByAsync(work);
            }

            answers.Add(await AnswerAsync(work));
        }

        // Each lock had a session of its own.
        return (string.Join(" / ", answers), await database.CountSessionsAsync() - sessions - Calls);
    }

    /// <summary>What the code returned; where two read from one socket, it is chance which of them finds what the other one lacks.</summary>
    private static async Task<string> AnswerAsync(Task<object?> work)
    {
        try
        {
            return PoolUse.Text(await work);
        }
        catch (Exception exception) when (exception is NpgsqlException or ArgumentOutOfRangeException)
        {
            return "failed";
        }
    }

    private const string Tables = """
        CREATE TABLE accounts (customer_id bigint PRIMARY KEY, balance int NOT NULL);
        INSERT INTO accounts VALUES (1, 10), (2, 20);
        """;
}
