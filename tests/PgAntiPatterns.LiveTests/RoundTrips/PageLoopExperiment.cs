using Microsoft.EntityFrameworkCore;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>The loops of the pages themselves, over thirty elements: how often the program waits for the server, before and after the fix.</summary>
public sealed class PageLoopExperiment(PostgresServer server)
{
    private const int Elements = LoopCase.Rows;

    private const string RoundTrips = "Thirty elements: round trips";

    /// <summary>What the pages print, kept for comparison.</summary>
    private const string Output = """
        public static class Output
        {
            public static List<string?> Lines { get; } = [];

            public static void Add(string? line) => Lines.Add(line);
        }
        """;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(30);

    private static readonly int[] Keys = [.. Enumerable.Range(1, Elements)];

    [Fact]
    public Task Lookups_wait_once_for_each_element_before_and_once_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync($"CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL); INSERT INTO products SELECT n, 'product ' || n FROM generate_series(2, {Elements}) AS n");
        var (before, after) = await BothAsync("PGAP2001", database, async (code, way) =>
        {
            await using var connection = await OpenAsync(database, way);
            var count = await CountAsync(way, PrintAsync);
            return count with { Time = await way.TimeAsync(Delay, PrintAsync) };

            Task PrintAsync() => CompiledSource.CallOnAsync(code.New("PriceList", connection), "PrintAsync", Keys);
        });

