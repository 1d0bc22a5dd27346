using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class CommandDuringReaderTests
{
    [Fact]
    public Task A_command_on_a_connection_with_an_open_reader_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(NpgsqlDataSource source, IDbConnection injected, Depot depot)
        {
            public async Task InItsLoop()
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var command = new NpgsqlCommand("select 1", connection);
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    await using var update = new NpgsqlCommand("update bins set id = 1", connection);
                    await {|PGAP1007:update.ExecuteNonQueryAsync()|};
                }
            }

            public void ThroughAHelper()
            {
                using var reader = injected.ExecuteReader("select 1");
                while (reader.Read())
                    {|PGAP1007:Update(injected)|};
            }

            public void BesideARead()
            {
                using var connection = source.OpenConnection();
                using var reader = new NpgsqlCommand("select 1", connection).ExecuteReader();
                using var transaction = {|PGAP1007:connection.BeginTransaction()|};
            }

            public void OverRows()
            {
                foreach (var number in injected.Query<int>("select 1", buffered: false))
                    {|PGAP1007:injected.Execute("select 2")|};
            }

            public async Task OverAQuery()
            {
                foreach (var bin in depot.Bins.Where(bin => bin.Id > 1))
                    await {|PGAP1007:depot.SaveChangesAsync()|};
                await foreach (var bin in depot.Bins.AsAsyncEnumerable())
                    await {|PGAP1007:depot.Bins.CountAsync()|};
                await foreach (var bin in depot.Bins.AsAsyncEnumerable())
                    await {|PGAP1007:depot.Entry(bin).ReloadAsync()|};
                foreach (var bin in depot.Bins.Where(bin => bin.Id > 1))
                    Console.WriteLine({|PGAP1007:depot.Bins.Count(other => other.Name == bin.Name)|});
                foreach (var bin in depot.Bins)
                    Console.WriteLine({|PGAP1007:depot.Bins.Where(other => other.Name == bin.Name).ToList()|}.Count);
            }

            private static void Update(IDbConnection connection) => connection.Execute("update bins set id = 1");
        }
        """);

    [Fact]
    public Task A_connection_that_is_free_again_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(NpgsqlDataSource source, IDbConnection injected, IDbConnection other, Depot depot)
        {
            public void InMemory()
            {
                var all = depot.Bins.ToList();
                foreach (var bin in all.AsQueryable().Where(bin => bin.Id > 1))
                    Console.WriteLine(depot.Bins.Count(other => other.Name == bin.Name));
                foreach (var bin in depot.Bins)
                    Console.WriteLine(all.AsQueryable().Count(other => other.Name == bin.Name) + all.Where(other => other.Name == bin.Name).ToList().Count + depot.Bins.Local.ToList().Count);
            }

            public void ClosedFirst()
            {
                using var connection = source.OpenConnection();
                using var reader = new NpgsqlCommand("select 1", connection).ExecuteReader();
                reader.Read();
                reader.Close();
                connection.Execute("select 2");
            }

            public void EndedFirst()
            {
                using (var reader = injected.ExecuteReader("select 1"))
                {
                    reader.Read();
                }

                injected.Execute("select 2");
            }

            public void OnAnother()
            {
                using var reader = injected.ExecuteReader("select 1");
                while (reader.Read())
                    other.Execute("select 2");
            }

            public async Task Complete()
            {
                foreach (var number in injected.Query<int>("select 1"))
                    injected.Execute("select 2");
                foreach (var bin in await depot.Bins.ToListAsync())
                    await depot.SaveChangesAsync();
            }
        }
        """);

    [Fact]
    public Task The_rows_are_read_into_a_list_first() => Verify.Fixes<ConnectionsAnalyzer, CommandDuringReaderFix>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(IDbConnection connection, Depot depot)
        {
            public void OverRows()
            {
                foreach (var number in connection.Query<int>("select 1", buffered: false))
                    {|PGAP1007:connection.Execute("select 2")|};
            }

            public async Task OverAQuery(CancellationToken cancellation)
            {
                await foreach (var bin in depot.Bins.Where(bin => bin.Id > 1).AsAsyncEnumerable().WithCancellation(cancellation))
                {
                    await {|PGAP1007:depot.SaveChangesAsync(cancellation)|};
                }
            }

            public void OverASet()
            {
                foreach (var bin in depot.Bins)
                {
                    {|PGAP1007:depot.SaveChanges()|};
                }
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

        class Bins(IDbConnection connection, Depot depot)
        {
            public void OverRows()
            {
                foreach (var number in connection.Query<int>("select 1"))
                    connection.Execute("select 2");
            }

            public async Task OverAQuery(CancellationToken cancellation)
            {
                foreach (var bin in await depot.Bins.Where(bin => bin.Id > 1).ToListAsync(cancellation))
                {
                    await depot.SaveChangesAsync(cancellation);
                }
            }

            public void OverASet()
            {
                foreach (var bin in depot.Bins.ToList())
                {
                    depot.SaveChanges();
                }
            }
        }
        """);

    [Fact]
    public Task A_reader_of_a_command_is_left_to_its_author() => Verify.OffersNothing<ConnectionsAnalyzer, CommandDuringReaderFix>("""
        class Bins(IDbConnection connection)
        {
            public void Read()
            {
                using var reader = connection.ExecuteReader("select 1");
                while (reader.Read())
                    {|PGAP1007:connection.Execute("select 2")|};
            }
        }
        """);

    [Fact]
    public Task A_context_that_retries_reads_its_rows_to_the_end_first() => Verify.Reports<ConnectionsAnalyzer>("""
        class Item
        {
            public int Id { get; set; }
        }

        class Retrying : DbContext
        {
            public DbSet<Item> Items => Set<Item>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=db", npgsql => npgsql.EnableRetryOnFailure());
        }

        class Plain : DbContext
        {
            public DbSet<Item> Items => Set<Item>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=db");
        }

        class Desk(Retrying retrying, Plain plain)
        {
            public void Read()
            {
                foreach (var item in retrying.Items)
                {
                    retrying.Database.ExecuteSqlRaw("delete from items");
                }

                foreach (var item in plain.Items)
                {
                    {|PGAP1007:plain.Database.ExecuteSqlRaw("delete from items")|};
                }
            }
        }
        """);
}
