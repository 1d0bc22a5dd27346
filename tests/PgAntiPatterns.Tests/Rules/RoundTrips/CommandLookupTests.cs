using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class CommandLookupTests
{
    private const string Strategy = "PGAP2001.AnyArray";

    [Fact]
    public Task A_value_per_key_comes_from_a_dictionary() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        """
        class Prices(NpgsqlConnection connection)
        {
            public async Task<Dictionary<int, decimal>> Current(IReadOnlyList<int> products, CancellationToken stop)
            {
                var prices = new Dictionary<int, decimal>();
                foreach (var product in products)
                {
                    // What it costs today.
                    await using var command = new NpgsqlCommand("select price from prices where product = $1", connection)
                    {
                        Parameters = { new() { Value = product } },
                    };
                    prices[product] = (decimal)(await {|PGAP2001:command.ExecuteScalarAsync(stop)|})!; // never null
                }

                return prices;
            }
        }
        """,
        """
        class Prices(NpgsqlConnection connection)
        {
            public async Task<Dictionary<int, decimal>> Current(IReadOnlyList<int> products, CancellationToken stop)
            {
                var prices = new Dictionary<int, decimal>();
                var priceByProduct = new Dictionary<int, object>();
                await using (var command = new NpgsqlCommand("select price, product from prices where product = ANY($1)", connection)
                {
                    Parameters = { new() { Value = products.ToArray() } },
                })
                {
                    await using var reader = await command.ExecuteReaderAsync(stop);
                    while (await reader.ReadAsync(stop))
                    {
                        priceByProduct.TryAdd(reader.GetInt32(1), reader.GetValue(0));
                    }
                }

                foreach (var product in products)
                {
                    // What it costs today.
                    prices[product] = (decimal)priceByProduct.GetValueOrDefault(product)!; // never null
                }

                return prices;
            }
        }
        """,
        Strategy);

    [Fact]
    public Task Counts_and_sums_per_key_are_grouped() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        """
        record Shelf(long Id);

        class Stock(NpgsqlConnection connection)
        {
            public void Print(List<Shelf> shelves)
            {
                foreach (var shelf in shelves)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "select count(*) from jars where shelf_id = @shelf and broken = false";
                    command.Parameters.AddWithValue("@shelf", shelf.Id);
                    var jars = (long)({|PGAP2001:command.ExecuteScalar()|} ?? 0L);
                    Console.WriteLine(jars);
                }
            }
        }
        """,
        """
        record Shelf(long Id);

        class Stock(NpgsqlConnection connection)
        {
            public void Print(List<Shelf> shelves)
            {
                var shelfIds = shelves.Select(shelf => shelf.Id).Distinct().ToArray();
                var valueById = new Dictionary<long, object>();
                using (var command = connection.CreateCommand())
                {
                    command.CommandText = "select count(*), shelf_id from jars where shelf_id = ANY(@shelfIds) and broken = false group by shelf_id";
                    command.Parameters.AddWithValue("@shelfIds", shelfIds);
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                    {
                        valueById.TryAdd(reader.GetInt64(1), reader.GetValue(0));
                    }
                }

                foreach (var shelf in shelves)
                {
                    var jars = (long)(valueById.GetValueOrDefault(shelf.Id, 0L) ?? 0L);
                    Console.WriteLine(jars);
                }
            }
        }
        """,
        Strategy);

    [Fact]
    public Task A_row_per_key_comes_from_a_dictionary() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        """
        record Parcel(int Id, string? Note);

        class Desk(NpgsqlConnection connection)
        {
            public async Task<List<Parcel>> Find(int[] ids)
            {
                var found = new List<Parcel>();
                foreach (var id in ids)
                {
                    await using (var command = new NpgsqlCommand("select id, note from parcels where id = @id", connection))
                    {
                        command.Parameters.AddWithValue("id", NpgsqlTypes.NpgsqlDbType.Integer, id);
                        await using (var reader = await {|PGAP2001:command.ExecuteReaderAsync()|})
                        {
                            if (await reader.ReadAsync())
                            {
                                // One at most.
                                found.Add(new Parcel(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
                            }
                            else
                            {
                                found.Add(new Parcel(id, null));
                            }
                        }
                    }
                }

                return found;
            }
        }
        """,
        """
        record Parcel(int Id, string? Note);

        class Desk(NpgsqlConnection connection)
        {
            public async Task<List<Parcel>> Find(int[] ids)
            {
                var found = new List<Parcel>();
                var rowById = new Dictionary<int, (int Id, string? Note)>();
                await using (var command = new NpgsqlCommand("select id, note from parcels where id = ANY(@ids)", connection))
                {
                    command.Parameters.AddWithValue("ids", NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Integer, ids);
                    await using var reader = await command.ExecuteReaderAsync();
                    while (await reader.ReadAsync())
                    {
                        rowById.TryAdd(reader.GetInt32(0), (reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
                    }
                }

                foreach (var id in ids)
                {
                    if (rowById.TryGetValue(id, out var row))
                    {
                        // One at most.
                        found.Add(new Parcel(row.Id, row.Note));
                    }
                    else
                    {
                        found.Add(new Parcel(id, null));
                    }
                }

                return found;
            }
        }
        """,
        Strategy);

    [Fact]
    public Task Rows_per_key_keep_their_order_in_a_lookup() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        """
        class History(NpgsqlConnection connection)
        {
            public void Print(List<Guid> meters)
            {
                using var command = new NpgsqlCommand("select value, taken_at from readings where meter = @meter order by taken_at", connection);
                var parameter = command.Parameters.Add("meter", NpgsqlTypes.NpgsqlDbType.Uuid);
                command.Prepare();
                foreach (var meter in meters)
                {
                    Console.WriteLine(meter);
                    parameter.Value = meter;
                    using var reader = {|PGAP2001:command.ExecuteReader()|};
                    while (reader.Read())
                    {
                        Console.WriteLine(reader.GetDateTime(1) + ": " + reader.GetDouble(0));
                    }
                }
            }
        }
        """,
        """
        class History(NpgsqlConnection connection)
        {
            public void Print(List<Guid> meters)
            {
                using var command = new NpgsqlCommand("select value, taken_at, meter from readings where meter = ANY(@meters) order by taken_at", connection);
                var parameter = command.Parameters.Add("meters", NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid);
                command.Prepare();
                var rows = new List<(Guid Key, DateTime TakenAt, double Value)>();
                parameter.Value = meters;
                using (var reader = command.ExecuteReader())
                {
                    while (reader.Read())
                    {
                        rows.Add((reader.GetGuid(2), reader.GetDateTime(1), reader.GetDouble(0)));
                    }
                }

                var rowsByMeter = rows.ToLookup(row => row.Key);

                foreach (var meter in meters)
                {
                    Console.WriteLine(meter);
                    foreach (var row in rowsByMeter[meter])
                    {
                        Console.WriteLine(row.TakenAt + ": " + row.Value);
                    }
                }
            }
        }
        """,
        Strategy);

    [Fact]
    public Task A_missing_row_that_is_passed_over_is_passed_over() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        """
        class Desk(NpgsqlConnection connection)
        {
            public void Print(int[] ids, string depot)
            {
                foreach (var id in ids)
                {
                    using var command = new NpgsqlCommand("select * from parcels where depot = @depot and id = @id", connection);
                    command.Parameters.Add(new NpgsqlParameter("depot", depot));
                    command.Parameters.Add(new NpgsqlParameter<int>("id", id));
                    using var reader = {|PGAP2001:command.ExecuteReader()|};
                    if (!reader.Read())
                    {
                        Console.WriteLine("lost");
                        continue;
                    }

                    var name = (string)reader["name"];
                    reader.Close();
                    Console.WriteLine(name);
                }
            }
        }
        """,
        """
        class Desk(NpgsqlConnection connection)
        {
            public void Print(int[] ids, string depot)
            {
                var rowById = new Dictionary<int, string>();
                using (var command = new NpgsqlCommand("select * from parcels where depot = @depot and id = ANY(@ids)", connection))
                {
                    command.Parameters.Add(new NpgsqlParameter("depot", depot));
                    command.Parameters.Add(new NpgsqlParameter<int[]>("ids", ids));
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                    {
                        if (!rowById.ContainsKey(reader.GetInt32(reader.GetOrdinal("id"))))
                        {
                            rowById.Add(reader.GetInt32(reader.GetOrdinal("id")), (string)reader["name"]);
                        }
                    }
                }

                foreach (var id in ids)
                {
                    if (!rowById.TryGetValue(id, out var row))
                    {
                        Console.WriteLine("lost");
                        continue;
                    }

                    var name = row;
                    Console.WriteLine(name);
                }
            }
        }
        """,
        Strategy);

    [Fact]
    public Task Text_is_compared_by_the_server_in_its_own_way_so_that_this_is_never_done_everywhere_at_once() => Verify.FixesOneByOne<RoundTripsAnalyzer, SelectPerElementFix>(
        """
        class Codes(NpgsqlConnection connection)
        {
            public void Print(string[] codes)
            {
                foreach (var code in codes)
                {
                    using var command = new NpgsqlCommand("select name from articles where code = @code", connection);
                    command.Parameters.AddWithValue("code", code);
                    var name = {|PGAP2001:command.ExecuteScalar()|} as string;
                    Console.WriteLine(name);
                }
            }
        }
        """,
        """
        class Codes(NpgsqlConnection connection)
        {
            public void Print(string[] codes)
            {
                var nameByCode = new Dictionary<string, object>();
                using (var command = new NpgsqlCommand("select name, code from articles where code = ANY(@codes)", connection))
                {
                    command.Parameters.AddWithValue("codes", codes);
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                    {
                        nameByCode.TryAdd(reader.GetString(1), reader.GetValue(0));
                    }
                }

                foreach (var code in codes)
                {
                    var name = nameByCode.GetValueOrDefault(code) as string;
                    Console.WriteLine(name);
                }
            }
        }
        """);

    // Found by the generated fixes at seed 0N0XIzNsQ0O2: the first value of a typed parameter is none of an array, and 0 is then taken for a type.
    [Fact]
    public Task A_typed_parameter_with_a_first_value_is_left_alone() => Verify.OffersNothing<RoundTripsAnalyzer, SelectPerElementFix>(
        """
        class Names(NpgsqlConnection connection)
        {
            public void Print(List<int> ids)
            {
                using var command = new NpgsqlCommand("select name from things where id = @id", connection);
                var key = command.Parameters.Add(new NpgsqlParameter<int>("id", 0));
                foreach (var id in ids)
                {
                    key.Value = id;
                    Console.WriteLine({|PGAP2001:command.ExecuteScalar()|});
                }
            }
        }
        """);
}
