using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class LazyLoadPerElementTests
{
    private const string Model = """

        class City { public int Id { get; set; } public string Name { get; set; } = ""; }

        class Place { public double North { get; set; } public double East { get; set; } }

        class Stop { public int Id { get; set; } public int CityId { get; set; } public virtual City City { get; set; } = null!; public virtual Place Place { get; set; } = null!; public virtual ICollection<Departure> Departures { get; set; } = []; }

        class Departure { public int Id { get; set; } public virtual Stop Stop { get; set; } = null!; }

        class Timetable(DbContextOptions<Timetable> options) : DbContext(options)
        {
            public DbSet<Stop> Stops => Set<Stop>();
            public DbSet<City> Cities => Set<City>();
        }
        """;

    private const string Lazy = """

        class Setup
        {
            public void Use(DbContextOptionsBuilder<Timetable> options) => options.UseLazyLoadingProxies().UseNpgsql("Host=db");
        }
        """;

    [Fact]
    public Task A_navigation_that_was_not_included_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Board(Timetable timetable)
        {
            public async Task Print()
            {
                var stops = await timetable.Stops.AsNoTracking().Where(stop => stop.Id > 5).ToListAsync();
                foreach (var stop in stops)
                {
                    Console.WriteLine({|PGAP2005:stop.City|}.Name);
                    foreach (var departure in {|PGAP2005:stop.Departures|})
                    {
                        Console.WriteLine(departure.Id);
                    }
                }

                Console.WriteLine(stops.Sum(stop => {|PGAP2005:stop.Departures|}.Count));
            }

            public void Half()
            {
                foreach (var stop in timetable.Stops.Include(stop => stop.Departures).ToArray())
                {
                    Console.WriteLine(stop.Departures.Count + {|PGAP2005:stop.City|}.Name);
                }
            }
        }
        """ + Model + Lazy);

    [Fact]
    public Task What_is_included_loaded_written_or_owned_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Board(Timetable timetable)
        {
            public void Included()
            {
                foreach (var stop in timetable.Stops.Include(stop => stop.City).Include("Departures").ToList())
                {
                    Console.WriteLine(stop.City.Name + stop.Departures.Count);
                }
            }

            public void Owned()
            {
                foreach (var stop in timetable.Stops.ToList())
                {
                    Console.WriteLine(stop.Place.North + stop.CityId + nameof(stop.City));
                }
            }

            public void Written(City city)
            {
                foreach (var stop in timetable.Stops.ToList())
                {
                    stop.City = city;
                }
            }

            public void FixedUp()
            {
                var cities = timetable.Cities.ToList();
                foreach (var stop in timetable.Stops.ToList())
                {
                    Console.WriteLine(stop.City.Name);
                }
            }

            public void One(int id) => Console.WriteLine(timetable.Stops.First(stop => stop.Id == id).City.Name);

            public void Projected()
            {
                foreach (var row in timetable.Stops.Select(stop => new { stop.Id, stop.City.Name }).ToList())
                {
                    Console.WriteLine(row.Name);
                }
            }

            public void Given(List<Stop> stops) => stops.ForEach(stop => Console.WriteLine(stop.City.Name));
        }
        """ + Model + Lazy);

    [Fact]
    public Task Without_lazy_loading_nothing_is_loaded() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Board(Timetable timetable)
        {
            public void Print()
            {
                foreach (var stop in timetable.Stops.ToList())
                {
                    Console.WriteLine(stop.City.Name);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task The_navigation_is_included_where_the_query_begins() => Verify.FixesOneByOne<RoundTripsAnalyzer, LazyLoadPerElementFix>("""
        class Board(Timetable timetable)
        {
            public async Task Print()
            {
                var all = await timetable.Stops
                    .Where(stop => stop.Id > 5)
                    .ToListAsync();
                foreach (var one in all)
                {
                    Console.WriteLine({|PGAP2005:one.City|}.Name);
                }
            }
        }
        """ + Model + Lazy, """
        class Board(Timetable timetable)
        {
            public async Task Print()
            {
                var all = await timetable.Stops.Include(stop => stop.City)
                    .Where(stop => stop.Id > 5)
                    .ToListAsync();
                foreach (var one in all)
                {
                    Console.WriteLine(one.City.Name);
                }
            }
        }
        """ + Model + Lazy);

    [Theory]
    [InlineData(".Include(stop => stop.City)", ".Include(stop => stop.Departures).Include(stop => stop.City)")]
    [InlineData(".Include(stop => stop.Lines)", ".Include(stop => stop.Departures).AsSplitQuery().Include(stop => stop.Lines)")]
    [InlineData(".AsSplitQuery().Include(stop => stop.Lines).ThenInclude(line => line.Owner)", ".Include(stop => stop.Departures).AsSplitQuery().Include(stop => stop.Lines).ThenInclude(line => line.Owner)")]
    [InlineData(".Include(\"City\")", null)]
    [InlineData(".AsSingleQuery().Include(stop => stop.Lines)", null)]
    [InlineData(".Include(stop => stop.Lines).Take(500)", null)]
    public Task A_second_collection_is_asked_for_in_a_query_of_its_own(string query, string? fixedQuery)
    {
        var more = Model.Replace("public virtual Place Place", "public List<Line> Lines { get; set; } = []; public virtual Place Place", StringComparison.Ordinal) + Lazy + "class Line { public int Id { get; set; } public City Owner { get; set; } = null!; }";
        string Source(string chain, string departures) => $$"""
            class Board(Timetable timetable)
            {
                public void Print()
                {
                    foreach (var one in timetable.Stops{{chain}}.ToList())
                    {
                        Console.WriteLine({{departures}}.Count);
                    }
                }
            }
            """ + more;
        var before = Source(query, "{|PGAP2005:one.Departures|}");
        return fixedQuery is null
            ? Verify.OffersNothing<RoundTripsAnalyzer, LazyLoadPerElementFix>(before)
            : Verify.FixesOneByOne<RoundTripsAnalyzer, LazyLoadPerElementFix>(before, Source(fixedQuery, "one.Departures"));
    }
}
