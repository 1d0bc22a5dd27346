using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Navigations that are filled in ways that other tools have overlooked.</summary>
public sealed class LearntNavigationsTests
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
    public Task Navigations_that_somebody_fills_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Setup
        {
            public void Use(DbContextOptionsBuilder<Fleet> options) => options.UseLazyLoadingProxies().UseNpgsql("Host=db");
        }

        class Office(Fleet fleet)
        {
            public void Named(string path)
            {
                foreach (var ship in fleet.Ships.Include(path).ToList())
                {
                    Console.WriteLine(ship.Port.Name);
                }
            }

            public void Filtered()
            {
                foreach (var port in fleet.Ports.Include(port => port.Ships.Where(ship => ship.Name != "").OrderBy(ship => ship.Id)).ToList())
                {
                    Console.WriteLine(port.Ships.Count);
                }
            }

            public void Forced()
            {
                foreach (var ship in fleet.Ships.Include(ship => ship.Port!).ToList())
                {
                    Console.WriteLine(ship.Port.Name);
                }
            }

            public void Loaded()
            {
                foreach (var ship in fleet.Ships.ToList())
                {
                    if (!fleet.Entry(ship).Reference(s => s.Port).IsLoaded)
                    {
                        continue;
                    }

                    Console.WriteLine(ship.Port.Name);
                }
            }

            public void Joined()
            {
                foreach (var ship in fleet.Ships.Join(fleet.Ports, ship => ship.PortId, port => port.Id, (ship, port) => ship).ToList())
                {
                    Console.WriteLine(ship.Port.Name);
                }
            }

            public void Reassigned(Ship other)
            {
                foreach (var ship in fleet.Ships.ToList())
                {
                    var shown = ship;
                    shown = other;
                    Console.WriteLine(shown.Port.Name);
                }
            }
        }
        """ + Model.Replace("public Port Port", "public virtual Port Port", StringComparison.Ordinal).Replace("public List<Ship> Ships", "public virtual List<Ship> Ships", StringComparison.Ordinal));

    [Theory]
    [InlineData("if (port.Id > 3) { {|PGAP2003:fleet.Entry(port).Collection(p => p.Ships).Load()|}; }")]
    [InlineData("{|PGAP2003:fleet.Entry(port).Collection(\"Ships\").Load()|};")]
    [InlineData("{|PGAP2003:fleet.Entry(port).Collection(p => p.Ships).Query().Where(s => s.Name != \"\").Load()|};")]
    public Task Loads_that_an_include_cannot_stand_for_stay(string load) => Verify.OffersNothing<RoundTripsAnalyzer, EntityQueryPerElementFix>($$"""
        class Office(Fleet fleet)
        {
            public void Print()
            {
                foreach (var port in fleet.Ports.ToList())
                {
                    {{load}}
                    Console.WriteLine(port.Ships.Count);
                }
            }
        }
        """ + Model);
}
