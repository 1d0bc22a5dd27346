using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Round trips behind delegates, properties, asynchronous sequences and loaders.</summary>
public sealed class FollowedCallsTests
{
    [Fact]
    public Task A_delegate_in_a_field_or_made_of_a_method_is_followed() => Verify.Reports<RoundTripsAnalyzer>("""
        class Choir(NpgsqlConnection connection)
        {
            private readonly Func<IDbConnection, int, string> _voice = (c, id) => c.QueryFirst<string>("select voice from singers where id = @id", new { id });

            public void Voices(List<int> singers)
            {
                foreach (var singer in singers)
                {
                    {|PGAP2001:_voice(connection, singer)|};
                }
            }

            public async Task Names(List<int> singers)
            {
                Func<int, Task<string>> name = NameAsync;
                foreach (var singer in singers)
                {
                    await {|PGAP2001:name(singer)|};
                }
            }

            private Task<string> NameAsync(int id) => connection.QueryFirstAsync<string>("select name from singers where id = @id", new { id });
        }
        """);

    [Fact]
    public Task A_property_that_asks_for_its_own_key_is_followed() => Verify.Reports<RoundTripsAnalyzer>("""
        class Singer(NpgsqlConnection connection, int id)
        {
            public long Concerts => connection.ExecuteScalar<long>("select count(*) from concerts where singer_id = @id", new { id });
        }

        class Choir(NpgsqlConnection connection)
        {
            private long Total => connection.ExecuteScalar<long>("select count(*) from concerts");

            public long Sum(IEnumerable<Singer> singers)
            {
                var sum = 0L;
                foreach (var singer in singers)
                {
                    sum += {|PGAP2001:singer.Concerts|};
                }

                return sum;
            }

            public bool All(IEnumerable<Choir> branches) => branches.Sum(branch => branch.Total) > Total;
        }
        """);

    [Fact]
    public Task Operators_over_asynchronous_sequences_are_loops() => Verify.Reports<RoundTripsAnalyzer>("""
        class Choir(NpgsqlConnection connection)
        {
            public IAsyncEnumerable<string> Names(IEnumerable<int> singers) =>
                singers.ToAsyncEnumerable().Select(async (int id, CancellationToken token) => await {|PGAP2001:connection.QueryFirstAsync<string>("select name from singers where id = @id", new { id })|});

            public ValueTask<bool> Any(IEnumerable<int> singers) =>
                singers.ToAsyncEnumerable().AnyAsync(async (int id, CancellationToken token) => await connection.ExecuteScalarAsync<bool>("select ill from singers where id = @id", new { id }));

            public IAsyncEnumerable<int> Arriving(System.Threading.Channels.ChannelReader<int> arrivals) =>
                arrivals.ReadAllAsync().Select(async (int id, CancellationToken token) => await connection.ExecuteAsync("insert into arrivals (singer_id) values (@id)", new { id }));
        }
        """);

    [Fact]
    public Task A_navigation_that_asks_its_loader_is_loaded_per_element() => Verify.Reports<RoundTripsAnalyzer>("""
        using Microsoft.EntityFrameworkCore.Infrastructure;

        class Conductor { public int Id { get; set; } public string Name { get; set; } = ""; }

        class Concert
        {
            private readonly ILazyLoader _loader = null!;
            private Conductor _conductor = null!;

            public Concert()
            {
            }

            private Concert(ILazyLoader loader) => _loader = loader;

            public int Id { get; set; }
            public Conductor Conductor { get => _loader.Load(this, ref _conductor!)!; set => _conductor = value; }
            public Conductor Deputy { get; set; } = null!;
        }

        class Season(DbContextOptions<Season> options) : DbContext(options)
        {
            public DbSet<Concert> Concerts => Set<Concert>();

            public void Print()
            {
                foreach (var concert in Concerts.ToList())
                {
                    Console.WriteLine({|PGAP2005:concert.Conductor|}.Name + concert.Deputy.Name);
                }

                foreach (var concert in Concerts.Include(c => c.Conductor).ToList())
                {
                    Console.WriteLine(concert.Conductor.Name);
                }
            }
        }
        """);

    [Fact]
    public Task A_list_made_queryable_and_a_plain_initializer_are_memory() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Singer { public int Id { get; set; } }

        class Choir(DbContextOptions<Choir> options) : DbContext(options)
        {
            private static readonly string[] Voices = { "soprano", "alto", "tenor", "bass" };

            public DbSet<Singer> Singers => Set<Singer>();

            public int Count(List<int> ids)
            {
                var all = Singers.ToList().AsQueryable();
                return ids.Sum(id => all.Count(singer => singer.Id == id));
            }

