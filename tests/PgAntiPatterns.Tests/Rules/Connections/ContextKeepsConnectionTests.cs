using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ContextKeepsConnectionTests
{
    [Fact]
    public Task A_context_that_keeps_its_connection_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(IDbContextFactory<Depot> factory, DbContextOptions<Depot> options)
        {
            public List<Bin> Opened()
            {
                var depot = {|PGAP1010:new Depot(options)|};
                depot.Database.OpenConnection();
                return depot.Bins.ToList();
            }

            public void OpenedByHand()
            {
                var depot = {|PGAP1010:factory.CreateDbContext()|};
                depot.Database.GetDbConnection().Open();
                depot.SaveChanges();
            }

            public async Task TransactionAfterAnError()
            {
                var depot = await {|PGAP1010:factory.CreateDbContextAsync()|};
                var transaction = await depot.Database.BeginTransactionAsync();
                await depot.SaveChangesAsync();
                await transaction.CommitAsync();
            }
        }
        """);

    [Fact]
    public Task A_context_that_lets_go_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(IDbContextFactory<Depot> factory, DbContextOptions<Depot> options)
        {
            public List<Bin> MerelyForgotten() => new Depot(options).Bins.ToList();

            public void TransactionUnderUsing()
            {
                var depot = factory.CreateDbContext();
                using var transaction = depot.Database.BeginTransaction();
                depot.SaveChanges();
                transaction.Commit();
            }

            public void Closed()
            {
                var depot = new Depot(options);
                depot.Database.OpenConnection();
                try
                {
                    depot.SaveChanges();
                }
                finally
                {
                    depot.Database.CloseConnection();
                }
            }

            public Depot ForTheCaller()
            {
                var depot = new Depot(options);
                depot.Database.OpenConnection();
                return depot;
            }
        }
        """);

    [Fact]
    public Task The_context_goes_under_using() => Verify.Fixes<ConnectionsAnalyzer, ContextKeepsConnectionFix>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(IDbContextFactory<Depot> factory)
        {
            public async Task Open()
            {
                var depot = await {|PGAP1010:factory.CreateDbContextAsync()|};
                await depot.Database.OpenConnectionAsync();
                await depot.SaveChangesAsync();
            }
        }
        """, """
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(IDbContextFactory<Depot> factory)
        {
            public async Task Open()
            {
                await using var depot = await factory.CreateDbContextAsync();
                await depot.Database.OpenConnectionAsync();
                await depot.SaveChangesAsync();
            }
        }
        """);
}
