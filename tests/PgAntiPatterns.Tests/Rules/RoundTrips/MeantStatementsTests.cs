using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Statements in loops that no array of keys and no batch would replace.</summary>
public sealed class MeantStatementsTests
{
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

    [Fact]
    public Task What_is_asked_because_an_element_has_failed_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Upload(NpgsqlConnection connection)
        {
            public void Keep(List<string> paths)
            {
                foreach (var path in paths)
                {
                    try
                    {
                        Console.WriteLine(int.Parse(path));
                    }
                    catch (FormatException)
                    {
                        Console.WriteLine(connection.QueryFirstOrDefault<string>("select name from papers where path = @path", new { path }));
                    }
                }
            }
        }
        """);

    [Fact]
    public Task A_migration_is_known_by_what_it_derives_from() => Verify.Quiet<RoundTripsAnalyzer>("""
        abstract class MigrationBase;

        class AddAuthors(NpgsqlConnection connection) : MigrationBase
        {
            public void Up(List<string> names)
            {
                foreach (var name in names)
                {
                    Console.WriteLine(connection.QueryFirstOrDefault<string>("select name from authors where name = @name", new { name }));
                }

                connection.Execute("update authors set name = @Name where id = @Id", names.Select((name, id) => new { Name = name, Id = id }).ToList());
            }
        }
        """);
}
