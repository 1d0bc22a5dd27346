using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1016: a COPY that nobody ends loses its rows or refuses the next command, and one in text is not binary.</summary>
public sealed class CopyNotFinishedExperiment(PostgresServer server)
{
    private const string Tables = "CREATE TABLE prices (product_id int NOT NULL, amount numeric NOT NULL)";
    private const string Rows = "SELECT * FROM prices ORDER BY product_id";

    private static readonly Dictionary<string, string> InTheWay = new()
    {
        ["an import, even when it is completed"] = """
            public async Task<long> RunAsync()
            {
                await using var connection = await dataSource.OpenConnectionAsync();
                var importer = await connection.BeginBinaryImportAsync("copy prices from stdin (format binary)");
                await importer.WriteRowAsync(CancellationToken.None, 1, 9.5m);
                await importer.CompleteAsync();
                return await connection.ExecuteScalarAsync<long>("with gone as (delete from prices returning 1) select count(*) from gone");
            }
            """,
        ["an export"] = """
            public long Run()
            {
                using var connection = dataSource.OpenConnection();
                var exporter = connection.BeginBinaryExport("copy (select 1) to stdout (format binary)");
                var rows = 0L;
                while (exporter.StartRow() > 0)
                {
                    rows += exporter.Read<int>();
                }

                return connection.ExecuteScalar<long>("select @rows", new { rows });
            }
            """,
        ["an import of text"] = """
            public long Run()
            {
                using var connection = dataSource.OpenConnection();
                var writer = connection.BeginTextImport("copy prices from stdin (format csv)");
                writer.WriteLine("1,9.5");
                return connection.ExecuteScalar<long>("with gone as (delete from prices returning 1) select count(*) from gone");
            }
            """,
    };

    public static TheoryData<string> InTheWayCopies => [.. InTheWay.Keys];

    [Fact]
    public Task No_line_arrives_before_and_every_line_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP1016");
        var after = await FixedSource.ApplyAsync(before, "PGAP1016", database.Cancellation);

        Assert.Equal(PoolUse.Giving(null), await ImportAsync(before));
        var arrived = await database.RowsAsync(Rows);
        Assert.Empty(arrived);
        Assert.Equal(PoolUse.Giving(null), await ImportAsync(after));
        var arrivedAfter = await database.RowsAsync(Rows);
        Assert.Equal([.. Enumerable.Repeat("(1,9.5)", SmallPool.Calls), .. Enumerable.Repeat("(2,3)", SmallPool.Calls)], arrivedAfter);
        Measured.Check("PGAP1016", database, ("Five imports of two lines, each without an error: rows in the table", arrived.Count, arrivedAfter.Count));

        Task<PoolUse> ImportAsync(string source) => SmallPool.UseAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("PriceImport", pool.Source), "Import", (object)new[] { "1,9.5", "2,3" }));
    });

    [Theory, MemberData(nameof(InTheWayCopies))]
    public Task The_next_command_is_refused_before_and_answers_after(string copy) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(InTheWay[copy]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1016", database.Cancellation);

        var error = await Assert.ThrowsAsync<NpgsqlOperationInProgressException>(() => WorkSource.UseAsync(before, database));
        Assert.StartsWith("The connection is already in state 'Copy'", error.Message, StringComparison.Ordinal);
        // What was completed before the refusal has arrived.
        await database.ExecuteAsync("TRUNCATE prices");
        Assert.Equal(PoolUse.Giving(1), await WorkSource.UseAsync(after, database));
    });

    [Fact]
    public Task A_binary_import_in_text_format_throws_before_and_writes_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of("""
            public void Run()
            {
                using var connection = dataSource.OpenConnection();
                using var importer = connection.BeginBinaryImport("copy prices from stdin");
                importer.WriteRow(1, 9.5m);
                importer.Complete();
            }
            """);
        var after = await FixedSource.ApplyAsync(before, "PGAP1016", database.Cancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => WorkSource.UseAsync(before, database));
        Assert.Empty(await database.RowsAsync(Rows));
        Assert.Equal(PoolUse.Giving(null), await WorkSource.UseAsync(after, database));
        Assert.Equal(SmallPool.Calls, (await database.RowsAsync(Rows)).Count);
    });
}
