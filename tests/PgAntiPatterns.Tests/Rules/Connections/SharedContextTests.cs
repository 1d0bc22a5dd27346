using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class SharedContextTests
{
    [Fact]
    public Task A_context_that_is_used_at_once_or_by_all_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(Depot depot)
        {
            private static readonly Depot {|PGAP1008:Shared|} = new(new DbContextOptions<Depot>());

            public static int Count() => Shared.Bins.Count();

            public async Task Started()
            {
                var bins = depot.Bins.ToListAsync();
                var count = {|PGAP1008:depot.Bins.CountAsync()|};
                await Task.WhenAll(bins, count);
            }

            public Task Reloaded(Bin first, Bin second) => Task.WhenAll(depot.Entry(first).ReloadAsync(), {|PGAP1008:depot.Entry(second).ReloadAsync()|});

            public async Task AsSets()
            {
                var first = depot.Bins.ToHashSetAsync();
                var second = {|PGAP1008:depot.Bins.Where(bin => bin.Id > 1).ToHashSetAsync()|};
                await Task.WhenAll(first, second);
            }

            public void InParallel(int[] numbers) => Parallel.ForEach(numbers, number => Console.WriteLine({|PGAP1008:depot.Bins.Count(bin => bin.Id == number)|}));

            public Task ForEach(int[] numbers) => Task.WhenAll(numbers.Select(number => {|PGAP1008:depot.Bins.FirstAsync(bin => bin.Id == number)|}));

            public Task ThroughMembers() => Task.WhenAll(OneAsync(), {|PGAP1008:TwoAsync()|});

            public void Forgotten() => _ = {|PGAP1008:Task.Run(() => depot.SaveChangesAsync())|};

            private async Task<int> OneAsync() => await depot.Bins.CountAsync();

            private async Task<int> TwoAsync() => await depot.SaveChangesAsync();
        }

        static class Registration
        {
            public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                Microsoft.Extensions.DependencyInjection.EntityFrameworkServiceCollectionExtensions.{|PGAP1008:AddDbContext<Depot>(services, options => options.UseNpgsql("Host=db"), Microsoft.Extensions.DependencyInjection.ServiceLifetime.Singleton)|};
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.{|PGAP1008:AddSingleton<Bins>(services)|};
            }
        }
        """);

    [Fact]
    public Task A_context_for_each_operation_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(Depot depot, IDbContextFactory<Depot> factory)
        {
            private static readonly DbContextOptions<Depot> Options = new();

            public static Depot Fresh() => new(Options);

            public async Task InTurn()
            {
                var bins = await depot.Bins.ToListAsync();
                var pending = depot.Bins.CountAsync();
                await pending;
                await depot.SaveChangesAsync();
            }

            public Task OneEach(int[] numbers) => Task.WhenAll(numbers.Select(async number =>
            {
                await using var own = await factory.CreateDbContextAsync();
                return await own.Bins.FirstAsync(bin => bin.Id == number);
            }));

            public Task Returned() => depot.SaveChangesAsync();
        }

        static class Registration
        {
            public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                Microsoft.Extensions.DependencyInjection.EntityFrameworkServiceCollectionExtensions.AddDbContext<Depot>(services, options => options.UseNpgsql("Host=db"));
                Microsoft.Extensions.DependencyInjection.EntityFrameworkServiceCollectionExtensions.AddDbContextFactory<Depot>(services, options => options.UseNpgsql("Host=db"));
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddScoped<Bins>(services);
            }
        }
        """);

    [Fact]
    public Task Each_operation_is_awaited_where_it_starts() => Verify.Fixes<ConnectionsAnalyzer, SharedContextFix>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(Depot depot)
        {
            public async Task<int> SumAsync()
            {
                var all = depot.Bins.CountAsync();
                var some = {|PGAP1008:depot.Bins.CountAsync(bin => bin.Id > 1)|};
                await Task.WhenAll(all, some);
                return await all + await some;
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

        class Bins(Depot depot)
        {
            public async Task<int> SumAsync()
            {
                var all = await depot.Bins.CountAsync();
                var some = await depot.Bins.CountAsync(bin => bin.Id > 1);
                return all + some;
            }
        }
        """);

    [Fact]
    public Task A_context_that_is_only_put_down_for_a_look_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Depot(DbContextOptions<Depot> options) : DbContext(options);

        static class Endpoint
        {
            public static Depot? Seen { get; set; }

            public static Depot? Nested { get; set; }

            public static void Handle(Depot depot, IUnit unit)
            {
                Seen = depot;
                Nested = unit.Seen;
            }
        }

        interface IUnit { Depot Seen { get; } }
        """);

    [Fact]
    public Task A_container_that_a_method_makes_for_itself_may_have_the_context_of_its_caller() => Verify.Quiet<ConnectionsAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Depot(DbContextOptions<Depot> options) : DbContext(options);

        sealed record Given(Depot Depot);

        class Steps(Given given)
        {
            public void Run(Depot other)
            {
                var services = new ServiceCollection();
                services.AddSingleton(given.Depot);
                services.AddSingleton(other);
                using var provider = services.BuildServiceProvider();
                provider.GetRequiredService<Depot>().SaveChanges();
            }
        }
        """);

    [Fact]
    public Task The_container_of_a_test_may_have_one_context() => Verify.Quiet<ConnectionsAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        namespace Xunit
        {
            class FactAttribute : Attribute;
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options);

        class DepotTests
        {
            [Xunit.Fact]
            public void Reads()
            {
                var services = new ServiceCollection();
                services.AddSingleton<Depot>();
                services.AddDbContext<Depot>(ServiceLifetime.Singleton);
            }
        }
        """);
}
