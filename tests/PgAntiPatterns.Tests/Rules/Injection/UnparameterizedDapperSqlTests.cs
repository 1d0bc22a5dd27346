using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class UnparameterizedDapperSqlTests
{
    [Fact]
    public Task Queries_commands_and_definitions_are_watched() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public Task<IEnumerable<int>> In(string town) => connection.QueryAsync<int>({|PGAP4002:$"select id from parcels where town = '{town}'"|});

            public int Delete(string town) => connection.Execute(sql: {|PGAP4002:"delete from parcels where town = '" + town + "'"|}, commandTimeout: 5);

            public int Static(IDbConnection other, string town) => SqlMapper.Execute(other, {|PGAP4002:$"delete from parcels where town = '{town}'"|});

            public Task<int> Defined(string town, CancellationToken token) =>
                connection.ExecuteAsync(new CommandDefinition({|PGAP4002:$"delete from parcels where town = '{town}'"|}, cancellationToken: token));
        }
        """);

    [Fact]
    public Task Bound_values_and_constant_pieces_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            private const string Columns = "id, town";

            public Task<IEnumerable<int>> In(string town) => connection.QueryAsync<int>($"select {Columns} from parcels where town = @town", new { town });

            public int Filtered(string? town)
            {
                var parameters = new DynamicParameters();
                var sql = "select count(*) from parcels";
                if (town is not null)
                {
                    sql += " where town = @town";
                    parameters.Add("town", town);
                }

                return connection.ExecuteScalar<int>(sql, parameters);
            }
        }
        """);

    [Fact]
    public Task A_lookalike_extension_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        static class SqlMapperOfMine
        {
            public static int Execute(this List<string> lines, string sql) => lines.Count + sql.Length;

            public static int Count(List<string> lines, string town) => lines.Execute($"delete from parcels where town = '{town}'");
        }
        """);

    [Fact]
    public Task Values_become_members_of_the_parameter_object() => Verify.Fixes<InjectionAnalyzer, UnparameterizedDapperSqlFix>(""""
        class Filter
        {
            public string Town { get; set; } = "";
        }

        class Parcels(NpgsqlConnection connection)
        {
            public int Header(Microsoft.Extensions.Primitives.StringValues values)
            {
                var town = values.ToString();
                return connection.Execute({|PGAP4002:"delete from parcels where town = '" + town + "'"|});
            }

            public Task<IEnumerable<int>> In(string town) => connection.QueryAsync<int>({|PGAP4002:$"select id from parcels where town = '{town}'"|});

            public int Extended(string town, int year, Filter filter) =>
                connection.Execute({|PGAP4002:"delete from parcels where town = '" + town + "' and year = @year and origin = '" + filter.Town + "'"|}, new { year });

            public int Named(string term) => connection.Execute(sql: {|PGAP4002:$"delete from parcels where town like '{term}%'"|}, commandTimeout: 5);

            public Task<int> Defined(string town, CancellationToken token) =>
                connection.ExecuteAsync(new CommandDefinition({|PGAP4002:$"delete from parcels where town = '{town}'"|}, cancellationToken: token));

            public int Stored(string town)
            {
                var sql = $"""
                    delete from parcels
                    where town = '{town}'
                    """;
                return connection.Execute({|PGAP4002:sql|});
            }
        }
        """", """"
        class Filter
        {
            public string Town { get; set; } = "";
        }

        class Parcels(NpgsqlConnection connection)
        {
            public int Header(Microsoft.Extensions.Primitives.StringValues values)
            {
                var town = values.ToString();
                return connection.Execute("delete from parcels where town = @town", new { town });
            }

            public Task<IEnumerable<int>> In(string town) => connection.QueryAsync<int>("select id from parcels where town = @town", new { town });

            public int Extended(string town, int year, Filter filter) =>
                connection.Execute("delete from parcels where town = @town and year = @year and origin = @town2", new { year, town, town2 = filter.Town });

            public int Named(string term) => connection.Execute(sql: {|PGAP4011:"delete from parcels where town like @term"|}, param: new { term = term + "%" }, commandTimeout: 5);

            public Task<int> Defined(string town, CancellationToken token) =>
                connection.ExecuteAsync(new CommandDefinition("delete from parcels where town = @town", new { town }, cancellationToken: token));

            public int Stored(string town)
            {
                var sql = """
                    delete from parcels
                    where town = @town
                    """;
                return connection.Execute(sql, new { town });
            }
        }
        """");

    [Fact]
    public Task A_parameter_object_of_another_kind_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedDapperSqlFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public int Delete(string town, object others) => connection.Execute({|PGAP4002:$"delete from parcels where town = '{town}' and year = @year"|}, others);
        }
        """);
}