        Assert.Equal((Elements, 1), (before.RoundTrips, after.RoundTrips));
        Measured.Check("PGAP2001", database, (RoundTrips, before.RoundTrips, after.RoundTrips), Longer(before, after));
    });

    [Fact]
    public Task Writes_wait_and_commit_for_each_element_before_and_once_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE stock (product int NOT NULL)");
        var (before, after) = await BothAsync("PGAP2002", database, async (code, way) =>
        {
            await database.ExecuteAsync("TRUNCATE stock");
            await using var connection = await OpenAsync(database, way);
            var count = await CountAsync(way, WriteAsync);
            return count with { Commits = await CommitsAsync(database, "stock", "product"), Time = await way.TimeAsync(Delay, WriteAsync) };

            Task WriteAsync() => code.CallAsync("WriteAsync", connection, Keys, database.Cancellation);
        });

        Assert.Equal((Elements, 1, Elements, 1), (before.RoundTrips, after.RoundTrips, before.Commits, after.Commits));
        Measured.Check("PGAP2002", database, (RoundTrips, before.RoundTrips, after.RoundTrips), ("Transactions that wrote them", before.Commits, after.Commits), Longer(before, after));
    });

    [Fact]
    public Task Entities_are_found_one_by_one_before_and_together_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Products);
        var (before, after) = await BothAsync("PGAP2003", database, async (code, way) =>
        {
            await using var shop = await ContextAsync(code, "ShopContext", database, way);
            return await CountAsync(way, () => CompiledSource.CallOnAsync(code.New("PriceList", shop), "PrintAsync", Keys.ToList()));
        });

        Assert.Equal((Elements, 1), (before.RoundTrips, after.RoundTrips));
        Measured.Check("PGAP2003", database, (RoundTrips, before.RoundTrips, after.RoundTrips));
    });

    [Fact]
    public Task Saves_are_a_transaction_each_before_and_one_for_all_after() => server.RunAsync(async database =>
    {
        var (before, after) = await BothAsync("PGAP2004", database, async (code, way) =>
        {
            await database.ExecuteAsync("DROP TABLE IF EXISTS \"Products\"; " + Products);
            await using var shop = await ContextAsync(code, "ShopContext", database, way);
            var products = Enumerable.ToList((dynamic)((dynamic)shop).Products);
            var count = await CountAsync(way, () => CompiledSource.CallOnAsync(code.New("PriceRise", shop), "ApplyAsync", (object)products, 1.5m, database.Cancellation));
            return count with { Commits = await CommitsAsync(database, "\"Products\"", "\"Price\"") };
        });

        Assert.Equal((Elements, 1), (before.Commits, after.Commits));
        Measured.Check("PGAP2004", database, (RoundTrips, before.RoundTrips, after.RoundTrips), ("Transactions that wrote them", before.Commits, after.Commits));
    });

    [Fact]
    public Task Navigations_are_loaded_one_by_one_before_and_with_their_entities_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync($"""
            CREATE TABLE "Brand" ("Id" int PRIMARY KEY, "Name" text NOT NULL);
            CREATE TABLE "Articles" ("Id" int PRIMARY KEY, "BrandId" int NOT NULL REFERENCES "Brand");
            INSERT INTO "Brand" SELECT n, 'brand ' || n FROM generate_series(1, {Elements}) AS n;
            INSERT INTO "Articles" SELECT n, n FROM generate_series(1, {Elements}) AS n;
            """);
        var (before, after) = await BothAsync("PGAP2005", database, async (code, way) =>
        {
            var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(code.TypeNamed("Catalogue")))!;
            await code.CallAsync("Configure", options, database.ConnectionStringWith(way.Settings));
            await using var catalogue = await OpenedAsync((DbContext)code.New("Catalogue", options.Options), database);
            return await CountAsync(way, () => CompiledSource.CallOnAsync(code.New("CataloguePage", catalogue), "PrintAsync"));
        });

        Assert.Equal((1 + Elements, 1), (before.RoundTrips, after.RoundTrips));
        Measured.Check("PGAP2005", database, ("Thirty articles, each with a brand of its own: round trips", before.RoundTrips, after.RoundTrips));
    });

    [Fact]
    public Task Connections_are_reset_for_each_element_before_and_never_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync($"CREATE TABLE words (word text PRIMARY KEY, seen int NOT NULL); INSERT INTO words SELECT 'word ' || n, 1 FROM generate_series(1, {Elements}) AS n");
        var (before, after) = await BothAsync("PGAP2006", database, async (code, way) =>
        {
            await using var source = NpgsqlDataSource.Create(database.ConnectionStringWith(way.Settings));
            await database.ResetStatementsAsync();
            await CompiledSource.CallOnAsync(code.New("WordTable", source), "CountAsync", Keys.Select(key => "word " + key).ToList());
            return new Counts(Statements: await database.CountStatementsAsync("discard all"));
        });

        Assert.Equal((Elements - 1, 0), (before.Statements, after.Statements));
        Measured.Check("PGAP2006", database, ("Thirty words: `DISCARD ALL` that the server runs", before.Statements, after.Statements));
    });

    [Fact]
    public Task Sequences_are_a_statement_and_a_commit_for_each_element_before_and_one_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE readings (sensor int NOT NULL, value float8 NOT NULL)");
        var (before, after) = await BothAsync("PGAP2007", database, async (code, way) =>
        {
            await database.ExecuteAsync("TRUNCATE readings");
            var type = code.TypeNamed("Reading");
            var readings = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
            foreach (var key in Keys)
            {
                readings.Add(code.New("Reading", key, key / 2.0));
            }

            await using var connection = await OpenAsync(database, way);
            var count = await CountAsync(way, () => CompiledSource.CallOnAsync(code.New("ReadingTable", connection), "WriteAsync", readings));
            return count with { Commits = await CommitsAsync(database, "readings", "sensor") };
        });

        Assert.Equal((Elements, 1, Elements, 1), (before.RoundTrips, after.RoundTrips, before.Commits, after.Commits));
        Measured.Check("PGAP2007", database, (RoundTrips, before.RoundTrips, after.RoundTrips), ("Transactions that wrote them", before.Commits, after.Commits));
    });

    [Fact]
    public Task Rows_are_fetched_and_deleted_one_by_one_before_and_where_they_are_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""CREATE TABLE "Sessions" ("Id" int PRIMARY KEY, "EndsAt" timestamptz NOT NULL)""");
        var (before, after) = await BothAsync("PGAP2013", database, async (code, way) =>
        {
            await database.ExecuteAsync($"""INSERT INTO "Sessions" SELECT n, '2020-01-01Z' FROM generate_series(1, {Elements}) AS n""");
            await using var site = await ContextAsync(code, "SiteContext", database, way);
            await database.ResetStatementsAsync();
            await CompiledSource.CallOnAsync(code.New("SessionCleaner", site), "CleanAsync", DateTime.UtcNow, database.Cancellation);
            Assert.Equal(["(0)"], await database.RowsAsync("""SELECT count(*) FROM "Sessions" """));
            return new Counts(Statements: await database.CountStatementsAsync("%FROM \"Sessions\" AS s%WHERE%") + await database.CountStatementsAsync("DELETE FROM \"Sessions\"%WHERE \"Id\"%"));
        });

        Assert.Equal((1 + Elements, 1), (before.Statements, after.Statements));
        Measured.Check("PGAP2013", database, ("Thirty rows that have ended: statements that the server runs", before.Statements, after.Statements));
    });

    private static (string Run, object Before, object After) Longer(Counts before, Counts after) =>
        ($"Thirty elements more, when each round trip takes {Delay.TotalMilliseconds} ms longer", LongWay.AtLeast(5, before.Time, after.Time), "1");

    private static async Task<(Counts Before, Counts After)> BothAsync(string id, TestDatabase database, Func<CompiledSource, LongWay, Task<Counts>> run)
    {
        await using var way = LongWay.To(database);
        var page = RulePage.Before(id);
        var (before, lines) = await RunAsync(page);
        var (after, linesAfter) = await RunAsync(await FixedSource.ApplyAsync(page, id, database.Cancellation));
        Assert.Equal(lines, linesAfter);
        return (before, after);

        async Task<(Counts Counts, List<string?> Lines)> RunAsync(string text)
        {
            // Proxies are derived from the page's classes.
            using var code = CompiledSource.CompileForGood(text.Replace("Console.WriteLine(", "Output.Add(", StringComparison.Ordinal), Output);
            var counts = await run(code, way);
            return (counts, (List<string?>)code.TypeNamed("Output").GetProperty("Lines")!.GetValue(null)!);
        }
    }

    private static async Task<Counts> CountAsync(LongWay way, Func<Task> work)
    {
        way.Start();
        await work();
        return new Counts(way.RoundTrips);
    }

    /// <summary>The transactions that wrote the rows that are there.</summary>
    private static async Task<long> CommitsAsync(TestDatabase database, string table, string column)
    {
        var count = await database.RowsAsync($"SELECT count(DISTINCT xmin::text) FROM {table} WHERE {column} IS NOT NULL");
        return long.Parse(count[0].Trim('(', ')'), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database, LongWay way)
    {
        var connection = new NpgsqlConnection(database.ConnectionStringWith(way.Settings));
        await connection.OpenAsync(database.Cancellation);
        return connection;
    }

    private static Task<DbContext> ContextAsync(CompiledSource code, string context, TestDatabase database, LongWay way) =>
        OpenedAsync((DbContext)code.New(context, ContextOptions.For(code, context, database.ConnectionStringWith(way.Settings))), database);

    /// <summary>Opened once, so that no login is counted.</summary>
    private static async Task<DbContext> OpenedAsync(DbContext context, TestDatabase database)
    {
        await context.Database.OpenConnectionAsync(database.Cancellation);
        await context.Database.CloseConnectionAsync();
        return context;
    }

    private static string Products { get; } = $"""
        CREATE TABLE "Products" ("Id" int PRIMARY KEY, "Name" text NOT NULL DEFAULT 'x', "Price" numeric NOT NULL DEFAULT 10);
        INSERT INTO "Products" ("Id") SELECT n FROM generate_series(1, {Elements}) AS n;
        """;

    /// <summary>What one run cost.</summary>
    private sealed record Counts(int RoundTrips = 0, long Statements = 0, long Commits = 0, TimeSpan Time = default);
}
