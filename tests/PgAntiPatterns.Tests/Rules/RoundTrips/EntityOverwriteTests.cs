using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Loops whose rows are overwritten and saved behind the loop.</summary>
public sealed class EntityOverwriteTests
{
    private const string Model = """
        enum Stage { Open, Closed }

        class Ticket { public int Id { get; set; } public Stage Stage { get; set; } public DateTime? ClosedAt { get; set; } public string? Note { get; set; } public long Turns { get; set; } public short Floor { get; set; } public int? DeskId { get; set; } }

        class Desk(DbContextOptions<Desk> options) : DbContext(options)
        {
            public DbSet<Ticket> Tickets => Set<Ticket>();
        }


        """;

    [Fact]
    public Task Rows_that_get_the_same_values_are_updated_in_one_statement() => Verify.FixesOneByOne<RoundTripsAnalyzer, LoadedToBeDeletedFix>(
        Model + """
        class Evening(Desk desk)
        {
            private readonly string _note = "shut";

            public async Task Close(int turns, CancellationToken stop)
            {
                foreach (var ticket in {|PGAP2013:await desk.Tickets.AsTracking().Where(t => t.Stage == Stage.Open).OrderBy(t => t.Id).ToListAsync(stop)|})
                {
                    ticket.Stage = Stage.Closed;
                    ticket.ClosedAt = DateTime.UtcNow;
                    ticket.Note = _note;
                    ticket.Turns = turns;
                    ticket.Floor = -1;
                    ticket.DeskId = null;
                }

                desk.Tickets.Add(new Ticket());
                await desk.SaveChangesAsync(stop).ConfigureAwait(false);
            }
        }
        """,
        Model + """
        class Evening(Desk desk)
        {
            private readonly string _note = "shut";

            public async Task Close(int turns, CancellationToken stop)
            {
                var closedAt = DateTime.UtcNow;
                await desk.Tickets.Where(t => t.Stage == Stage.Open).ExecuteUpdateAsync(rows => rows
                    .SetProperty(ticket => ticket.Stage, Stage.Closed)
                    .SetProperty(ticket => ticket.ClosedAt, closedAt)
                    .SetProperty(ticket => ticket.Note, _note)
                    .SetProperty(ticket => ticket.Turns, turns)
                    .SetProperty(ticket => ticket.Floor, (short)(-1))
                    .SetProperty(ticket => ticket.DeskId, (int?)null), stop);

                desk.Tickets.Add(new Ticket());
                await desk.SaveChangesAsync(stop).ConfigureAwait(false);
            }
        }
        """,
        "PGAP2013.ExecuteUpdate");

    [Fact]
    public Task A_query_that_is_walked_over_is_updated_where_it_is() => Verify.FixesOneByOne<RoundTripsAnalyzer, LoadedToBeDeletedFix>(
        Model + """
        class Evening(Desk desk)
        {
            public void Close(Stage stage)
            {
                var open = desk.Tickets.Where(t => t.Stage == Stage.Open).ToArray();
                foreach (var ticket in {|PGAP2013:open|})
                {
                    ticket.Stage = stage;
                }

                desk.SaveChanges();
            }

            public void Restart()
            {
                foreach (var ticket in {|PGAP2013:desk.Tickets|})
                {
                    ticket.Turns = 0;
                }

                desk.SaveChanges();
            }
        }
        """,
        Model + """
        class Evening(Desk desk)
        {
            public void Close(Stage stage)
            {
                desk.Tickets.Where(t => t.Stage == Stage.Open).ExecuteUpdate(rows => rows.SetProperty(ticket => ticket.Stage, stage));

                desk.SaveChanges();
            }

            public void Restart()
            {
                desk.Tickets.ExecuteUpdate(rows => rows.SetProperty(ticket => ticket.Turns, 0));

                desk.SaveChanges();
            }
        }
        """,
        "PGAP2013.ExecuteUpdate");

    [Theory]
    [InlineData("var left = desk.Tickets.Count(t => t.Stage == Stage.Open); Console.WriteLine(left);", "desk.SaveChanges();")]
    [InlineData("foreach (var left in desk.Tickets) { turns += left.Floor; }", "desk.SaveChanges();")]
    [InlineData("if (turns > 3) { return; }", "desk.SaveChanges();")]
    [InlineData("", "Console.WriteLine(desk.SaveChanges());")]
    [InlineData("", "other.SaveChanges();")]
    public Task Rows_that_are_asked_for_before_they_are_saved_stay(string between, string save) => Verify.OffersNothing<RoundTripsAnalyzer, LoadedToBeDeletedFix>(Model + $$"""
        class Evening(Desk desk, Desk other)
        {
            public void Close(int turns)
            {
                foreach (var ticket in {|PGAP2013:desk.Tickets.ToList()|})
                {
                    ticket.Turns = turns;
                }

                {{between}}
                {{save}}
            }
        }
        """);

    [Fact]
    public Task A_number_of_saved_rows_that_is_used_keeps_the_deletion_in_the_context() => Verify.OffersNothing<RoundTripsAnalyzer, LoadedToBeDeletedFix>(Model + """
        class Evening(Desk desk)
        {
            public async Task<int> Forget()
            {
                {|PGAP2013:desk.Tickets.RemoveRange(await desk.Tickets.Where(t => t.Stage == Stage.Closed).ToListAsync())|};
                return await desk.SaveChangesAsync();
            }
        }
        """);

    [Theory]
    [InlineData("var first = desk.Tickets.Single(t => t.Id == 1); first.Turns = 5; foreach (var ticket in {|PGAP2013:desk.Tickets.Where(t => t.DeskId == 1).ToList()|}) { ticket.Turns = 0; } desk.SaveChanges();")]
    [InlineData("foreach (var ticket in {|PGAP2013:desk.Tickets.Where(t => t.DeskId == 1).ToList()|}) { ticket.Turns = 0; } foreach (var ticket in {|PGAP2013:desk.Tickets.Where(t => t.Id == 1).ToList()|}) { ticket.Turns = 1; } desk.SaveChanges();")]
    public Task Rows_that_the_context_may_have_already_are_left_to_it(string body) => Verify.OffersNothing<RoundTripsAnalyzer, LoadedToBeDeletedFix>(Model + $$"""
        class Evening(Desk desk)
        {
            public void Close()
            {
                {{body}}
            }
        }
        """);
}
