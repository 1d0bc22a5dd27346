using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Loops that make a round trip per turn because that is what they are for.</summary>
public sealed class MeantLoopsTests
{
    [Fact]
    public Task Chunks_and_elements_that_are_lists_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Shelf { public int Id { get; set; } public List<int> Books { get; set; } = []; }

        class Library(NpgsqlConnection connection)
        {
            public void Chunks(int[] ids)
            {
                foreach (var part in ids.Chunk(1000))
                {
                    connection.Query<string>("select title from books where id = any(@part)", new { part });
                }
            }

            public void Lists(IEnumerable<List<int>> shelves)
            {
                foreach (var books in shelves)
                {
                    using var command = new NpgsqlCommand("delete from books where id = any($1)", connection);
                    command.Parameters.AddWithValue(books.ToArray());
                    command.ExecuteNonQuery();
                }
            }

            public void Grouped(IEnumerable<(string Reader, int[] Books)> loans)
            {
                foreach (var (reader, books) in loans)
                {
                    connection.Execute("update books set reader = @reader where id = any(@books)", new { reader, books });
                }
            }

            public void Owned(List<Shelf> shelves)
            {
                foreach (var shelf in shelves)
                {
                    connection.Execute("update books set shelf = @Id where id = any(@books)", new { shelf.Id, books = shelf.Books.ToArray() });
                }
            }

