using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1010: a context that was told to keep its connection keeps it for good; one that was not keeps nothing.</summary>
public sealed class ContextKeepsConnectionExperiment(PostgresServer server)
{
    private const string Shop = """
        private sealed class Shop(string connectionString) : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connectionString);
        }


        """;

    private const string Factory = """

        public sealed class ShopFactory(DbContextOptions<Shop> options) : IDbContextFactory<Shop>
        {
            public Shop CreateDbContext() => new(options);
        }
        """;

    private static readonly Dictionary<string, (string Method, string Answer)> Methods = new()
    {
        ["opened for good"] = ("""
            public async Task<int> RunAsync()
            {
                var shop = new Shop(connectionString);
                await shop.Database.OpenConnectionAsync();
                return await shop.Database.SqlQueryRaw<int>("select 7 as \"Value\"").SingleAsync();
            }
            """, "7"),
        ["opened by hand, without async"] = ("""
            public int Run()
            {
                var shop = new Shop(connectionString);
                shop.Database.GetDbConnection().Open();
                return shop.Database.SqlQueryRaw<int>("select 7 as \"Value\"").Single();
            }
            """, "7"),
        ["with a transaction that an error interrupts"] = ("""
            public void Run()
            {
                var shop = new Shop(connectionString);
                var transaction = shop.Database.BeginTransaction();
                shop.Database.ExecuteSqlRaw("select 1/0");
                transaction.Commit();
            }
            """, PostgresErrorCodes.DivisionByZero),
    };

    public static TheoryData<string> Ways => [.. Methods.Keys];

    [Fact]
    public Task Two_refused_transfers_empty_the_pool_before_and_none_keeps_a_session_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("""CREATE TABLE "Transfers" ("Id" bigserial PRIMARY KEY, "Amount" numeric NOT NULL CHECK ("Amount" > 0))""");
        var before = RulePage.Before("PGAP1010");
        var after = await FixedSource.ApplyAsync(before, "PGAP1010", database.Cancellation);

        Assert.Equal(PoolUse.Giving(null), await BookAsync(before, 5));
        Assert.Equal(PoolUse.Giving(null), await BookAsync(after, 5));
        var (leaking, mended) = (await BookAsync(before, -5), await BookAsync(after, -5));
        Assert.Equal(PoolUse.Starving(PostgresErrorCodes.CheckViolation), leaking);
        Assert.Equal(PoolUse.Giving(PostgresErrorCodes.CheckViolation), mended);
        Measured.Check("PGAP1010", database, PoolUse.Compared($"transfers that a check constraint refuses (`{leaking.Answer}`)", leaking, mended));
        Assert.Equal([$"({2 * SmallPool.Calls})"], await database.RowsAsync("""SELECT count(*) FROM "Transfers" WHERE "Amount" = 5"""));

        Task<PoolUse> BookAsync(string source, decimal amount) => SmallPool.UseAsync(source + Factory, database, (code, pool) =>
        {
            dynamic transfer = code.New("Transfer");
            transfer.Amount = amount;
            var factory = code.New("ShopFactory", ContextOptions.For(code, "Shop", pool.ConnectionString));
            return CompiledSource.CallOnAsync(code.New("Bank", factory), "BookAsync", (object)transfer, database.Cancellation);
        });
    });

    [Theory, MemberData(nameof(Ways))]
    public Task Every_way_to_keep_it_empties_the_pool_before_and_gives_back_after(string way) => server.RunAsync(async database =>
    {
        var before = WorkSource.Of(Shop + Methods[way].Method);
        var after = await FixedSource.ApplyAsync(before, "PGAP1010", database.Cancellation);

        Assert.Equal(PoolUse.Starving(Methods[way].Answer), await WorkSource.UseAsync(before, database));
        Assert.Equal(PoolUse.Giving(Methods[way].Answer), await WorkSource.UseAsync(after, database));
    });

    [Fact]
    public Task A_context_that_is_merely_forgotten_keeps_nothing() => server.RunAsync(async database => Assert.Equal(
        PoolUse.Giving(7),
        await WorkSource.UseAsync(
            WorkSource.Of(Shop + """
                public int Run()
                {
                    var shop = new Shop(connectionString);
                    return shop.Database.SqlQueryRaw<int>("select 7 as \"Value\"").Single();
                }
                """),
            database)));
}
