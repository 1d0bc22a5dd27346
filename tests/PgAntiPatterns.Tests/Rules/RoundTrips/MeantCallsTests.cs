using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Loops over functions of the database, over statements, over scopes and over objects that are made one by one.</summary>
public sealed class MeantCallsTests
{
    [Fact]
    public Task A_function_of_the_database_whose_answer_the_next_statement_needs_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        record Line(string Sku, string Note);

        class Intake(NpgsqlDataSource source)
        {
            public async Task Take(List<Line> lines)
            {
                await using var connection = await source.OpenConnectionAsync();
                foreach (var line in lines)
                {
                    var id = await Register(connection, line);
                    await Annotate(connection, id, line.Note);
                }
            }

            private static async Task<long> Register(NpgsqlConnection connection, Line line)
            {
                await using var command = new NpgsqlCommand("select depot.register_line($1)", connection);
                command.Parameters.AddWithValue(line.Sku);
                return (long)(await command.ExecuteScalarAsync())!;
            }

            private static async Task Annotate(NpgsqlConnection connection, long id, string note)
            {
                await using var command = new NpgsqlCommand("insert into depot.notes (line_id, note) values ($1, $2)", connection);
                command.Parameters.AddWithValue(id);
                command.Parameters.AddWithValue(note);
                await command.ExecuteNonQueryAsync();
            }
        }
        """);

    [Fact]
    public Task A_function_of_the_database_that_may_fail_for_one_element_alone_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Sweeper(NpgsqlConnection connection)
        {
            public int Sweep(List<Guid> parcels)
            {
                var swept = 0;
                foreach (var parcel in parcels)
                {
                    try
                    {
                        swept += connection.ExecuteScalar<int>("select * from depot.remove_parcel(@parcel)", new { parcel });
                    }
                    catch (PostgresException exception)
                    {
                        Console.WriteLine(exception.MessageText);
                    }
                }

                return swept;
            }
        }
        """);

    [Fact]
    public Task A_function_that_sets_back_is_not_asked_the_same_in_every_turn() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Trials(NpgsqlConnection connection)
        {
            public void Run(List<string> plans)
            {
                foreach (var plan in plans)
                {
                    connection.Execute("select * from trial_reset()");
                    Console.WriteLine(plan);
                }
            }
        }
        """);

    [Fact]
    public Task A_function_called_for_nothing_but_rows_per_key_is_still_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Prices(NpgsqlConnection connection)
        {
            public decimal Total(List<int> articles)
            {
                var total = 0m;
                foreach (var article in articles)
                {
                    total += {|PGAP2001:connection.ExecuteScalar<decimal>("select price_of(@article)", new { article })|};
                }

                return total;
            }
        }
        """);

    [Fact]
    public Task Statements_of_a_script_that_a_method_runs_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Scripts(NpgsqlConnection connection)
        {
            public void Install(string script)
            {
                foreach (var statement in script.Split(";;"))
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = statement;
                    Run(command);
                }
            }

            private static void Run(IDbCommand command)
            {
                try
                {
                    command.ExecuteNonQuery();
                }
                catch (NpgsqlException exception)
                {
                    throw new InvalidOperationException(command.CommandText, exception);
                }
            }
        }
        """);

    [Fact]
    public Task Rows_that_a_method_writes_with_the_command_it_is_given_are_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Rows(NpgsqlConnection connection)
        {
            public void Write(List<string> names)
            {
                foreach (var name in names)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "insert into names (name) values (@name)";
                    command.Parameters.Add(new NpgsqlParameter("name", name));
                    {|PGAP2002:Run(command)|};
                }
            }

            private static void Run(IDbCommand command) => command.ExecuteNonQuery();
        }
        """);

    [Fact]
    public Task A_query_inside_a_scope_of_the_element_asks_another_database_each_time() => Verify.Quiet<RoundTripsAnalyzer>("""
        sealed class TenantScope(string tenant) : IDisposable
        {
            public void Dispose() => Console.WriteLine(tenant);
        }

        class Report(NpgsqlConnection connection)
        {
            public List<long> Count(List<string> tenants)
            {
                var counts = new List<long>();
                foreach (var tenant in tenants)
                {
                    using (new TenantScope(tenant))
                    {
                        counts.Add(connection.ExecuteScalar<long>("select count(*) from orders"));
                    }
                }

                return counts;
            }
        }
        """);

    [Fact]
    public Task Asking_whether_an_object_is_there_before_it_is_made_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Shards(NpgsqlConnection connection)
        {
            public void Provide(List<string> shards)
            {
                foreach (var shard in shards)
                {
                    using var check = new NpgsqlCommand("select 1 from pg_database where datname = @shard", connection);
                    check.Parameters.AddWithValue("shard", shard);
                    if (check.ExecuteScalar() is not null)
                    {
                        continue;
                    }

                    using var create = new NpgsqlCommand($"create database \"{shard.Replace("\"", "\"\"")}\"", connection);
                    create.ExecuteNonQuery();
                }
            }
        }
        """);

    [Fact]
    public Task A_cache_that_saves_what_was_asked_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        interface IStore
        {
            bool TryGetValue<T>(string key, out T? value);

            void Save<T>(string key, T value, TimeSpan expiration);
        }

        class Regions(NpgsqlConnection connection, IStore store)
        {
            public List<string?> Names(List<int> ids) => ids.Select(Name).ToList();

            private string? Name(int id)
            {
                if (!store.TryGetValue("regions", out Dictionary<int, string>? all))
                {
                    all = connection.Query<(int Id, string Name)>("select id, name from regions").ToDictionary(region => region.Id, region => region.Name);
                    store.Save("regions", all, TimeSpan.FromMinutes(5));
                }

                return all!.GetValueOrDefault(id);
            }
        }
        """);

    [Fact]
    public Task A_function_that_says_it_changes_rows_is_reported_as_a_write() => Verify.Reports<RoundTripsAnalyzer>("""
        class Journal(NpgsqlConnection connection)
        {
            public async Task Write(Guid stream, List<string> events)
            {
                foreach (var text in events)
                {
                    await using var command = new NpgsqlCommand("select append_event($1, $2)", connection);
                    command.Parameters.AddWithValue(stream);
                    command.Parameters.AddWithValue(text);
                    await {|PGAP2002:command.ExecuteNonQueryAsync()|};
                }
            }
        }
        """);

    [Fact]
    public Task A_query_for_each_kind_of_element_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        enum Kind { Maker, Delay, Price }

        record Facet(Kind Kind, int Most);

        class Maker { public int Id { get; set; } }

        class Delay { public int Id { get; set; } }

        class Shop : DbContext
        {
            public DbSet<Maker> Makers => Set<Maker>();

            public DbSet<Delay> Delays => Set<Delay>();
        }

        class Search(Shop shop)
        {
            public async Task<List<int>> Fill(List<Facet> facets)
            {
                var ids = new List<int>();
                foreach (var facet in facets)
                {
                    var kind = facet.Kind;
                    if (kind == Kind.Maker)
                    {
                        ids.AddRange(await shop.Makers.Take(facet.Most).Select(maker => maker.Id).ToListAsync());
                    }
                    else if (kind == Kind.Delay)
                    {
                        ids.AddRange(await shop.Delays.Take(facet.Most).Select(delay => delay.Id).ToListAsync());
                    }
                }

                return ids;
            }
        }
        """);

    [Fact]
    public Task A_query_in_turns_that_the_code_names_is_quiet_and_in_all_others_not() => Verify.Reports<RoundTripsAnalyzer>("""
        class Order { public int Id { get; set; } public DateTime At { get; set; } }

        class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
        }

        record Span(DateTime From)
        {
            public int Count { get; set; }
        }

        class Board(Shop shop)
        {
            public async Task Fill(List<Span> spans)
            {
                for (var i = 0; i < spans.Count; i++)
                {
                    var span = spans[i];
                    if (i == 0)
                    {
                        span.Count = 0;
                    }
                    else if (i == 3 || i == 4)
                    {
                        span.Count = await shop.Orders.CountAsync(order => order.At > span.From);
                    }
                    else if (i > 4)
                    {
                        span.Count = await {|PGAP2003:shop.Orders.CountAsync(order => order.At > span.From)|};
                    }
                }
            }
        }
        """);

    [Fact]
    public Task A_memory_cache_in_front_of_a_statement_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        using Microsoft.Extensions.Caching.Memory;

        class Texts(NpgsqlDataSource source, IMemoryCache cache)
        {
            public async Task<List<string>> All(List<string> apps)
            {
                var texts = new List<string>();
                foreach (var app in apps)
                {
                    texts.Add(await Find(app));
                }

                return texts;
            }

            private async Task<string> Find(string app)
            {
                var key = "text:" + app;
                if (!cache.TryGetValue(key, out string? text))
                {
                    await using var command = source.CreateCommand("select text from texts where app = $1");
                    command.Parameters.AddWithValue(app);
                    await using var reader = await command.ExecuteReaderAsync();
                    if (await reader.ReadAsync())
                    {
                        text = reader.GetString(0);
                    }

                    cache.Set(key, text, TimeSpan.FromMinutes(5));
                }

                return text ?? "";
            }
        }
        """);
}