            public void Slices(int from, int to)
            {
                for (var at = from; at < to; at += 5000)
                {
                    connection.Execute("update books set checked = true where id >= @at and id < @end", new { at, end = at + 5000 });
                }
            }
        }
        """);

    [Fact]
    public Task A_group_of_which_only_the_key_is_asked_for_is_one_key_after_the_other() => Verify.Reports<RoundTripsAnalyzer>("""
        class Library(NpgsqlConnection connection)
        {
            public void Keys(IEnumerable<(int Shelf, string Title)> books)
            {
                foreach (var shelf in books.GroupBy(book => book.Shelf))
                {
                    {|PGAP2001:connection.QuerySingle<string>("select name from shelves where id = @id", new { id = shelf.Key })|};
                }
            }
        }
        """);

    [Fact]
    public Task A_buffer_that_is_flushed_when_it_is_full_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Meter(NpgsqlConnection connection)
        {
            private readonly List<int> _pending = [];

            public void Buffer(IEnumerable<int> values)
            {
                var buffer = new List<int>();
                foreach (var value in values)
                {
                    buffer.Add(value);
                    if (buffer.Count == 500)
                    {
                        connection.Execute("insert into readings (value) select * from unnest(@values)", new { values = buffer.ToArray() });
                        buffer.Clear();
                    }
                }
            }

            public void Modulo(int[] values)
            {
                for (var at = 0; at < values.Length; at++)
                {
                    if (at % 1000 == 999)
                    {
                        connection.Execute("insert into progress (position) values (@at)", new { at });
                    }
                }
            }

            public void All(int[] values)
            {
                foreach (var value in values)
                {
                    Add(value);
                }
            }

            private void Add(int value)
            {
                _pending.Add(value);
                if (_pending.Count > 250)
                {
                    connection.Execute("insert into readings (value) select * from unnest(@values)", new { values = _pending.ToArray() });
                    _pending.Clear();
                }
            }
        }
        """);

    [Fact]
    public Task Pages_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Archive(NpgsqlConnection connection)
        {
            public void Offset(int pages)
            {
                for (var page = 0; page < pages; page++)
                {
                    connection.Query<int>("select id from files order by id limit 100 offset @skip", new { skip = page * 100 });
                }
            }

            public void Keyset()
            {
                var last = 0;
                List<int> rows;
                do
                {
                    rows = connection.Query<int>("select id from files where id > @last order by id limit 100", new { last }).AsList();
                    last = rows.LastOrDefault();
                }
                while (rows.Count == 100);
            }

            public async IAsyncEnumerable<int> Stream()
            {
                var last = 0;
                while (true)
                {
                    var rows = (await connection.QueryAsync<int>("select id from files where id > @last order by id limit 100", new { last })).AsList();
                    foreach (var row in rows)
                    {
                        yield return row;
                    }

                    if (rows.Count < 100)
                    {
                        yield break;
                    }

                    last = rows[^1];
                }
            }

            public int Helper()
            {
                var seen = 0;
                for (var page = 0; ; page++)
                {
                    var rows = Page(page);
                    if (rows.Count == 0)
                    {
                        break;
                    }

                    seen += rows.Count;
                }

                return seen;
            }

            private List<int> Page(int page) => connection.Query<int>("select id from files order by id offset @skip limit 50", new { skip = page * 50 }).AsList();
        }
        """);

    [Fact]
    public Task Polls_listeners_and_consumers_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        using System.Collections.Concurrent;
        using System.Threading.Channels;

        class Pump(NpgsqlConnection connection, Channel<int> channel, BlockingCollection<int> jobs, ConcurrentQueue<int> queue)
        {
            public async Task Poll(CancellationToken stop)
            {
                while (!stop.IsCancellationRequested)
                {
                    await connection.ExecuteScalarAsync<long>("select count(*) from jobs");
                    await Task.Delay(1000, stop);
                }
            }

            public async Task Tick(PeriodicTimer timer)
            {
                while (await timer.WaitForNextTickAsync())
                {
                    await connection.ExecuteAsync("update beats set at = now()");
                }
            }

            public async Task Listen()
            {
                connection.Execute("listen jobs");
                while (true)
                {
                    await connection.WaitAsync();
                    await connection.ExecuteAsync("update jobs set seen = true");
                }
            }

            public async Task Claim()
            {
                int? id;
                while ((id = await connection.QuerySingleOrDefaultAsync<int?>("select id from jobs for update skip locked limit 1")) is not null)
                {
                    await connection.ExecuteAsync("delete from jobs where id = @id", new { id });
                }
            }

            public async Task Consume()
            {
                await foreach (var job in channel.Reader.ReadAllAsync())
                {
                    await connection.ExecuteAsync("update jobs set done = true where id = @job", new { job });
                }
            }

            public async Task WaitAndRead()
            {
                while (await channel.Reader.WaitToReadAsync())
                {
                    while (channel.Reader.TryRead(out var job))
                    {
                        await connection.ExecuteAsync("update jobs set done = true where id = @job", new { job });
                    }
                }
            }

            public void Block()
            {
                foreach (var job in jobs.GetConsumingEnumerable())
                {
                    connection.Execute("update jobs set done = true where id = @job", new { job });
                }
            }

            public void Drain()
            {
                while (queue.TryDequeue(out var job))
                {
                    connection.Execute("update jobs set done = true where id = @job", new { job });
                }
            }

            public async Task Slowly(List<int> ids)
            {
                foreach (var id in ids)
                {
                    await connection.ExecuteAsync("select rebuild(@id)", new { id });
                    await Task.Delay(200);
                }
            }
        }
        """);

    [Fact]
    public Task Retries_drains_and_searches_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Desk(NpgsqlConnection connection)
        {
            public int Retry(int id)
            {
                for (var attempt = 0; attempt < 5; attempt++)
                {
                    try
                    {
                        return connection.Execute("update desks set used = true where id = @id", new { id });
                    }
                    catch (NpgsqlException)
                    {
                    }
                }

                return 0;
            }

            public void Drain()
            {
                int deleted;
                do
                {
                    deleted = connection.Execute("delete from log where ctid in (select ctid from log where at < now() - interval '1 day' limit 1000)");
                }
                while (deleted > 0);
            }

            public int? First(string[] names)
            {
                foreach (var name in names)
                {
                    var id = connection.QuerySingleOrDefault<int?>("select id from desks where name = @name", new { name });
                    if (id.HasValue)
                    {
                        return id;
                    }
                }

                return null;
            }

            public string Free(IEnumerable<string> names)
            {
                foreach (var name in names)
                {
                    if (!connection.ExecuteScalar<bool>("select exists (select from desks where name = @name)", new { name }))
                    {
                        return name;
                    }
                }

                return "";
            }

            public bool Flag(string[] names)
            {
                var found = false;
                for (var at = 0; at < names.Length && !found; at++)
                {
                    found = connection.ExecuteScalar<bool>("select exists (select from desks where name = @name)", new { name = names[at] });
                }

                return found;
            }

            public bool Any(string[] names) => names.Any(name => connection.ExecuteScalar<bool>("select exists (select from desks where name = @name)", new { name }));

            public string Unique(string name)
            {
                var candidate = name;
                for (var number = 2; connection.ExecuteScalar<bool>("select exists (select from desks where name = @candidate)", new { candidate }); number++)
                {
                    candidate = name + number;
                }

                return candidate;
            }
        }
        """);

    [Fact]
    public Task A_block_that_leaves_the_loop_runs_once() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Orders(NpgsqlConnection connection)
        {
            public void Check(int[] amounts)
            {
                foreach (var amount in amounts)
                {
                    if (amount < 0)
                    {
                        connection.Execute("insert into refused (amount) values (@amount)", new { amount });
                        throw new ArgumentOutOfRangeException(nameof(amounts));
                    }
                }
            }

            public bool Take(List<int> tables, int guest)
            {
                foreach (var table in tables)
                {
                    if (table % guest != 0)
                    {
                        continue;
                    }

                    connection.Execute("update tables set guest = @guest where id = @table", new { guest, table });
                    return true;
                }

                return false;
            }
        }
        """);
}
