using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Loops on which the generated runs of the live tests told a fix and the code before it apart; the seeds are theirs.</summary>
public sealed class LoopCounterexampleTests
{
    private const string Model = """

        class Box { public int Id { get; set; } public string Label { get; set; } = ""; public List<Thing> Things { get; set; } = []; }

        class Thing { public int Id { get; set; } public int BoxId { get; set; } public int Size { get; set; } public Box Box { get; set; } = null!; }

        class Attic(DbContextOptions<Attic> options) : DbContext(options)
        {
            public DbSet<Box> Boxes => Set<Box>();
            public DbSet<Thing> Things => Set<Thing>();
        }
        """;

    // Seeds 1VZ5CDyIb_CJOg12 and 0007PPqp1RTvSV3k1.
    [Fact]
    public Task A_lookup_stays_where_the_loop_writes_with_SQL() => Verify.OffersNothing<RoundTripsAnalyzer, EntityQueryPerElementFix>("""
        class Desk(Attic attic, List<int> ids, List<string> lines)
        {
            public async Task Entities()
            {
                foreach (var id in ids)
                {
                    var thing = {|PGAP2003:attic.Things.SingleOrDefault(t => t.Id == id)|};
                    lines.Add($"{thing?.Size}");
                    await attic.Database.ExecuteSqlAsync($"delete from things where id = 5");
                }
            }

            public async Task Sums()
            {
                foreach (var id in ids)
                {
                    var size = await {|PGAP2003:attic.Things.Where(thing => thing.BoxId == id).SumAsync(thing => thing.Size)|};
                    lines.Add($"{size}");
                    await attic.Database.ExecuteSqlAsync($"update things set box_id = 1");
                }
            }
        }
        """ + Model);

    // Seeds 0007PKWup1WcyBKm and eNDtiehpo9qdmHio.
    [Fact]
    public Task A_lookup_stays_where_rows_are_changed() => Verify.OffersNothing<RoundTripsAnalyzer, SelectPerElementFix>("""
        class Row { public int Id { get; set; } public int Size { get; set; } }

        class Desk(NpgsqlConnection connection, List<int> ids, List<string> lines)
        {
            public void Changed()
            {
                foreach (var id in ids)
                {
                    var row = {|PGAP2001:connection.QuerySingleOrDefault<Row>("select id, size from things where id = @id", new { id })|};
                    if (row != null)
                    {
                        row.Size += 1;
                        lines.Add($"{row.Size}");
                    }
                }
            }

            public void Written()
            {
                foreach (var id in ids)
                {
                    var row = {|PGAP2001:connection.QuerySingleOrDefault<Row>("select id, size from things where id = @id", new { id })|};
                    lines.Add($"{row?.Size}");
                    connection.Execute("update things set size = size + 1");
                }
            }
        }
        """);

    // Found while a save per element was generated with a question in its turn.
    [Fact]
    public Task A_save_stays_where_the_loop_asks_for_what_is_saved() => Verify.OffersNothing<RoundTripsAnalyzer, SaveChangesInLoopFix>("""
        class Desk(Attic attic, List<int> ids)
        {
            public async Task Counted()
            {
                foreach (var id in ids)
                {
                    var known = await attic.Boxes.CountAsync();
                    attic.Boxes.Add(new Box { Id = id, Label = $"{known}" });
                    await {|PGAP2004:attic.SaveChangesAsync()|};
                }
            }
        }
        """ + Model);

    // Seed bM29-mfaYRRj_Mog1: the context deletes what is included, the statement is refused (23503).
    [Fact]
    public Task Rows_that_are_loaded_with_others_stay() => Verify.OffersNothing<RoundTripsAnalyzer, LoadedToBeDeletedFix>("""
        class Desk(Attic attic)
        {
            public async Task Clear(int least)
            {
                {|PGAP2013:attic.Boxes.RemoveRange(await attic.Boxes.Include(box => box.Things).Where(box => box.Id >= least).ToListAsync())|};
                await attic.SaveChangesAsync();
            }
        }
        """ + Model);

    // Seed 1gMtcan434APzpgC: without a turn the question is asked all the same.
    [Fact]
    public Task A_question_that_throws_without_a_row_goes_before_the_loop_only_one_by_one() => Verify.FixesOneByOne<RoundTripsAnalyzer, SelectPerElementFix>("""
        class Prices(NpgsqlConnection connection)
        {
            public decimal Gross(List<decimal> nets)
            {
                var sum = 0m;
                foreach (var net in nets)
                {
                    var rate = {|PGAP2001:connection.QuerySingle<decimal>("select rate from taxes where country = 'DE'")|};
                    sum += net * rate;
                }

                return sum;
            }
        }
        """, """
        class Prices(NpgsqlConnection connection)
        {
            public decimal Gross(List<decimal> nets)
            {
                var sum = 0m;
                var rate = connection.QuerySingle<decimal>("select rate from taxes where country = 'DE'");
                foreach (var net in nets)
                {
                    sum += net * rate;
                }

                return sum;
            }
        }
        """);
}