            public void Fill(NpgsqlConnection connection)
            {
                string[] halls = { "north", "south" };
                Array.Reverse(halls);
                for (var at = 0; at < halls.Length; at++)
                {
                    connection.Execute("insert into halls (name) values (@name)", new { name = halls[at] });
                }

                foreach (var voice in Voices)
                {
                    connection.Execute("insert into voices (name) values (@voice)", new { voice });
                }
            }
        }
        """);

    [Fact]
    public Task A_method_that_keeps_its_answers_or_lets_the_caller_choose_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Score { public int Id { get; set; } public string Title { get; set; } = ""; }

        class Archive(DbContextOptions<Archive> options) : DbContext(options)
        {
            private readonly Dictionary<string, Score> _kept = new();

            public DbSet<Score> Scores => Set<Score>();

            private Score? this[string title]
            {
                get => _kept.GetValueOrDefault(title);
                set => _kept[title] = value!;
            }

            public void Print(List<string> titles)
            {
                foreach (var title in titles)
                {
                    Console.WriteLine(Find(title)?.Id);
                    Drop(title, false);
                    Recent(title);
                }
            }

            private Score? Find(string title)
            {
                if (this[title] is { } known)
                {
                    return known;
                }

                return this[title] = Scores.FirstOrDefault(score => score.Title == title);
            }

            private readonly List<Score> _recent = [];

            private Score? Recent(string title)
            {
                try
                {
                    var recent = _recent.FirstOrDefault(score => score.Title == title);
                    if (recent == null)
                    {
                        recent = Scores.First(score => score.Title == title);
                        Keep(recent);
                    }

                    return recent;
                }
                catch (InvalidOperationException)
                {
                    return Scores.FirstOrDefault(score => score.Title.StartsWith(title));
                }
            }

            private void Keep(Score score) => _recent.Add(score);

            private void Drop(string title, bool save)
            {
                _kept.Remove(title);
                if (save)
                {
                    SaveChanges();
                }
            }
        }
        """);

    [Fact]
    public Task Elements_of_many_kinds_make_statements_of_many_kinds() => Verify.Reports<RoundTripsAnalyzer>("""
        record Wish(string Kind, int Id);

        class Box(NpgsqlConnection connection)
        {
            public void Answer(List<Wish> wishes)
            {
                foreach (var wish in wishes)
                {
                    switch (wish.Kind)
                    {
                        case "seat":
                            connection.QueryFirst<string>("select row from seats where id = @Id", wish);
                            break;
                        case "drink":
                            connection.QueryFirst<string>("select name from drinks where id = @Id", wish);
                            break;
                    }
                }
            }

            public void Seats(List<Wish> wishes)
            {
                foreach (var wish in wishes)
                {
                    switch (wish.Kind)
                    {
                        case "seat":
                            {|PGAP2001:connection.QueryFirst<string>("select row from seats where id = @Id", wish)|};
                            break;
                        default:
                            continue;
                    }
                }
            }
        }
        """);

    [Fact]
    public Task A_method_that_marks_what_it_sends_is_a_piece_of_work_per_element() => Verify.Quiet<RoundTripsAnalyzer>("""
        using System.Net.Http;

        class Letter { public int Id { get; set; } public string State { get; set; } = ""; }

        class Post(DbContextOptions<Post> options, HttpClient carrier) : DbContext(options)
        {
            public DbSet<Letter> Letters => Set<Letter>();

            public async Task Send(List<int> ids)
            {
                foreach (var id in ids)
                {
                    try
                    {
                        await Mark(id, "on its way");
                        await carrier.GetStringAsync("/carry/" + id);
                        await Mark(id, "arrived");
                    }
                    catch (HttpRequestException)
                    {
                        await Mark(id, "lost");
                    }
                }
            }

            public async Task Announce(List<int> ids)
            {
                foreach (var id in ids)
                {
                    await Tell(id);
                }
            }

            private async Task Mark(int id, string state)
            {
                var letter = Letters.Single(candidate => candidate.Id == id);
                letter.State = state;
                await SaveChangesAsync();
            }

            private async Task Tell(int id)
            {
                var letter = await Letters.SingleAsync(candidate => candidate.Id == id);
                await carrier.GetStringAsync("/tell/" + letter.State);
            }
        }
        """);

    [Fact]
    public Task A_tree_that_is_stored_node_by_node_is_reported_and_followed_only_once() => Verify.Reports<RoundTripsAnalyzer>("""
        class Branch { public int Id; public List<Branch> Twigs = []; }

        class Orchard(NpgsqlConnection connection)
        {
            public async Task Store(Branch branch, int? parent)
            {
                await connection.ExecuteAsync("insert into branches (id, parent) values (@Id, @parent)", new { branch.Id, parent });
                foreach (var twig in branch.Twigs)
                {
                    await {|PGAP2002:Store(twig, branch.Id)|};
                }
            }

            public void Cut(Branch branch)
            {
                foreach (var twig in branch.Twigs)
                {
                    {|PGAP2002:CutOff(twig)|};
                }
            }

            private void CutOff(Branch branch)
            {
                Cut(branch);
                connection.Execute("delete from branches where id = @Id", new { branch.Id });
            }
        }
        """);

    [Fact]
    public Task A_lambda_in_a_variable_is_followed_where_it_is_handed_over() => Verify.Reports<RoundTripsAnalyzer>("""
        class Choir(NpgsqlConnection connection)
        {
            public List<string> Names(List<int> singers)
            {
                Func<int, string> name = id => connection.QuerySingle<string>("select name from singers where id = @id", new { id });
                return singers.Select({|PGAP2001:name|}).ToList();
            }

            public List<string> Texts(List<int> singers)
            {
                Func<int, string> text = id => id.ToString();
                return singers.Select(text).ToList();
            }
        }
        """);

    [Fact]
    public Task A_member_that_asks_the_same_in_every_turn_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Choir(NpgsqlConnection connection)
        {
            private decimal Fee => connection.ExecuteScalar<decimal>("select fee from settings where id = 1");

            public decimal Sum(List<decimal> tickets)
            {
                var sum = 0m;
                foreach (var ticket in tickets)
                {
                    sum += ticket + {|PGAP2001:Fee|};
                }

                return sum;
            }
        }
        """);
}
