using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class LoadedToBeDeletedTests
{
    [Fact]
    public Task Rows_loaded_for_nothing_else_are_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Entry { public int Id { get; set; } public DateTime At { get; set; } }

        class Journal(DbContextOptions<Journal> options) : DbContext(options)
        {
            public DbSet<Entry> Entries => Set<Entry>();
        }

        class Cleaner(Journal journal)
        {
            public async Task Direct(DateTime before)
            {
                {|PGAP2013:journal.Entries.RemoveRange(await journal.Entries.Where(entry => entry.At < before).ToListAsync())|};
                await journal.SaveChangesAsync();
            }

            public void Named(DateTime before)
            {
                var old = journal.Entries.Where(entry => entry.At < before).ToList();
                {|PGAP2013:journal.RemoveRange(old)|};
                journal.SaveChanges();
            }

            public void Query(DateTime before)
            {
                {|PGAP2013:journal.Entries.RemoveRange(journal.Entries.Where(entry => entry.At < before))|};
                journal.SaveChanges();
            }
        }
        """);

    [Fact]
    public Task Rows_that_are_looked_at_and_contexts_with_a_save_of_their_own_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Entry { public int Id { get; set; } public DateTime At { get; set; } }

        class Journal(DbContextOptions<Journal> options) : DbContext(options)
        {
            public DbSet<Entry> Entries => Set<Entry>();
        }

        class Kept(DbContextOptions<Kept> options) : DbContext(options)
        {
            public DbSet<Entry> Entries => Set<Entry>();

            public override int SaveChanges(bool acceptAllChangesOnSuccess) => base.SaveChanges(acceptAllChangesOnSuccess);
        }

        class Cleaner(Journal journal, Kept kept)
        {
            public int Counted(DateTime before)
            {
                var old = journal.Entries.Where(entry => entry.At < before).ToList();
                journal.RemoveRange(old);
                journal.SaveChanges();
                return old.Count;
            }

            public void Given(List<Entry> entries) => journal.RemoveRange(entries);

            public void Soft(DateTime before) => kept.Entries.RemoveRange(kept.Entries.Where(entry => entry.At < before));
        }
        """);

    [Fact]
    public Task The_rows_are_deleted_where_they_are() => Verify.FixesOneByOne<RoundTripsAnalyzer, LoadedToBeDeletedFix>("""
        class Entry { public int Id { get; set; } public DateTime At { get; set; } }

        class Journal(DbContextOptions<Journal> options) : DbContext(options)
        {
            public DbSet<Entry> Entries => Set<Entry>();
        }

        class Cleaner(Journal journal)
        {
            public async Task Direct(DateTime before, CancellationToken stop)
            {
                {|PGAP2013:journal.Entries.RemoveRange(await journal.Entries.Where(entry => entry.At < before).ToListAsync(stop))|};
                await journal.SaveChangesAsync(stop);
            }

            public void Named(DateTime before)
            {
                var old = journal.Entries.Where(entry => entry.At < before).ToList();
                {|PGAP2013:journal.RemoveRange(old)|};
            }

            public void Each(DateTime before)
            {
                var old = journal.Entries.Where(entry => entry.At < before).ToList();
                foreach (var entry in old)
                {
                    {|PGAP2013:journal.Entries.Remove(entry)|};
                }

                foreach (var entry in journal.Entries.Where(entry => entry.Id < 0).ToList())
                    {|PGAP2013:journal.Remove(entry)|};
                journal.SaveChanges();
            }
        }
        """, """
        class Entry { public int Id { get; set; } public DateTime At { get; set; } }

        class Journal(DbContextOptions<Journal> options) : DbContext(options)
        {
            public DbSet<Entry> Entries => Set<Entry>();
        }

        class Cleaner(Journal journal)
        {
            public async Task Direct(DateTime before, CancellationToken stop)
            {
                await journal.Entries.Where(entry => entry.At < before).ExecuteDeleteAsync(stop);
                await journal.SaveChangesAsync(stop);
            }

            public void Named(DateTime before)
            {
                journal.Entries.Where(entry => entry.At < before).ExecuteDelete();
            }

            public void Each(DateTime before)
            {
                journal.Entries.Where(entry => entry.At < before).ExecuteDelete();

                journal.Entries.Where(entry => entry.Id < 0).ExecuteDelete();
                journal.SaveChanges();
            }
        }
        """);
}
