using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1015: a command that has no connection of its own can be neither prepared nor enlisted; automatic preparation works on it.</summary>
public sealed class DataSourceCommandMisusedExperiment(PostgresServer server)
{
    [Fact]
    public Task The_preparation_throws_before_and_happens_by_itself_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE rates (id int PRIMARY KEY, rate int NOT NULL); INSERT INTO rates VALUES (1, 7);");
        var source = RulePage.Before("PGAP1015");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP1015", database.Cancellation));
        await using var pool = NpgsqlDataSource.Create(database.ConnectionStringWith("Maximum Pool Size=1;Max Auto Prepare=5;Auto Prepare Min Usages=2"));

        var (answers, statements) = (await CallsAsync(before), await PreparedAsync());
        var (answersAfter, statementsAfter) = (await CallsAsync(after), await PreparedAsync());
        Assert.Equal(("`NotSupportedException`", 0L), (answers, statements));
        Assert.Equal(("7", 1L), (answersAfter, statementsAfter));
        Measured.Check(
            "PGAP1015",
            database,
            ("Three calls: what each of them gets", answers, answersAfter),
            ("Statements that the session has then prepared, with `Max Auto Prepare`", statements, statementsAfter));

        async Task<string> CallsAsync(CompiledSource code)
        {
            var answers = new List<string>();
            for (var call = 0; call < 3; call++)
            {
                try
                {
                    answers.Add(PoolUse.Text(await CompiledSource.CallOnAsync(code.New("Rates", pool), "ReadAsync", database.Cancellation)));
                }
                catch (NotSupportedException error)
                {
                    answers.Add($"`{error.GetType().Name}`");
                }
            }

            return string.Join(" / ", answers.Distinct());
        }

        async Task<long> PreparedAsync()
        {
            await using var prepared = pool.CreateCommand("select count(*) from pg_prepared_statements where statement like 'select rate%'");
            return (long)(await prepared.ExecuteScalarAsync(database.Cancellation))!;
        }
    });

    [Fact]
    public Task The_preparation_of_a_batch_throws_before_and_is_gone_after() => server.RunAsync(async database =>
    {
        var before = WorkSource.Of("""
            public object? Run()
            {
                using var batch = dataSource.CreateBatch();
                batch.BatchCommands.Add(new NpgsqlBatchCommand("select 7"));
                batch.Prepare();
                return batch.ExecuteScalar();
            }
            """);
        var after = await FixedSource.ApplyAsync(before, "PGAP1015", database.Cancellation);

        await Assert.ThrowsAsync<NotSupportedException>(() => WorkSource.UseAsync(before, database));
        Assert.Equal(PoolUse.Giving(7), await WorkSource.UseAsync(after, database));
    });

    [Fact]
    public Task A_connection_or_transaction_is_refused() => server.RunAsync(async database =>
    {
        await using var pool = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await pool.OpenConnectionAsync(database.Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(database.Cancellation);
        await using var command = pool.CreateCommand("select 1");

        Assert.Throws<NotSupportedException>(() => command.Connection = connection);
        Assert.Throws<NotSupportedException>(() => command.Transaction = transaction);
    });
}
