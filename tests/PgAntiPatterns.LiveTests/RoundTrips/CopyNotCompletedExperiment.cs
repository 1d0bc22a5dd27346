using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>PGAP2008: an import that is never completed takes back every row, without a word.</summary>
public sealed class CopyNotCompletedExperiment(PostgresServer server)
{
    private const string Tables = "CREATE TABLE prices (amount numeric NOT NULL)";
    private const string Rows = "SELECT amount FROM prices ORDER BY amount";

    private static readonly Dictionary<string, string> Methods = new()
    {
        ["in a block of its own"] = """
            public void Run()
            {
                using var connection = dataSource.OpenConnection();
                using (var importer = connection.BeginBinaryImport("copy prices (amount) from stdin (format binary)"))
                {
                    importer.StartRow();
                    importer.Write(9.5m, NpgsqlTypes.NpgsqlDbType.Numeric);
                }
            }
            """,
        ["closed by hand"] = """
            public void Run()
            {
                using var connection = dataSource.OpenConnection();
                using var importer = connection.BeginBinaryImport("copy prices (amount) from stdin (format binary)");
                importer.WriteRow(9.5m);
                importer.Close();
            }
            """,
        ["disposed in a finally"] = """
            public void Run()
            {
                using var connection = dataSource.OpenConnection();
                var importer = connection.BeginBinaryImport("copy prices (amount) from stdin (format binary)");
                try
                {
                    importer.WriteRow(9.5m);
                }
                finally
                {
                    importer.Dispose();
                }
            }
            """,
        ["in front of a return"] = """
            public async Task<string?> RunAsync()
            {
                string? nothing = null;
                await using var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
                await using var importer = await connection.BeginBinaryImportAsync("copy prices (amount) from stdin (format binary)").ConfigureAwait(false);
                await importer.WriteRowAsync(CancellationToken.None, 9.5m);
                return nothing;
            }
            """,
    };

    public static TheoryData<string> Ways => [.. Methods.Keys];

    [Fact]
    public Task No_row_arrives_before_and_every_row_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP2008");
        var after = await FixedSource.ApplyAsync(before, "PGAP2008", database.Cancellation);

        Assert.Equal(PoolUse.Giving(null), await ImportAsync(before, [9.5m, 3m]));
        var arrived = await database.RowsAsync(Rows);
        Assert.Empty(arrived);
        Assert.Equal(PoolUse.Giving(null), await ImportAsync(after, [9.5m, 3m]));
        var arrivedAfter = await database.RowsAsync(Rows);
        Assert.Equal([.. Enumerable.Repeat("(3)", SmallPool.Calls), .. Enumerable.Repeat("(9.5)", SmallPool.Calls)], arrivedAfter);
        Measured.Check("PGAP2008", database, ("Five imports of two rows, each without an error: rows in the table", arrived.Count, arrivedAfter.Count));

        Task<PoolUse> ImportAsync(string source, decimal[] prices) => SmallPool.UseAsync(
            source, database, (code, pool) => CompiledSource.CallOnAsync(code.New("PriceImport", pool.Source), "ImportAsync", prices, database.Cancellation));
    });

    [Fact]
    public Task An_error_between_two_rows_still_takes_them_back_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(RulePage.Before("PGAP2008"), "PGAP2008", database.Cancellation));
        await using var pool = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);

        await Assert.ThrowsAsync<FormatException>(() => CompiledSource.CallOnAsync(after.New("PriceImport", pool), "ImportAsync", Interrupted(), database.Cancellation));
        Assert.Empty(await database.RowsAsync(Rows));

        static IEnumerable<decimal> Interrupted()
        {
            yield return 9.5m;
            throw new FormatException();
        }
    });

    [Theory, MemberData(nameof(Ways))]
    public Task Every_way_to_end_it_loses_the_row_before_and_keeps_it_after(string way) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = WorkSource.Of(Methods[way]);
        var after = await FixedSource.ApplyAsync(before, "PGAP2008", database.Cancellation);

        Assert.Equal(PoolUse.Giving(null), await WorkSource.UseAsync(before, database));
        Assert.Empty(await database.RowsAsync(Rows));
        Assert.Equal(PoolUse.Giving(null), await WorkSource.UseAsync(after, database));
        Assert.Equal(SmallPool.Calls, (await database.RowsAsync(Rows)).Count);
    });
}
