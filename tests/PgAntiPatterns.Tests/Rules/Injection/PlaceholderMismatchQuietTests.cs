using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class PlaceholderMismatchQuietTests
{
    [Fact]
    public Task Parameters_that_can_come_from_elsewhere_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(Action<NpgsqlCommand> decorate)
        {
            private NpgsqlCommand? _kept;

            public NpgsqlCommand Returned(NpgsqlConnection connection) => new("delete from parcels where id = @id", connection);

            public NpgsqlCommand Prepared(NpgsqlConnection connection)
            {
                var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                command.Prepare();
                return command;
            }

            public void Kept(NpgsqlConnection connection)
            {
                _kept = new NpgsqlCommand("delete from parcels where id = @id", connection);
                Bind();
                _kept.ExecuteNonQuery();
            }

            public void Decorated(NpgsqlConnection connection)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                decorate(command);
                command.ExecuteNonQuery();
            }

            public void Given(NpgsqlConnection connection, NpgsqlParameter[] parameters)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                command.Parameters.AddRange(parameters);
                command.ExecuteNonQuery();
            }

            public void Derived(NpgsqlConnection connection)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                NpgsqlCommandBuilder.DeriveParameters(command);
                command.ExecuteNonQuery();
            }

            public void FromOutside(NpgsqlCommand command)
            {
                command.CommandText = "delete from parcels where id = @id";
                command.ExecuteNonQuery();
            }

            public void Each(IEnumerable<NpgsqlCommand> commands)
            {
                foreach (var command in commands)
                {
                    command.CommandText = "delete from parcels where id = @id";
                    command.ExecuteNonQuery();
                }
            }

            public void Renamed(NpgsqlConnection connection)
            {
                using IDbCommand command = connection.CreateCommand();
                command.CommandText = "delete from parcels where id = @id";
                command.Parameters.Add(command.CreateParameter());
                ((IDataParameter)command.Parameters[0]!).ParameterName = "id";
                command.ExecuteNonQuery();
            }

            public void Looped(NpgsqlConnection connection, Dictionary<string, object> values)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = @id and town = @town", connection);
                foreach (var (name, value) in values)
                {
                    command.Parameters.AddWithValue(name, value);
                }

                command.ExecuteNonQuery();
            }

            public void Numbered(NpgsqlConnection connection, int[] values)
            {
                using var command = new NpgsqlCommand("insert into parcels values ($1, $2, $3)", connection);
                foreach (var value in values)
                {
                    command.Parameters.AddWithValue(value);
                }

                command.ExecuteNonQuery();
            }

            public void Collected(NpgsqlConnection connection, int id)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                var parameters = command.Parameters;
                parameters.AddWithValue("id", id);
                command.ExecuteNonQuery();
            }

            public void Late(NpgsqlConnection connection, int id)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                void Add() => command.Parameters.AddWithValue("id", id);
                Add();
                command.ExecuteNonQuery();
            }

            public Task Retried(NpgsqlConnection connection, int id)
            {
                var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                Func<Task> run = () => command.ExecuteNonQueryAsync();
                command.Parameters.AddWithValue("id", id);
                return run();
            }

            public void Adapter(NpgsqlConnection connection, int id, DataTable table)
            {
                using var adapter = new NpgsqlDataAdapter("select * from parcels where id = @id", connection);
                adapter.SelectCommand!.Parameters.AddWithValue("id", id);
                adapter.Fill(table);
            }

            private void Bind() => _kept!.Parameters.AddWithValue("id", 1);
        }
        """);

    [Fact]
    public Task A_command_that_is_used_again_has_its_parameters_at_each_execution() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels
        {
            public void Twice(NpgsqlConnection connection, int id, string town)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "delete from labels where parcel = @id";
                command.Parameters.AddWithValue("id", id);
                command.ExecuteNonQuery();
                command.Parameters.Clear();
                command.CommandText = "delete from parcels where town = $1";
                command.Parameters.AddWithValue(town);
                command.ExecuteNonQuery();
            }

            public void Rewritten(NpgsqlConnection connection, int[] ids)
            {
                using var command = new NpgsqlCommand("delete from parcels where id in (@ids)", connection);
                var names = ids.Select((_, index) => "@p" + index);
                command.CommandText = command.CommandText.Replace("@ids", string.Join(", ", names));
                for (var index = 0; index < ids.Length; index++)
                {
                    command.Parameters.AddWithValue("p" + index, ids[index]);
                }

                command.ExecuteNonQuery();
            }

            public void Branches(NpgsqlConnection connection, int? id, string town)
            {
                using var command = connection.CreateCommand();
                if (id is { } known)
                {
                    command.CommandText = "delete from parcels where id = @id";
                    command.Parameters.AddWithValue("id", known);
                }
                else
                {
                    command.CommandText = "delete from parcels where town = @town";
                    command.Parameters.AddWithValue("town", town);
                }

                command.ExecuteNonQuery();
            }

            public void Grown(NpgsqlConnection connection, string? town)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "delete from parcels where sent";
                if (town is not null)
                {
                    command.CommandText += " and town = @town";
                    command.Parameters.AddWithValue("town", town);
                }

                command.ExecuteNonQuery();
            }

            public void Style(NpgsqlConnection connection, bool isNamed, int id)
            {
                using var command = new NpgsqlCommand(isNamed ? "select @id::int" : "select $1::int", connection);
                if (isNamed)
                {
                    command.Parameters.AddWithValue("id", id);
                }
                else
                {
                    command.Parameters.AddWithValue(id);
                }

                command.ExecuteScalar();
            }

            public void Hoisted(NpgsqlConnection connection, IEnumerable<int> ids)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = $1", connection);
                var id = command.Parameters.Add(new NpgsqlParameter<int>());
                foreach (var value in ids)
                {
                    command.Parameters[0].Value = value;
                    command.ExecuteNonQuery();
                }
            }
        }
        """);

    [Fact]
    public Task What_only_looks_like_a_placeholder_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Plain()
            {
                using var operators = new NpgsqlCommand("select tags <@ array['a'], doc @> '{}', doc @? '$.a', 5::int, a[1:2], x @@ y from parcels", connection);
                operators.ExecuteNonQuery();
                using var function = new NpgsqlCommand("create function one() returns int language sql as $f$ select $1; select @x $f$", connection);
                function.ExecuteNonQuery();
                using var prepared = new NpgsqlCommand("prepare find as select * from parcels where id = $1", connection);
                prepared.ExecuteNonQuery();
                using var comment = new NpgsqlCommand("select 1 -- where id = @id\n/* or $1 */", connection);
                comment.ExecuteNonQuery();
                using var several = new NpgsqlCommand("delete from labels; delete from parcels", connection);
                several.ExecuteNonQuery();
                using var named = new NpgsqlCommand("call => f(a => 1, b := 2)", connection);
            }

            public void Procedure(int id)
            {
                using var command = new NpgsqlCommand("archive", connection) { CommandType = CommandType.StoredProcedure };
                command.Parameters.AddWithValue("p_id", id);
                command.Parameters.Add(new NpgsqlParameter { Value = 1 });
                command.ExecuteNonQuery();
            }

            public IEnumerable<int> Procedures(int id) => connection.Query<int>("archive", new { id }, commandType: CommandType.StoredProcedure);

            public int Generated(int count) => connection.Execute($"insert into parcels values ({string.Join(", ", Enumerable.Range(0, count).Select(i => "@p" + i))})", new { p0 = 1 });
        }
        """);

    [Fact]
    public Task Objects_whose_members_are_not_known_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Filter
        {
            public string Town { get; set; } = "";
        }

        class WideFilter : Filter
        {
            public string City { get; set; } = "";
        }

        interface IFilter
        {
            string Town { get; }
        }

        struct Point
        {
            public int X;
        }

        class Parcels(NpgsqlConnection connection)
        {
            private const string Sql = "delete from parcels where town = @City";

            public int Derived(Filter filter) => connection.Execute(Sql, filter);

            public int Interface(IFilter filter) => connection.Execute(Sql, filter);

            public int Object(object filter) => connection.Execute(Sql, filter);

            public int Dynamic(dynamic filter) => SqlMapper.Execute(connection, Sql, (object)filter);

            public int Dictionary(Dictionary<string, object> filter) => connection.Execute(Sql, filter);

            public int Bag(DynamicParameters filter) => connection.Execute(Sql, filter);

            public int Generic<T>(T filter) where T : class => connection.Execute(Sql, filter);

            public int Field(Point point) => connection.Execute("delete from parcels where x = @x", point);

            public int Template(object filter)
            {
                var parameters = new DynamicParameters(filter);
                parameters.Add("id", 1);
                return connection.Execute(Sql, parameters);
            }

            public int Filled(Action<DynamicParameters> fill)
            {
                var parameters = new DynamicParameters();
                fill(parameters);
                return connection.Execute(Sql, parameters);
            }

            public int Built(string? town)
            {
                var parameters = new DynamicParameters();
                var sql = Where(parameters, town);
                return connection.Execute(sql, parameters);
            }

            private static string Where(DynamicParameters parameters, string? town)
            {
                parameters.Add("@City", town);
                return Sql;
            }
        }
        """);

    [Fact]
    public Task A_lookalike_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlCommand(string text)
            {
                public string Text => text;

                public int ExecuteNonQuery() => 0;
            }

            class Parcels
            {
                public int Delete() => new NpgsqlCommand("delete from parcels where id = @id").ExecuteNonQuery();
            }
        }
        """);

    [Fact]
    public Task More_parameters_than_are_kept_are_not_taken_for_missing_ones() => Verify.Quiet<InjectionAnalyzer>($$"""
        class Parcels
        {
            public void Insert(NpgsqlConnection connection, int?[] values)
            {
                using var command = new NpgsqlCommand("select @p1, @p899", connection);
        {{string.Join('\n', Enumerable.Range(0, 900).Select(index => $"        if (values[{index}] is {{ }} v{index}) command.Parameters.AddWithValue(\"p{index}\", v{index});"))}}
                command.ExecuteNonQuery();
            }
        }
        """);
}
