using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class PlaceholderMismatchTests
{
    [Fact]
    public Task A_name_that_no_parameter_has_is_reported_however_the_parameters_are_added() => Verify.Reports<InjectionAnalyzer>("""
        using NpgsqlTypes;

        class Parcels(NpgsqlDataSource source)
        {
            public void Typed(NpgsqlConnection connection, int id)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"delete from parcels where id = @parcel"|}, connection);
                command.Parameters.Add("id", NpgsqlDbType.Integer).Value = id;
                command.ExecuteNonQuery();
            }

            public void Initialized(NpgsqlConnection connection, int id)
            {
                var command = new NpgsqlCommand
                {
                    Connection = connection,
                    CommandText = {|PGAP4010:"delete from parcels where id = :parcel"|},
                    Parameters = { new NpgsqlParameter<int>("id", id) },
                };
                command.ExecuteNonQuery();
            }

            public void Generic(DbConnection connection, string code)
            {
                using DbCommand command = connection.CreateCommand();
                command.CommandText = {|PGAP4010:"delete from parcels where code = @kode"|};
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@code";
                parameter.Value = code;
                command.Parameters.Add(parameter);
                command.ExecuteNonQuery();
            }

            public void Reused(IDbConnection connection, string code, string town)
            {
                using IDbCommand command = connection.CreateCommand();
                command.CommandText = {|PGAP4010:"delete from parcels where code = @code and town = @city"|};
                IDbDataParameter parameter = command.CreateParameter();
                parameter.ParameterName = "code";
                parameter.Value = code;
                command.Parameters.Add(parameter);
                parameter = command.CreateParameter();
                parameter.ParameterName = "town";
                parameter.Value = town;
                command.Parameters.Add(parameter);
                command.ExecuteNonQuery();
            }

            public object? Several(NpgsqlConnection connection, int id, string town)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"select 1 from parcels where id = @id and town = @town and region = @region"|}, connection);
                command.Parameters.AddRange(new[] { new NpgsqlParameter("id", id), new NpgsqlParameter("town", town) });
                return command.ExecuteScalar();
            }

            public Task<object?> Forgotten() => source.CreateCommand({|PGAP4010:"select 1 from parcels where id = @id"|}).ExecuteScalarAsync();

            public async Task Constant(string town)
            {
                const string sql = "select 1 from parcels where town = @town limit @take";
                await using var command = source.CreateCommand({|PGAP4010:sql|});
                command.Parameters.AddWithValue(nameof(town), town);
                await using var reader = await command.ExecuteReaderAsync();
            }
        }
        """);

    [Fact]
    public Task A_helper_with_source_is_followed_to_the_names_that_it_adds() => Verify.Reports<InjectionAnalyzer>("""
        static class CommandExtensions
        {
            public static void AddText(this DbCommand command, string name, string value)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + name;
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }
        }

        class Parcels
        {
            public void Wrong(NpgsqlConnection connection, string code, string town)
            {
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP4010:"update parcels set town = @town where code = @kode"|};
                command.AddText("code", code);
                command.AddText("town", town);
                Run(command);
            }

            public void Right(NpgsqlConnection connection, string code, string town)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "update parcels set town = @town where code = @code";
                command.AddText("code", code);
                command.AddText("town", town);
                Run(command);
            }

            private static void Run(NpgsqlCommand command) => command.ExecuteNonQuery();
        }
        """);

    [Fact]
    public Task The_caller_of_a_helper_that_sends_or_makes_the_command_is_told() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Sends(int id) => Send({|PGAP4010:"delete from parcels where id = @parcel"|}, new NpgsqlParameter("id", id));

            public void Right(int id) => Send("delete from parcels where id = @id", new NpgsqlParameter("id", id));

            public Task Maps(int id) => Map<int>({|PGAP4010:"select 1 from parcels where id = @parcel"|}, new { id });

            public Task MapsNothing() => Map<int>({|PGAP4010:"select 1 from parcels where id = @parcel"|});

            public void Makes(int id)
            {
                using var command = Make({|PGAP4010:"delete from parcels where id = @parcel"|});
                command.Parameters.AddWithValue("id", id);
                command.ExecuteNonQuery();
            }

            public void MakesRight(int id)
            {
                using var command = Make("delete from parcels where id = @id and tenant = @tenant");
                command.Parameters.AddWithValue("id", id);
                command.ExecuteNonQuery();
            }

            public void Given(Dictionary<string, object> values) => Fill("delete from parcels where id = @parcel", values);

            private void Send(string sql, params NpgsqlParameter[] parameters)
            {
                using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddRange(parameters);
                command.ExecuteNonQuery();
            }

            private void Fill(string sql, Dictionary<string, object> values)
            {
                using var command = new NpgsqlCommand(sql, connection);
                foreach (var (name, value) in values)
                {
                    command.Parameters.AddWithValue(name, value);
                }

                command.ExecuteNonQuery();
            }

            private NpgsqlCommand Make(string sql)
            {
                var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddWithValue("tenant", 1);
                return command;
            }

            private Task<IEnumerable<T>> Map<T>(string sql, object? parameters = null) => connection.QueryAsync<T>(sql, parameters);
        }
        """);

    [Fact]
    public Task An_adapter_sends_its_select_command() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Text(int id, DataTable table)
            {
                using var adapter = new NpgsqlDataAdapter({|PGAP4010:"select * from parcels where id = @parcel"|}, connection);
                adapter.SelectCommand!.Parameters.AddWithValue("id", id);
                adapter.Fill(table);
            }

            public void Command(int id, DataTable table)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"select * from parcels where id = @parcel"|}, connection);
                var adapter = new NpgsqlDataAdapter(command);
                command.Parameters.AddWithValue("id", id);
                adapter.Fill(table);
            }

            public void Later(int id, DataTable table)
            {
                var adapter = new NpgsqlDataAdapter(new NpgsqlCommand("select * from parcels where id = @id", connection));
                adapter.SelectCommand!.Parameters.AddWithValue("id", id);
                adapter.Fill(table);
            }
        }
        """);

    [Fact]
    public Task Names_and_numbers_that_are_mixed_up_are_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels
        {
            public void NamedForNumber(NpgsqlConnection connection, int id)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"delete from parcels where id = $1"|}, connection);
                command.Parameters.AddWithValue("id", id);
                command.ExecuteNonQuery();
            }

            public void NumberForName(NpgsqlConnection connection, int id)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"delete from parcels where id = @id"|}, connection) { Parameters = { new() { Value = id } } };
                command.ExecuteNonQuery();
            }

            public void Both(NpgsqlConnection connection, int id, string town)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"delete from parcels where id = @id and town = @town"|}, connection);
                command.Parameters.AddWithValue("id", id);
                command.Parameters.Add(new NpgsqlParameter { Value = town });
                command.ExecuteNonQuery();
            }

            public void TooFew(NpgsqlConnection connection, int id)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"delete from parcels where id = $1 and town = $2"|}, connection);
                command.Parameters.AddWithValue(id);
                command.ExecuteNonQuery();
            }

            public void TwoStatements(NpgsqlConnection connection, int id)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"delete from labels where parcel = $1; delete from parcels where id = $1"|}, connection);
                command.Parameters.AddWithValue(id);
                command.ExecuteNonQuery();
            }
        }
        """);

    [Fact]
    public Task Each_command_of_a_batch_has_parameters_of_its_own_and_one_statement() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels
        {
            public async Task Initialized(NpgsqlConnection connection, int id, string town)
            {
                await using var batch = new NpgsqlBatch(connection)
                {
                    BatchCommands =
                    {
                        new NpgsqlBatchCommand("delete from parcels where id = @id") { Parameters = { new("id", id) } },
                        new({|PGAP4010:"delete from parcels where town = @town"|}) { Parameters = { new("city", town) } },
                        new({|PGAP4010:"delete from labels; delete from parcels"|}),
                    },
                };
                await batch.ExecuteNonQueryAsync();
            }

            public async Task Added(NpgsqlConnection connection, IEnumerable<int> ids)
            {
                await using var batch = new NpgsqlBatch(connection);
                foreach (var id in ids)
                {
                    var command = new NpgsqlBatchCommand({|PGAP4010:"delete from parcels where id = $2"|});
                    batch.BatchCommands.Add(command);
                    command.Parameters.AddWithValue(id);
                }

                await batch.ExecuteNonQueryAsync();
            }

            public async Task Made(NpgsqlConnection connection, int id)
            {
                await using var batch = connection.CreateBatch();
                var command = batch.CreateBatchCommand();
                command.CommandText = {|PGAP4010:"delete from parcels where id = @parcel"|};
                command.Parameters.Add(new NpgsqlParameter("id", id));
                batch.BatchCommands.Add(command);
                await batch.ExecuteNonQueryAsync();
            }
        }
        """);

    [Fact]
    public Task A_member_that_Dappers_object_lacks_is_reported() => Verify.Reports<InjectionAnalyzer>("""
        record Parcel(int Id, string Town);

        class Filter
        {
            public string? Town { get; set; }
        }

        class Parcels(NpgsqlConnection connection)
        {
            public Task<IEnumerable<Parcel>> Anonymous(string town) => connection.QueryAsync<Parcel>({|PGAP4010:"select id, town from parcels where town = @place"|}, new { town });

            public Parcel Named(int id) => connection.QuerySingle<Parcel>(param: new { id }, sql: {|PGAP4010:"select id, town from parcels where id = @parcelId"|});

            public int Static(int id) => SqlMapper.Execute(connection, {|PGAP4010:"delete from parcels where id = @id and town = @town"|}, new { id });

            public int Typed(Filter filter) => connection.Execute({|PGAP4010:"delete from parcels where town = @City"|}, filter);

            public int Each(List<Parcel> parcels) => connection.Execute({|PGAP4010:"insert into parcels (id, city) values (@Id, @City)"|}, parcels);

            public int Nothing() => connection.Execute({|PGAP4010:"delete from parcels where id = @id"|});

            public Task<int> Defined(int id, CancellationToken cancellation) =>
                connection.ExecuteAsync(new CommandDefinition({|PGAP4010:"delete from parcels where id = @parcel"|}, new { id }, cancellationToken: cancellation));

            public int Added(int id, string? town)
            {
                var parameters = new DynamicParameters(new { id });
                if (town is not null)
                {
                    parameters.Add("town", town);
                }

                return connection.Execute({|PGAP4010:"delete from parcels where id = @id and (@town is null or town = @city)"|}, parameters);
            }

            public int Numbered(int id) => connection.Execute({|PGAP4010:"delete from parcels where id = $1"|}, new { id });
        }
        """);

    [Fact]
    public Task An_argument_that_EF_Core_is_not_given_is_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(DbContext context)
        {
            public int Missing(int id) => context.Database.ExecuteSqlRaw({|PGAP4010:"delete from parcels where id = {0} and town = {1}"|}, id);

            public int Named(int id) => context.Database.ExecuteSqlRaw({|PGAP4010:"delete from parcels where id = @parcel"|}, new NpgsqlParameter("id", id));

            public int Right(int id, string town) => context.Database.ExecuteSqlRaw("delete from parcels where id = {1} and town = {0} and note <> '{{0}}'", town, id);

            public int RightNamed(int id) => context.Database.ExecuteSqlRaw("delete from parcels where id = @id", new NpgsqlParameter("@id", id));

            public int RightByPosition(int id) => context.Database.ExecuteSqlRaw("delete from parcels where id = @p0", id);

            public int Passed(object[] arguments) => context.Database.ExecuteSqlRaw("delete from parcels where id = {3}", arguments);
        }
        """);

    [Fact]
    public Task A_slip_of_the_pen_is_put_right() => Verify.Fixes<InjectionAnalyzer, PlaceholderMismatchFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Parameter(string town, int id)
            {
                using var command = new NpgsqlCommand({|PGAP4010:"update parcels set town = @town where id = @id and town <> @town"|}, connection);
                command.Parameters.AddWithValue("id", id);
                command.Parameters.Add(new NpgsqlParameter { ParameterName = "@twon", Value = town });
                command.ExecuteNonQuery();
            }

            public int Member(string town) => connection.Execute({|PGAP4010:"delete from parcels where town = @towns or @towns is null"|}, new { town });
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public void Parameter(string town, int id)
            {
                using var command = new NpgsqlCommand("update parcels set town = @town where id = @id and town <> @town", connection);
                command.Parameters.AddWithValue("id", id);
                command.Parameters.Add(new NpgsqlParameter { ParameterName = "@town", Value = town });
                command.ExecuteNonQuery();
            }

            public int Member(string town) => connection.Execute("delete from parcels where town = @town or @town is null", new { town });
        }
        """, iterations: 2);

    [Fact]
    public Task A_name_that_may_be_another_one_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, PlaceholderMismatchFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public int TwoCandidates(string town1, string town2) => connection.Execute({|PGAP4010:"delete from parcels where town = @town"|}, new { town1, town2 });

            public int TwoPlaceholders(string town) => connection.Execute({|PGAP4010:"delete from parcels where town in (@town1, @town2)"|}, new { town });

            public int Far(string town) => connection.Execute({|PGAP4010:"delete from parcels where town = @place"|}, new { town });
        }
        """);
}
