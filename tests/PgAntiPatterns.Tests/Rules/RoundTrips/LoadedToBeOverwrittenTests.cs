using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Loops over loaded rows that only overwrite or remove each of them.</summary>
public sealed class LoadedToBeOverwrittenTests
{
    private const string Model = """

        class Ticket { public int Id { get; set; } public bool Closed { get; set; } public DateTime ClosedAt { get; set; } public string State { get; set; } = ""; public int Turns { get; set; } }

        class Desk(DbContextOptions<Desk> options) : DbContext(options)
        {
            public DbSet<Ticket> Tickets => Set<Ticket>();
        }
        """;

    [Fact]
    public Task Rows_that_all_get_the_same_values_or_are_removed_are_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Evening(Desk desk)
        {
            public async Task Close(string state)
            {
                foreach (var ticket in {|PGAP2013:await desk.Tickets.Where(ticket => !ticket.Closed).ToListAsync()|})
                {
                    ticket.Closed = true;
                    ticket.ClosedAt = DateTime.UtcNow;
                    ticket.State = state;
                }

                await desk.SaveChangesAsync();
            }

            public void Forget()
            {
                var closed = desk.Tickets.Where(ticket => ticket.Closed).ToList();
                foreach (var ticket in closed)
                {
                    {|PGAP2013:desk.Tickets.Remove(ticket)|};
                }

                desk.SaveChanges();
            }
        }
        """ + Model);

    [Fact]
    public Task Rows_that_differ_or_are_used_or_not_saved_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Evening(Desk desk, Func<string, string> next)
        {
            public void Each()
            {
                foreach (var ticket in desk.Tickets.ToList())
                {
                    ticket.State = next("closed");
                }

                foreach (var ticket in desk.Tickets.ToList())
                {
                    ticket.Turns = ticket.Turns + 1;
                }

                foreach (var ticket in desk.Tickets.ToList())
                {
                    if (ticket.Turns > 3)
                    {
                        ticket.Closed = true;
                    }
                }

                desk.SaveChanges();
            }

            public List<Ticket> Given()
            {
                var tickets = desk.Tickets.ToList();
                foreach (var ticket in tickets)
                {
                    ticket.Closed = true;
                }

                desk.SaveChanges();
                return tickets;
            }

            public void Shown()
            {
                foreach (var ticket in desk.Tickets.ToList())
                {
                    ticket.Closed = true;
                }
            }

            public void Told(Action<int> tell)
            {
                foreach (var ticket in desk.Tickets.ToList())
                {
                    tell(ticket.Id);
                    desk.Tickets.Remove(ticket);
                }

                desk.SaveChanges();
            }

            public void Given(List<Ticket> tickets)
            {
                foreach (var ticket in tickets)
                {
                    desk.Tickets.Remove(ticket);
                }

                desk.SaveChanges();
            }
        }
        """ + Model);
}
