using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class SaveChangesInLoopTests
{
    private const string Model = """

        class Member { public int Id { get; set; } public string Name { get; set; } = ""; public bool Told { get; set; } }

        class Club(DbContextOptions<Club> options) : DbContext(options), IUnitOfWork
        {
            public DbSet<Member> Members => Set<Member>();
        }

        interface IUnitOfWork
        {
            Task<int> SaveChangesAsync(CancellationToken cancellationToken = default);
        }
        """;

    [Fact]
    public Task A_save_per_element_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Desk(Club club, IUnitOfWork work)
        {
            public void Add(string[] names)
            {
                foreach (var name in names)
                {
                    club.Members.Add(new Member { Name = name });
                    {|PGAP2004:club.SaveChanges()|};
                }
            }

            public async Task Tell(List<Member> members)
            {
                for (var at = 0; at < members.Count; at++)
                {
                    members[at].Told = true;
                    await {|PGAP2004:club.SaveChangesAsync()|};
                }
            }

            public async Task Through(List<Member> members)
            {
                foreach (var member in members)
                {
                    member.Told = true;
                    await {|PGAP2004:work.SaveChangesAsync()|};
                }

                foreach (var member in members)
                {
                    await {|PGAP2004:Remove(member)|};
                }
            }

            private async Task Remove(Member member)
            {
                club.Remove(member);
                await club.SaveChangesAsync();
            }

            public void Read(System.IO.TextReader file)
            {
                string? name;
                while ((name = file.ReadLine()) != null)
                {
                    club.Add(new Member { Name = name });
                    {|PGAP2004:club.SaveChanges()|};
                }
            }
        }
        """ + Model);

    [Fact]
    public Task Saves_that_are_meant_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        interface ICards
        {
            Task Print(int member);
        }

        class Progress { public int Id { get; set; } public int Last { get; set; } }

        class Desk(Club club, ICards cards, IDbContextFactory<Club> clubs)
        {
            public async Task Chunks(Member[] members)
            {
                foreach (var part in members.Chunk(100))
                {
                    club.AddRange(part);
                    await club.SaveChangesAsync();
                }
            }

            public void Flush(IEnumerable<Member> members)
            {
                var count = 0;
                foreach (var member in members)
                {
                    club.Add(member);
                    count++;
                    if (count >= 100)
                    {
                        club.SaveChanges();
                        count = 0;
                    }
                }

                club.SaveChanges();
            }

            public async Task Key(List<Member> members)
            {
                foreach (var member in members)
                {
                    club.Members.Add(member);
                    await club.SaveChangesAsync();
                    Console.WriteLine(member.Id);
                }
            }

            public async Task Outside(List<Member> members)
            {
                foreach (var member in members)
                {
                    await cards.Print(member.Id);
                    member.Told = true;
                    await club.SaveChangesAsync();
                }
            }

            public async Task Isolated(List<Member> members)
            {
                foreach (var member in members)
                {
                    try
                    {
                        club.Add(member);
                        await club.SaveChangesAsync();
                    }
                    catch (DbUpdateException)
                    {
                        club.ChangeTracker.Clear();
                    }
                }
            }

            public async Task Own(List<Member> members)
            {
                foreach (var member in members)
                {
                    await using var own = await clubs.CreateDbContextAsync();
                    own.Add(member);
                    await own.SaveChangesAsync();
                }
            }

            public async Task Checkpoint(List<Member> members, Progress progress)
            {
                foreach (var member in members)
                {
                    progress.Last = member.Id;
                    await club.SaveChangesAsync();
                }
            }

            public void Page()
            {
                while (club.Members.Where(member => !member.Told).Take(100).ToList() is { Count: > 0 } page)
                {
                    foreach (var member in page)
                    {
                        member.Told = true;
                    }

                    club.SaveChanges();
                }
            }

            public void Retry()
            {
                var saved = false;
                while (!saved)
                {
                    try
                    {
                        club.SaveChanges();
                        saved = true;
                    }
                    catch (DbUpdateConcurrencyException)
                    {
                    }
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_group_that_is_loaded_and_saved_together_is_a_query_too_many_but_no_save() => Verify.Reports<RoundTripsAnalyzer>("""
        class Desk(Club club)
        {
            public void Groups(int[] years)
            {
                foreach (var year in years)
                {
                    var members = {|PGAP2003:club.Members.Where(member => member.Id % year == 0).ToList()|};
                    foreach (var member in members)
                    {
                        member.Told = true;
                    }

                    club.SaveChanges();
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_save_of_something_else_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Settings
        {
            public int SaveChanges() => 0;
        }

        class Desk(Settings settings)
        {
            public void All(string[] names)
            {
                foreach (var name in names)
                {
                    settings.SaveChanges();
                }
            }
        }
        """);

    [Fact]
    public Task The_save_goes_behind_the_loop() => Verify.FixesOneByOne<RoundTripsAnalyzer, SaveChangesInLoopFix>("""
        class Desk(Club club)
        {
            public async Task Tell(List<Member> members, CancellationToken stop)
            {
                foreach (var member in members)
                {
                    member.Told = true;
                    await {|PGAP2004:club.SaveChangesAsync(stop)|};
                }
            }
        }
        """ + Model, """
        class Desk(Club club)
        {
            public async Task Tell(List<Member> members, CancellationToken stop)
            {
                foreach (var member in members)
                {
                    member.Told = true;
                }

                await club.SaveChangesAsync(stop);
            }
        }
        """ + Model);

    [Fact]
    public Task The_loop_walks_over_chunks_and_saves_each() => Verify.FixesOneByOne<RoundTripsAnalyzer, SaveChangesInLoopFix>("""
        class Desk(Club club)
        {
            public async Task Tell(Func<Task<List<Member>>> asked, CancellationToken stop)
            {
                foreach (var member in await asked())
                {
                    // They know it now.
                    member.Told = true;
                    await {|PGAP2004:club.SaveChangesAsync(stop)|};
                }
            }
        }
        """ + Model, """
        class Desk(Club club)
        {
            public async Task Tell(Func<Task<List<Member>>> asked, CancellationToken stop)
            {
                foreach (var chunk in (await asked()).Chunk(100))
                {
                    foreach (var member in chunk)
                    {
                        // They know it now.
                        member.Told = true;
                    }

                    await club.SaveChangesAsync(stop);
                }
            }
        }
        """ + Model, "PGAP2004.Chunks");

    [Fact]
    public Task A_save_that_is_not_the_last_word_of_the_turn_stays() => Verify.OffersNothing<RoundTripsAnalyzer, SaveChangesInLoopFix>("""
        class Desk(Club club)
        {
            public void Tell(List<Member> members)
            {
                foreach (var member in members)
                {
                    if (member.Told)
                    {
                        continue;
                    }

                    member.Told = true;
                    {|PGAP2004:club.SaveChanges()|};
                }

                foreach (var member in members)
                {
                    {|PGAP2004:Remove(member)|};
                }
            }

            private void Remove(Member member)
            {
                club.Remove(member);
                club.SaveChanges();
            }
        }
        """ + Model);

    [Fact]
    public Task A_context_of_a_scope_of_its_own_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;

        class Office(IServiceScopeFactory scopes)
        {
            public async Task Told(List<Member> members)
            {
                foreach (var member in members)
                {
                    await using var scope = scopes.CreateAsyncScope();
                    var own = scope.ServiceProvider.GetRequiredService<Club>();
                    own.Add(member);
                    await own.SaveChangesAsync();
                }
            }
        }
        """ + Model);
}
