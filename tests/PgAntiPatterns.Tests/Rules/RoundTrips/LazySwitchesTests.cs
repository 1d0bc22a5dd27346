using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Where lazy loading is switched off, or a model includes a navigation by itself.</summary>
public sealed class LazySwitchesTests
{
    private const string Model = """

        class Owner { public int Id { get; set; } public string Name { get; set; } = ""; }

        class Vet { public int Id { get; set; } public string Name { get; set; } = ""; }

        class Dog { public int Id { get; set; } public virtual Owner Owner { get; set; } = null!; public virtual Vet Vet { get; set; } = null!; }

        class Kennel(DbContextOptions<Kennel> options) : DbContext(options)
        {
            public DbSet<Dog> Dogs => Set<Dog>();

            protected override void OnConfiguring(DbContextOptionsBuilder builder) => builder.UseLazyLoadingProxies();
        }
        """;

    [Fact]
    public Task A_method_that_switches_lazy_loading_off_is_quiet_and_no_other_is() => Verify.Reports<RoundTripsAnalyzer>("""
        class Lists(Kennel kennel)
        {
            public void Quiet()
            {
                kennel.ChangeTracker.LazyLoadingEnabled = false;
                foreach (var dog in kennel.Dogs.ToList())
                {
                    Console.WriteLine(dog.Owner?.Name);
                }
            }

            public void On()
            {
                kennel.ChangeTracker.LazyLoadingEnabled = true;
                foreach (var dog in kennel.Dogs.ToList())
                {
                    Console.WriteLine({|PGAP2005:dog.Owner|}.Name);
                }
            }
        }

        class Still
        {
            private readonly Kennel _kennel;

            public Still(Kennel kennel)
            {
                _kennel = kennel;
                _kennel.ChangeTracker.LazyLoadingEnabled = false;
            }

            public List<string> Names() => _kennel.Dogs.ToList().Select(dog => dog.Owner.Name).ToList();
        }
        """ + Model);

    [Fact]
    public Task A_context_that_is_handed_out_with_lazy_loading_off_is_quiet_everywhere() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Kennels(IDbContextFactory<Kennel> factory)
        {
            public Kennel Make()
            {
                var kennel = factory.CreateDbContext();
                kennel.ChangeTracker.LazyLoadingEnabled = false;
                return kennel;
            }
        }

        class Lists(Kennels kennels)
        {
            public void Print()
            {
                using var kennel = kennels.Make();
                foreach (var dog in kennel.Dogs.ToList())
                {
                    Console.WriteLine(dog.Owner.Name);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task Only_the_navigation_that_the_model_includes_is_quiet() => Verify.Reports<RoundTripsAnalyzer>("""
        class Lists(Kennel kennel)
        {
            public static void Build(ModelBuilder builder)
            {
                builder.Entity<Dog>().Navigation(dog => dog.Owner).AutoInclude();
                builder.Entity<Dog>().Navigation(dog => dog.Vet).AutoInclude(false);
            }

            public void Print()
            {
                foreach (var dog in kennel.Dogs.ToList())
                {
                    Console.WriteLine(dog.Owner.Name + {|PGAP2005:dog.Vet|}.Name);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task The_element_of_an_index_loop_is_an_element() => Verify.Reports<RoundTripsAnalyzer>("""
        class Lists(Kennel kennel)
        {
            public async Task Print()
            {
                var dogs = await kennel.Dogs.ToArrayAsync();
                for (var at = 0; at < dogs.Length; at++)
                {
                    var dog = dogs[at];
                    Console.WriteLine({|PGAP2005:dogs[at].Owner|}.Name + {|PGAP2005:dog.Vet|}.Name + dogs[0].Vet.Name);
                }
            }
        }
        """ + Model);
}
