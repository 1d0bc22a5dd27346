using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Questions to Dapper for one key, asked for all keys at once.</summary>
public sealed class DapperLookupTests
{
    private const string Rows = """
        record Line(int OrderId, string Text);
        class Order { public int Id { get; set; } public int CustomerId { get; set; } public string Town { get; set; } = ""; public List<Line> Lines { get; set; } = []; }


        """;

    [Fact]
    public Task Rows_and_values_of_each_key_are_found_in_a_lookup() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        Rows + """"
        class Desk(NpgsqlConnection connection)
        {
            public async Task Print(List<Order> orders, IReadOnlyList<long> ids, IDbTransaction transaction)
            {
                foreach (var order in orders)
                {
                    order.Lines = (await {|PGAP2001:connection.QueryAsync<Line>("select order_id as OrderId, text from lines where order_id = @Id and shop = @shop order by text", new { order.Id, shop = 7 }, transaction)|}.ConfigureAwait(false)).AsList();
                }

                foreach (var id in ids)
                {
                    var count = {|PGAP2001:connection.ExecuteScalar<int>("SELECT count(*) FROM lines WHERE order_id = @id", new { id })|};
                    Console.WriteLine(count);
                }

                foreach (var id in ids)
                {
                    string? name = await {|PGAP2001:connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition("""
                        select name
                        from customers
                        where id = @key;
                        """, new { key = id }, cancellationToken: CancellationToken.None))|};
                    Console.WriteLine(name);
                }
            }
        }
        """",
        Rows + """"
        class Desk(NpgsqlConnection connection)
        {
            public async Task Print(List<Order> orders, IReadOnlyList<long> ids, IDbTransaction transaction)
            {
                var orderIds = orders.Select(order => order.Id).Distinct().ToArray();
                var foundById = (await connection.QueryAsync<Line>("select order_id as OrderId, text from lines where order_id = ANY(@orderIds) and shop = @shop order by text", new { orderIds, shop = 7 }, transaction).ConfigureAwait(false)).ToLookup(found => found.OrderId);
                foreach (var order in orders)
                {
                    order.Lines = foundById[order.Id].AsList();
                }

                var countById = connection.Query<(int Value, long Key)>("SELECT count(*), order_id FROM lines WHERE order_id = ANY(@ids) group by order_id", new { ids = ids.ToArray() }).ToLookup(found => found.Key, found => found.Value);
                foreach (var id in ids)
                {
                    var count = countById[id].FirstOrDefault();
                    Console.WriteLine(count);
                }

                var nameById = (await connection.QueryAsync<(string Value, long Key)>(new CommandDefinition("""
                        select name, id
                        from customers
                        where id = ANY(@ids);
                        """, new { ids = ids.ToArray() }, cancellationToken: CancellationToken.None))).ToLookup(found => found.Key, found => found.Value);
                foreach (var id in ids)
                {
                    string? name = nameById[id].FirstOrDefault();
                    Console.WriteLine(name);
                }
            }
        }
        """",
        "PGAP2001.AnyArray",
        iterations: 3);

    [Fact]
    public Task A_text_key_and_a_value_that_must_be_there_are_named_in_the_title() => Verify.FixesOneByOne<RoundTripsAnalyzer, SelectPerElementFix>(
        Rows + """
        class Desk(NpgsqlConnection connection)
        {
            public decimal Sum(string[] towns)
            {
                var sum = 0m;
                foreach (var town in towns)
                {
                    sum += {|PGAP2001:connection.QuerySingle<decimal>("select rate from taxes where town = @town", new { town })|};
                }

                return sum;
            }
        }
        """,
        Rows + """
        class Desk(NpgsqlConnection connection)
        {
            public decimal Sum(string[] towns)
            {
                var sum = 0m;
                var rateByTown = connection.Query<(decimal? Value, string Key)>("select rate, town from taxes where town = ANY(@towns)", new { towns }).ToLookup(found => found.Key, found => found.Value!.Value);
                foreach (var town in towns)
                {
                    sum += rateByTown[town].Single();
                }

                return sum;
            }
        }
        """);

    [Fact]
    public Task All_lookups_of_one_method_at_once_never_declare_a_name_twice() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        Rows + """
        class Desk(NpgsqlConnection connection)
        {
            public void Print(int[] ids)
            {
                foreach (var id in ids)
                {
                    Console.WriteLine({|PGAP2001:connection.QuerySingle<Order>("select * from orders where id = @id", new { id })|});
                }

                foreach (var id in ids)
                {
                    Console.WriteLine({|PGAP2001:connection.QuerySingle<Order>("select * from old_orders where id = @id", new { id })|});
                }
            }
        }
        """,
        Rows + """
        class Desk(NpgsqlConnection connection)
        {
            public void Print(int[] ids)
            {
                var foundById = connection.Query<Order>("select * from orders where id = ANY(@ids)", new { ids }).ToLookup(found => found.Id);
                foreach (var id in ids)
                {
                    Console.WriteLine(foundById[id].Single());
                }

                var rowsById = connection.Query<Order>("select * from old_orders where id = ANY(@ids)", new { ids }).ToLookup(found => found.Id);
                foreach (var id in ids)
                {
                    Console.WriteLine(rowsById[id].Single());
                }
            }
        }
        """,
        "PGAP2001.AnyArray",
        iterations: 2,
        allIterations: 2);

    [Fact]
    public Task Names_that_need_an_at_keep_it() => Verify.Fixes<RoundTripsAnalyzer, SelectPerElementFix>(
        Rows + """
        class Desk(NpgsqlConnection connection)
        {
            public void Print(List<Order> orders)
            {
                foreach (var @int in orders)
                {
                    Console.WriteLine({|PGAP2001:connection.QuerySingle<Order>("select * from orders where id = @int", new { @int = @int.Id })|});
                }
            }
        }
        """,
        Rows + """
        class Desk(NpgsqlConnection connection)
        {
            public void Print(List<Order> orders)
            {
                var intIds = orders.Select(@int => @int.Id).Distinct().ToArray();
                var foundById = connection.Query<Order>("select * from orders where id = ANY(@intIds)", new { intIds }).ToLookup(found => found.Id);
                foreach (var @int in orders)
                {
                    Console.WriteLine(foundById[@int.Id].Single());
                }
            }
        }
        """);

    [Theory]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Line>(\"select text from lines where order_id = @id\", new { id })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Line>(\"select order_id, text from lines where order_id = @id\", new { id })")]
    [InlineData("List<long>", "connection.QueryFirstOrDefault<Line>(\"select order_id as OrderId, text from lines where order_id = @id\", new { id })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id = @id limit 1\", new { id })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Order>(\"select distinct id, town from orders where id = @id\", new { id })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id = @id or customer_id = @id\", new { id })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id > @id\", new { id })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id = @id and town = @town\", new { id, town = \"t\" + id })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id = @id\", new { id = id + 1 })")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id = @id\", new DynamicParameters(new { id }))")]
    [InlineData("List<int>", "connection.QueryFirstOrDefault<dynamic>(\"select * from orders where id = @id\", new { id })")]
    [InlineData("List<int>", "connection.Query<Order>(\"select * from orders where id = @id\", new { id }, null, false).First()")]
    [InlineData("List<int>", "connection.Query<int>(\"select count(*) from orders where id = @id\", new { id }).First()")]
    [InlineData("IEnumerable<int>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id = @id\", new { id })")]
    [InlineData("List<DateTime>", "connection.QueryFirstOrDefault<Order>(\"select * from orders where id = @id\", new { id })")]
    public async Task A_question_that_one_statement_cannot_answer_for_all_keys_stays(string type, string query)
    {
        var specimen = Specimen.Against(References.All).With(Rows + $$"""
            class Desk(NpgsqlConnection connection)
            {
                public void Print({{type}} ids)
                {
                    foreach (var id in ids)
                    {
                        var found = {{query}};
                        Console.WriteLine(found);
                    }
                }
            }
            """);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    [Theory]
    [InlineData("order.Town = \"Ulm\"; Console.WriteLine(order);")]
    [InlineData("connection.Execute(\"update orders set town = 'Ulm'\");")]
    [InlineData("ids[0] = 3; Console.WriteLine(order);")]
    public async Task A_loop_that_changes_what_it_finds_or_looks_for_stays(string behind)
    {
        var specimen = Specimen.Against(References.All).With(Rows + $$"""
            class Desk(NpgsqlConnection connection)
            {
                public void Print(int[] ids)
                {
                    foreach (var id in ids)
                    {
                        var order = connection.QuerySingle<Order>("select * from orders where id = @id", new { id });
                        {{behind}}
                    }
                }
            }
            """);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    private static async Task<IEnumerable<string>> OfferedAsync(Specimen specimen)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal([], await specimen.CompileErrorsAsync(cancellation));
        var select = (await specimen.DiagnoseAsync([new RoundTripsAnalyzer()], cancellation)).First(diagnostic => diagnostic.Id == SelectPerElement.RuleId);
        return (await specimen.PlansAsync(new SelectPerElementFix(), select, cancellation)).Select(plan => plan.Strategy).Where(strategy => strategy == "AnyArray");
    }
}
