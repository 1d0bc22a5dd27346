using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class SelectPerElementTests
{
    [Fact]
    public Task Every_kind_of_loop_over_elements_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Readings(NpgsqlConnection connection)
        {
            public async Task<double> ForEach(IEnumerable<Guid> sensors)
            {
                var sum = 0d;
                foreach (var sensor in sensors)
                {
                    await using var command = new NpgsqlCommand("select max(value) from readings where sensor = $1", connection);
                    command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = sensor });
                    sum += (double)(await {|PGAP2001:command.ExecuteScalarAsync()|})!;
                }

                return sum;
            }

            public void For(string[] codes)
            {
                for (int at = 0; at < codes.Length; ++at)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "select value from readings where code = @code";
                    command.Parameters.AddWithValue("code", codes[at]);
                    using var reader = {|PGAP2001:command.ExecuteReader()|};
                }
            }

            public void While(IReadOnlyList<int> keys)
            {
                var at = 0;
                while (at < keys.Count)
                {
                    var key = keys[at++];
                    var value = {|PGAP2001:connection.QueryFirstOrDefault<double>("select value from readings where id = @key", new { key })|};
                }
            }

            public void Enumerator(IEnumerable<int> keys)
            {
                using var each = keys.GetEnumerator();
                while (each.MoveNext())
                {
                    {|PGAP2001:connection.Query<double>("select value from readings where id = @id", new { id = each.Current })|};
                }
            }

            public async Task Lines(System.IO.StreamReader file)
            {
                while (await file.ReadLineAsync() is { } line)
                {
                    await {|PGAP2001:connection.ExecuteScalarAsync<int>("select id from sensors where name = @line", new { line })|};
                }
            }

            public void WorkList(int root)
            {
                var open = new Queue<int>();
                open.Enqueue(root);
                while (open.Count > 0)
                {
                    var node = open.Dequeue();
                    foreach (var child in {|PGAP2001:connection.Query<int>("select id from nodes where parent = @node", new { node })|})
                    {
                        open.Enqueue(child);
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Operators_that_call_a_lambda_per_element_are_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Readings(NpgsqlConnection connection, NpgsqlDataSource source)
        {
            private const string ById = "select value from readings where id = @id";

            public List<double> Select(IEnumerable<int> ids) => ids.Select(id => {|PGAP2001:connection.QuerySingle<double>(ById, new { id })|}).ToList();

            public Dictionary<int, double> Dictionary(int[] ids) => ids.ToDictionary(id => id, id => {|PGAP2001:connection.QuerySingle<double>(ById, new { id })|});

            public int Where(int[] ids) => ids.Where(id => {|PGAP2001:connection.ExecuteScalar<bool>("select hidden from readings where id = @id", new { id })|}).Count();

            public double Sum(int[] ids) => ids.Sum(id => {|PGAP2001:connection.QuerySingle<double>(ById, new { id })|});

            public void ForEach(List<int> ids, List<double> found) => ids.ForEach(id => found.Add({|PGAP2001:connection.QuerySingle<double>(ById, new { id })|}));

            public Task<double[]> WhenAll(int[] ids) => Task.WhenAll(ids.Select(async id =>
            {
                await using var own = await source.OpenConnectionAsync();
                return await {|PGAP2001:own.QuerySingleAsync<double>(ById, new { id })|};
            }));

            public void Parallel(int[] ids) => System.Threading.Tasks.Parallel.ForEach(ids, id =>
            {
                using var own = source.OpenConnection();
                {|PGAP2001:own.QuerySingle<double>(ById, new { id })|};
            });

            public async Task Started(int[] ids)
            {
                var running = new List<Task>();
                foreach (var id in ids)
                {
                    running.Add(Task.Run(() => {|PGAP2001:connection.QuerySingle<double>(ById, new { id })|}));
                }

                await Task.WhenAll(running);
            }

            public double[] Group(int[] ids) => ids.Select({|PGAP2001:Value|}).ToArray();

            private double Value(int id) => connection.QuerySingle<double>(ById, new { id });
        }
        """);

    [Fact]
    public Task The_rows_of_one_query_that_drive_another_are_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Report
        {
            public async Task Write(NpgsqlConnection outer, NpgsqlConnection inner)
            {
                await using var all = new NpgsqlCommand("select id from parcels", outer);
                await using var rows = await all.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                {
                    var id = rows.GetInt64(0);
                    await using var one = new NpgsqlCommand("select weight from weights where parcel = @id", inner);
                    one.Parameters.AddWithValue("id", id);
                    await {|PGAP2001:one.ExecuteScalarAsync()|};
                }
            }

            public void Buffered(NpgsqlConnection connection)
            {
                foreach (var id in connection.Query<long>("select id from parcels"))
                {
                    var weight = {|PGAP2001:connection.ExecuteScalar<int>("select weight from weights where parcel = " + id)|};
                }
            }
        }
        """);

    [Fact]
    public Task A_query_behind_calls_is_reported_once_where_the_loop_calls() => Verify.Reports<RoundTripsAnalyzer>("""
        interface IParcels
        {
            Task<long> Weight(long id);
        }

        sealed class Parcels(NpgsqlDataSource source) : IParcels
        {
            public async Task<long> Weight(long id)
            {
                await using var connection = await source.OpenConnectionAsync();
                return await Ask(connection, id);
            }

            private static Task<long> Ask(NpgsqlConnection connection, long key) =>
                connection.ExecuteScalarAsync<long>("select weight from parcels where id = @key", new { key });
        }

        static class Wrapper
        {
            public static T One<T>(this NpgsqlConnection connection, string sql, object values) => connection.QuerySingle<T>(sql, values);
        }

        class Tour(IParcels parcels, NpgsqlConnection connection)
        {
            public async Task<long> Load(IReadOnlyList<long> ids)
            {
                var sum = 0L;
                foreach (var id in ids)
                {
                    sum += await {|PGAP2001:parcels.Weight(id)|};
                }

                return sum;
            }

            public void Wrapped(List<long> ids)
            {
                foreach (var id in ids)
                {
                    {|PGAP2001:connection.One<int>("select height from parcels where id = @id", new { id })|};
                }
            }

            public void Local(List<long> ids)
            {
                foreach (var id in ids)
                {
                    {|PGAP2001:Height(id)|};
                }

                int Height(long id) => connection.QuerySingle<int>("select height from parcels where id = @id", new { id });
            }

            public void Held(List<long> ids)
            {
                Func<long, int> height = id => connection.QuerySingle<int>("select height from parcels where id = @id", new { id });
                foreach (var id in ids)
                {
                    {|PGAP2001:height(id)|};
                }
            }
        }
        """);

    [Fact]
    public Task A_tree_walked_downwards_is_reported_at_the_call_to_itself() => Verify.Reports<RoundTripsAnalyzer>("""
        class Tree(NpgsqlConnection connection)
        {
            public int Count(int node)
            {
                var children = connection.Query<int>("select id from nodes where parent = @node", new { node }).AsList();
                var count = children.Count;
                foreach (var child in children)
                {
                    count += {|PGAP2001:Count(child)|};
                }

                return count;
            }
        }
        """);

    [Fact]
    public Task The_same_question_in_every_turn_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Prices(NpgsqlConnection connection)
        {
            public decimal Gross(List<decimal> nets, string country)
            {
                var sum = 0m;
                foreach (var net in nets)
                {
                    sum += net * {|PGAP2001:connection.QuerySingle<decimal>("select rate from taxes where country = @country", new { country })|};
                }

                return sum;
            }
        }
        """);

    [Fact]
    public Task A_missing_row_that_ends_in_an_error_makes_no_search() => Verify.Reports<RoundTripsAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public List<string> Names(IEnumerable<int> ids)
            {
                var names = new List<string>();
                foreach (var id in ids)
                {
                    var name = {|PGAP2001:connection.QuerySingleOrDefault<string>("select name from parcels where id = @id", new { id })|};
                    if (name is null)
                    {
                        throw new InvalidOperationException($"No parcel {id}");
                    }

                    names.Add(name);
                }

                return names;
            }
        }
        """);

    [Fact]
    public Task A_lookalike_of_the_users_own_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlCommand(string text)
            {
                public string Text => text;

                public object ExecuteScalar() => text;
            }

            class Files
            {
                public void Read(int[] ids)
                {
                    foreach (var id in ids)
                    {
                        new NpgsqlCommand("select name from files where id = " + id).ExecuteScalar();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Tests_and_seeders_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class DatabaseSeeder(NpgsqlConnection connection)
        {
            public void Fill(string[] names)
            {
                foreach (var name in names)
                {
                    connection.Execute("insert into sensors (name) values (@name)", new { name });
                }
            }
        }

        class Customers(NpgsqlConnection connection)
        {
            public void MigrateNames(string[] names)
            {
                foreach (var name in names)
                {
                    connection.Execute("insert into customers (name) values (@name)", new { name });
                }
            }
        }
        """);

    [Fact]
    public Task A_lookup_by_id_becomes_one_query_with_an_array() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>("""
        record Parcel(int Id, string Name);

        class Desk(NpgsqlConnection connection)
        {
            public async Task Print(int[] ids)
            {
                foreach (var id in ids)
                {
                    var parcel = await {|PGAP2001:connection.QuerySingleOrDefaultAsync<Parcel>("select id, name from parcels where id = @id", new { id })|};
                    Console.WriteLine(parcel?.Name);
                }
            }
        }
        """, """
        record Parcel(int Id, string Name);

        class Desk(NpgsqlConnection connection)
        {
            public async Task Print(int[] ids)
            {
                var parcelById = (await connection.QueryAsync<Parcel>("select id, name from parcels where id = ANY(@ids)", new { ids })).ToLookup(found => found.Id);
                foreach (var id in ids)
                {
                    var parcel = parcelById[id].SingleOrDefault();
                    Console.WriteLine(parcel?.Name);
                }
            }
        }
        """);

    [Fact]
    public Task A_question_that_is_always_the_same_goes_before_the_loop() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>("""
        class Prices(NpgsqlConnection connection)
        {
            public decimal Gross(List<decimal> nets)
            {
                var sum = 0m;
                foreach (var net in nets)
                {
                    var rate = {|PGAP2001:connection.ExecuteScalar<decimal>("select rate from taxes where country = 'DE'")|};
                    sum += net * rate;
                }

                return sum;
            }
        }
        """, """
        class Prices(NpgsqlConnection connection)
        {
            public decimal Gross(List<decimal> nets)
            {
                var sum = 0m;
                var rate = connection.ExecuteScalar<decimal>("select rate from taxes where country = 'DE'");
                foreach (var net in nets)
                {
                    sum += net * rate;
                }

                return sum;
            }
        }
        """);
}
