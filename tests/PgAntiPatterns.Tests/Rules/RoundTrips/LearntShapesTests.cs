using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Shapes at which other tools have once cried wolf.</summary>
public sealed class LearntShapesTests
{
    private const string Model = """

        class Ship { public int Id { get; set; } public string Name { get; set; } = ""; public int PortId { get; set; } public Port Port { get; set; } = null!; }

        class Port { public int Id { get; set; } public string Name { get; set; } = ""; public List<Ship> Ships { get; set; } = []; }

        class Fleet(DbContextOptions<Fleet> options) : DbContext(options)
        {
            public DbSet<Ship> Ships => Set<Ship>();
            public DbSet<Port> Ports => Set<Port>();
        }
        """;

    [Fact]
    public Task Queries_that_run_once_or_never_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Office(Fleet fleet)
        {
            public void Source()
            {
                foreach (var ship in fleet.Ships.Where(ship => ship.Name != "").ToList())
                {
                    Console.WriteLine(ship.Name);
                }

                for (var at = fleet.Ships.Count(); at > 0; at--)
                {
                    Console.WriteLine(at);
                }
            }

            public List<IQueryable<Ship>> Constructed(int[] ports)
            {
                var queries = new List<IQueryable<Ship>>();
                foreach (var port in ports)
                {
                    queries.Add(fleet.Ships.Where(ship => ship.PortId == port).OrderBy(ship => ship.Name));
                }

                return queries;
            }

            public void Entries(List<Ship> ships)
            {
                foreach (var ship in ships)
                {
                    Console.WriteLine(fleet.Entry(ship).Reference(s => s.Port).IsLoaded);
                    fleet.Entry(ship).State = EntityState.Unchanged;
                }
            }

            public void Declared(int[] ports)
            {
                foreach (var port in ports)
                {
                    int Count() => fleet.Ships.Count(ship => ship.PortId == port);
                    Func<int> later = () => fleet.Ships.Count(ship => ship.PortId == port);
                    Console.WriteLine(port);
                }
            }

            public List<string> Subquery() => fleet.Ports.Select(port => port.Name + fleet.Ships.Count(ship => ship.PortId == port.Id)).ToList();
        }
        """ + Model);

    [Fact]
    public Task Pages_that_the_condition_declares_and_queues_that_are_drained_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Reading(NpgsqlConnection connection)
        {
            private int _last;

            public void Declared()
            {
                while (Next(out var page))
                {
                    Console.WriteLine(page.Count);
                }
            }

            public void Assigned()
            {
                List<int> page;
                while ((page = Load()).Count > 0)
                {
                    Console.WriteLine(page.Count);
                }
            }

            public void Matched()
            {
                while (Load() is { Count: > 0 } page)
                {
                    Console.WriteLine(page.Count);
                }
            }

            public void Drained()
            {
                var pending = Load();
                while (pending.Count > 0)
                {
                    connection.Execute("update jobs set done = true where id = any(@pending)", new { pending });
                    pending = Load();
                }
            }

            private bool Next(out List<int> page)
            {
                page = Load();
                return page.Count > 0;
            }

            private List<int> Load()
            {
                var page = connection.Query<int>("select id from jobs where id > @last order by id limit 500", new { last = _last }).AsList();
                _last = page.Count == 0 ? _last : page[^1];
                return page;
            }
        }
        """);

    [Fact]
    public Task Saves_that_are_tried_again_or_belong_to_nobody_here_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Logbook : Fleet
        {
            public Logbook(DbContextOptions<Fleet> options) : base(options)
            {
            }

            public new int SaveChanges() => 0;
        }

        class Office(Fleet fleet, Logbook logbook)
        {
            private const int BatchSize = 200;

            public void Broken()
            {
                for (;;)
                {
                    try
                    {
                        fleet.SaveChanges();
                        break;
                    }
                    catch (DbUpdateConcurrencyException)
                    {
                        fleet.ChangeTracker.Clear();
                    }
                }
            }

            public async Task<bool> Returned()
            {
                while (true)
                {
                    try
                    {
                        await fleet.SaveChangesAsync();
                        return true;
                    }
                    catch (DbUpdateException)
                    {
                        await Task.Delay(10);
                    }
                }
            }

            public void Declared(List<Ship> ships)
            {
                foreach (var ship in ships)
                {
                    fleet.Add(ship);
                    void Save() => fleet.SaveChanges();
                }
            }

            public void Hidden(List<Ship> ships)
            {
                foreach (var ship in ships)
                {
                    logbook.SaveChanges();
                }
            }

            public void Dynamic(List<Ship> ships, dynamic store)
            {
                foreach (var ship in ships)
                {
                    store.Add(ship);
                    store.SaveChanges();
                }
            }

            public void Thresholds(List<Ship> ships)
            {
                var processed = 0;
                for (var i = 0; i < ships.Count; i++)
                {
                    fleet.Add(ships[i]);
                    processed++;
                    if (i % 100 == 0)
                    {
                        fleet.SaveChanges();
                    }

                    if (processed >= BatchSize)
                    {
                        fleet.SaveChanges();
                        processed = 0;
                    }
                }
            }

            public void Delegates(List<Ship> ships)
            {
                Action save = () => fleet.SaveChanges();
                save = () => { };
                foreach (var ship in ships)
                {
                    fleet.Add(ship);
                    save();
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_break_of_a_switch_and_a_word_that_is_no_threshold_do_not_make_a_save_meant() => Verify.Reports<RoundTripsAnalyzer>("""
        class Office(Fleet fleet)
        {
            public void Switch(List<Ship> ships)
            {
                foreach (var ship in ships)
                {
                    switch (ship.Name)
                    {
                        case "Anna":
                            ship.Name = "Berta";
                            break;
                    }

                    {|PGAP2004:fleet.SaveChanges()|};
                }
            }

            public void Words(List<Ship> ships)
            {
                foreach (var ship in ships)
                {
                    if (ship.Name.Length > 0)
                    {
                        ship.PortId++;
                        {|PGAP2004:fleet.SaveChanges()|};
                    }
                }
            }

            public void TriedAgain(List<Ship> ships)
            {
                foreach (var ship in ships)
                {
                    fleet.Add(ship);
                    for (var attempt = 0; attempt < 3; attempt++)
                    {
                        try
                        {
                            {|PGAP2004:fleet.SaveChanges()|};
                            break;
                        }
                        catch (DbUpdateConcurrencyException)
                        {
                        }
                    }
                }
            }
        }
        """ + Model);

    [Fact]
    public Task Lists_of_the_code_itself_and_elements_that_are_lists_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Reading(NpgsqlConnection connection)
        {
            private static readonly string[] Kinds = ["a", "b"];

            public void Literal()
            {
                string[] own = ["x", "y", "z"];
                foreach (var kind in own)
                {
                    connection.Execute("insert into kinds (name) values (@kind)", new { kind });
                }

                foreach (var kind in Kinds)
                {
                    connection.Query<int>("select id from jobs where kind = @kind", new { kind });
                }

                for (var month = 1; month <= 12; month++)
                {
                    connection.ExecuteScalar<int>("select count(*) from jobs where month = @month", new { month });
                }
            }

            public void Lists(IEnumerable<List<int>> pages, IEnumerable<int[]> parts)
            {
                foreach (var page in pages)
                {
                    connection.Execute("update jobs set done = true where id = any(@page)", new { page });
                }

                foreach (var part in parts)
                {
                    connection.Query<int>("select id from jobs where id = any(@part)", new { part });
                }
            }
        }
        """);
}
