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

    private const string Model = """
        class Hive { public int Id { get; set; } public string? Name { get; set; } public int SiteId { get; set; } }
        class Site { public int Id { get; set; } public List<Hive> Hives { get; } = []; }
        class Apiary(DbContextOptions<Apiary> options) : DbContext(options) { public DbSet<Hive> Hives => Set<Hive>(); public DbSet<Site> Sites => Set<Site>(); }

        """;

    [Theory]
    [InlineData("var old = db.Hives.Where(h => h.SiteId == site).ToList(); db.Hives.AddRange(fresh); db.SaveChanges(); {|PGAP2013:db.Hives.RemoveRange(old)|}; db.SaveChanges();")]
    [InlineData("var old = db.Hives.Where(h => h.SiteId == site).ToList(); Console.WriteLine(site); {|PGAP2013:db.Hives.RemoveRange(old)|}; db.SaveChanges();")]
    [InlineData("var parent = db.Sites.Include(s => s.Hives).Single(s => s.Id == site); {|PGAP2013:db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site))|}; db.Sites.Remove(parent); db.SaveChanges();")]
    [InlineData("db.Hives.AddRange(fresh); {|PGAP2013:db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site))|}; db.SaveChanges();")]
    [InlineData("Load(); {|PGAP2013:db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site))|}; db.SaveChanges();")]
    [InlineData("foreach (var hive in fresh) { {|PGAP2013:db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site))|}; db.Hives.Add(hive); } db.SaveChanges();")]
    public Task Rows_that_the_context_may_have_already_are_left_to_it(string body) => Verify.OffersNothing<RoundTripsAnalyzer, LoadedToBeDeletedFix>(Model + Within(body));

    [Theory]
    [InlineData("Console.WriteLine(db.Hives.Where(h => h.Id > 3).Count()); ")]
    [InlineData("var seen = db.Sites.AsNoTracking().Single(s => s.Id == site); ")]
    [InlineData("using var transaction = db.Database.BeginTransaction(); ")]
    public Task Numbers_and_rows_that_are_not_tracked_do_no_harm(string before) => Verify.FixesOneByOne<RoundTripsAnalyzer, LoadedToBeDeletedFix>(
        Model + Within(before + "{|PGAP2013:db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site))|}; db.SaveChanges();"),
        Model + Within(before + "db.Hives.Where(h => h.SiteId == site).ExecuteDelete(); db.SaveChanges();"));

    [Theory]
    [InlineData("db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site).AsEnumerable()); db.SaveChanges();")]
    [InlineData("Func<Hive, bool> old = h => h.SiteId == site; db.Hives.RemoveRange(db.Hives.Where(old).ToList()); db.SaveChanges();")]
    public Task Rows_that_the_program_chooses_are_quiet(string body) => Verify.Quiet<RoundTripsAnalyzer>(Model + Within(body));

    [Fact]
    public Task A_context_whose_saves_are_watched_keeps_what_it_deletes() => Verify.Quiet<RoundTripsAnalyzer>(Model + """
        class SoftDelete : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor;
        class Start { public static void Options(DbContextOptionsBuilder<Apiary> options) => options.UseNpgsql("Host=db").AddInterceptors(new SoftDelete()); }

        """ + Within("db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site)); db.SaveChanges();"));

    [Theory]
    [InlineData("db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site)); db.SaveChanges();")]
    [InlineData("foreach (var hive in db.Hives.Where(h => h.SiteId == site).ToList()) { hive.Name = null; } db.SaveChanges();")]
    public async Task Of_a_context_of_another_project_nobody_knows_what_a_save_does(string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var data = await Specimen.Against(References.All).With(Model.Replace("class ", "public class ", StringComparison.Ordinal)).Document.Project.GetCompilationAsync(cancellation);
        var specimen = Specimen.Against(References.All.Add(data!.ToMetadataReference())).With(Within(body));
        Assert.Empty(await specimen.CompileErrorsAsync(cancellation));
        var found = Assert.Single(await specimen.DiagnoseAsync([new RoundTripsAnalyzer()], cancellation));
        Assert.Empty(await specimen.PlansAsync(new LoadedToBeDeletedFix(), found, cancellation));
    }

    private static string Within(string body) => $$"""
        class Keeper(Apiary db)
        {
            public void Run(int site, List<Hive> fresh)
            {
                {{body}}
            }

            private void Load() => Console.WriteLine(db.Hives.ToList().Count);
        }
        """;
}
