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

    [Fact]
    public Task Elements_that_the_code_itself_names_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        enum Region { North, South }

        class Counts(NpgsqlConnection connection)
        {
            private static readonly string[] Kinds = ["book", "map"];
            private const string Sql = "select count(*) from things where kind = @kind";

            public void Literal()
            {
                foreach (var kind in new[] { "book", "map" })
                {
                    connection.ExecuteScalar<long>(Sql, new { kind });
                }

                string[] kinds = ["book", "map", "disc"];
                foreach (var kind in kinds)
                {
                    connection.ExecuteScalar<long>(Sql, new { kind });
                }
            }

            public void Field() => Kinds.Select(kind => connection.ExecuteScalar<long>(Sql, new { kind })).ToList();

            public void Enumeration()
            {
                foreach (var kind in Enum.GetValues<Region>())
                {
                    connection.ExecuteScalar<long>(Sql, new { kind = kind.ToString() });
                }
            }

            public void Few()
            {
                for (var kind = 0; kind < 3; kind++)
                {
                    connection.ExecuteScalar<long>("select count(*) from things where kind = @kind", new { kind });
                }

                foreach (var kind in Enumerable.Range(1, 12))
                {
                    connection.ExecuteScalar<long>("select count(*) from things where month = @kind", new { kind });
                }
            }
        }
        """);

    [Fact]
    public Task Memos_and_caches_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Rates(NpgsqlConnection connection)
        {
            private readonly Dictionary<string, decimal> _rates = [];
            private List<decimal>? _all;

            public void Memo(IEnumerable<int> values)
            {
                List<decimal>? all = null;
                foreach (var value in values)
                {
                    all ??= connection.Query<decimal>("select rate from rates").AsList();
                    if (_all == null)
                    {
                        _all = connection.Query<decimal>("select rate from rates").AsList();
                    }
                }
            }

            public void Dictionary(IEnumerable<string> currencies)
            {
                foreach (var currency in currencies)
                {
                    if (!_rates.ContainsKey(currency))
                    {
                        _rates[currency] = connection.QuerySingle<decimal>("select rate from rates where currency = @currency", new { currency });
                    }
                }
            }

            public void Behind(string[] currencies)
            {
                foreach (var currency in currencies)
                {
                    Rate(currency);
                    Everything();
                }
            }

            private decimal Rate(string currency)
            {
                if (_rates.TryGetValue(currency, out var rate))
                {
                    return rate;
                }

                rate = connection.QuerySingle<decimal>("select rate from rates where currency = @currency", new { currency });
                _rates.Add(currency, rate);
                return rate;
            }

            private List<decimal> Everything()
            {
                if (_all is not null)
                {
                    return _all;
                }

                _all = connection.Query<decimal>("select rate from rates").AsList();
                return _all;
            }
        }
        """);

    [Fact]
    public Task A_step_that_needs_the_answer_of_the_step_before_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Chain(NpgsqlConnection connection)
        {
            public void Up(int? node)
            {
                while (node is { } id)
                {
                    node = connection.QuerySingleOrDefault<int?>("select parent from nodes where id = @id", new { id });
                }
            }

            public void Carried(int[] amounts, int balance)
            {
                foreach (var amount in amounts)
                {
                    balance = connection.QuerySingle<int>("select next_balance(@balance, @amount)", new { balance, amount });
                }
            }

            public void Key(IEnumerable<string> names)
            {
                foreach (var name in names)
                {
                    var id = connection.QuerySingle<int>("insert into parents (name) values (@name) returning id", new { name });
                    connection.Execute("insert into children (parent) values (@id)", new { id });
                }
            }

            public void Upsert(IEnumerable<string> names)
            {
                foreach (var name in names)
                {
                    var changed = connection.Execute("update names set used = used + 1 where name = @name", new { name });
                    if (changed == 0)
                    {
                        connection.Execute("insert into names (name) values (@name)", new { name });
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Definitions_and_databases_of_their_own_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        record Site(string Name, NpgsqlDataSource Database, string ConnectionString);

        class Admin(NpgsqlConnection connection)
        {
            public void Tables(IEnumerable<string> tables)
            {
                foreach (var table in tables)
                {
                    connection.Execute($"truncate \"{table}\"");
                    connection.ExecuteScalar<long>($"select count(*) from \"{table}\"");
                }
            }

            public void Scripts(IEnumerable<string> scripts)
            {
                foreach (var script in scripts)
                {
                    using var command = new NpgsqlCommand(script, connection);
                    command.ExecuteNonQuery();
                }
            }

            public void Locks(int[] keys)
            {
                foreach (var key in keys)
                {
                    connection.Execute("select pg_advisory_xact_lock(@key)", new { key });
                }
            }

            public async Task Sites(List<Site> sites)
            {
                foreach (var site in sites)
                {
                    await using var own = await site.Database.OpenConnectionAsync();
                    await own.ExecuteScalarAsync<long>("select count(*) from orders where site = @Name", new { site.Name });
                }

                foreach (var site in sites)
                {
                    await using var own = new NpgsqlConnection(site.ConnectionString);
                    await own.OpenAsync();
                    await own.ExecuteAsync("update beats set at = now()");
                }
            }
        }
        """);

    [Fact]
    public Task A_failure_that_is_kept_to_its_element_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        interface IMail
        {
            Task Send(string address);
        }

        class Import(NpgsqlConnection connection, IMail mail)
        {
            public void Tolerant(IEnumerable<string> names, List<string> refused)
            {
                foreach (var name in names)
                {
                    try
                    {
                        connection.Execute("insert into names (name) values (@name)", new { name });
                    }
                    catch (PostgresException)
                    {
                        refused.Add(name);
                    }
                }
            }

            public async Task Outbox(List<string> addresses)
            {
                foreach (var address in addresses)
                {
                    await mail.Send(address);
                    await connection.ExecuteAsync("update mails set sent = true where address = @address", new { address });
                }
            }
        }
        """);

    [Fact]
    public Task What_is_only_prepared_in_the_loop_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Writer(NpgsqlConnection connection, NpgsqlDataSource source)
        {
            public void Batch(int[] values)
            {
                using var batch = new NpgsqlBatch(connection);
                foreach (var value in values)
                {
                    var command = new NpgsqlBatchCommand("insert into readings (value) values ($1)");
                    command.Parameters.AddWithValue(value);
                    batch.BatchCommands.Add(command);
                }

                batch.ExecuteNonQuery();
            }

            public void Copy(int[] values)
            {
                using var writer = connection.BeginBinaryImport("copy readings (value) from stdin (format binary)");
                foreach (var value in values)
                {
                    writer.StartRow();
                    writer.Write(value);
                }

                writer.Complete();
            }

            public List<Func<int>> Kept(int[] ids)
            {
                var later = new List<Func<int>>();
                foreach (var id in ids)
                {
                    later.Add(() => connection.QuerySingle<int>("select value from readings where id = @id", new { id }));
                }

                return later;
            }

            public void Results()
            {
                using var grid = connection.QueryMultiple("select 1; select 2");
                while (!grid.IsConsumed)
                {
                    grid.Read<int>();
                }
            }

            public void Source()
            {
                foreach (var value in connection.Query<int>("select value from readings"))
                {
                    Console.WriteLine(value);
                }
            }
        }
        """);

    [Fact]
    public Task An_interface_with_an_implementation_that_asks_nobody_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        interface INames
        {
            string Of(int id);
        }

        class StoredNames(NpgsqlConnection connection) : INames
        {
            public string Of(int id) => connection.QuerySingle<string>("select name from names where id = @id", new { id });
        }

        class FixedNames : INames
        {
            public string Of(int id) => "name " + id;
        }

        class Printer(INames names)
        {
            public void Print(int[] ids)
            {
                foreach (var id in ids)
                {
                    Console.WriteLine(names.Of(id));
                }
            }
        }
        """);
}
