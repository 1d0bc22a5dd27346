using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

/// <summary>Shapes in which a parameter would get another value than the text had, or another command, so that nothing is offered.</summary>
public sealed class DeclinedRewriteTests
{
    [Theory]
    [InlineData("""var sql = $"select 1 from parcels where town = '{town}'"; using var first = new NpgsqlCommand({|PGAP4001:sql|}, connection); using var second = new NpgsqlCommand({|PGAP4001:sql|}, connection);""")]
    [InlineData("""var sql = $"select 1 from parcels where town = '{town}'"; Console.WriteLine(sql); using var first = new NpgsqlCommand({|PGAP4001:sql|}, connection);""")]
    [InlineData("""using var command = connection.CreateCommand(); foreach (var name in names) { command.CommandText = {|PGAP4001:$"insert into towns values ('{name}')"|}; command.ExecuteNonQuery(); }""")]
    [InlineData("""using var command = connection.CreateCommand(); command.CommandText = {|PGAP4001:$"insert into towns values ('{town}')"|}; command.ExecuteNonQuery(); command.CommandText = "delete from towns"; command.ExecuteNonQuery();""")]
    [InlineData("""using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where town = '{names.Dequeue()}' and origin = '{names.Dequeue()}'"|}, connection);""")]
    [InlineData("""var sql = $"select 1 from parcels where town = '{names.Dequeue()}'"; var next = names.Dequeue(); using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);""")]
    [InlineData("""var sql = $"select 1 from parcels where town = '{town}'"; town = "elsewhere"; using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);""")]
    [InlineData("""Next().CommandText = {|PGAP4001:$"select 1 from parcels where town = '{town}'"|};""")]
    [InlineData("""connection.CreateCommand().CommandText = {|PGAP4001:$"select 1 from parcels where town = '{town}'"|};""")]
    public Task Nothing_is_offered(string statements) => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedSqlFix>(Program(statements));

    [Fact]
    public Task The_declared_type_decides_how_parameters_are_added() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>(Program("""
        using DbCommand neutral = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where kilos > {kilos}"|}, connection);
        _ = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where kilos > {kilos}"|}, connection);
        for (var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where kilos > {kilos}"|}, connection); ;)
        {
            break;
        }
        """), Program("""
        using DbCommand neutral = new NpgsqlCommand("select 1 from parcels where kilos > @kilos", connection) { Parameters = { new("kilos", kilos) } };
        _ = new NpgsqlCommand("select 1 from parcels where kilos > @kilos", connection) { Parameters = { new("kilos", kilos) } };
        for (var command = new NpgsqlCommand("select 1 from parcels where kilos > @kilos", connection) { Parameters = { new("kilos", kilos) } }; ;)
        {
            break;
        }
        """));

    private static string Program(string statements) => """
        class Parcels(NpgsqlConnection connection)
        {
            public void Run(string town, Queue<string> names, decimal kilos)
            {
        STATEMENTS
            }

            private NpgsqlCommand Next() => connection.CreateCommand();
        }
        """.Replace("STATEMENTS", statements, StringComparison.Ordinal);

    [Fact]
    public Task What_a_wrapper_gives_back_is_no_command() => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedSqlFix>("""
        class C(DbConnection connection)
        {
            public int Towns(string region)
            {
                var towns = Texts({|PGAP4001:$"select name from towns where region = '{region}'"|});
                return towns.Count;
            }

            private List<string> Texts(string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                using var reader = command.ExecuteReader();
                var texts = new List<string>();
                while (reader.Read())
                {
                    texts.Add(reader.GetString(0));
                }

                return texts;
            }
        }
        """);

    // Seeds 5SA43uXOiBKKTSR91 and ftdy8iowE17DTpVf1: what the quotes stood for, the server alone knows.
    [Theory]
    [InlineData("int number", "code = '{number}'")]
    [InlineData("bool isOpen", "code = '{isOpen}'")]
    [InlineData("Guid id", "id::text = '{id}'")]
    public Task Dapper_would_send_a_quoted_number_as_a_number(string parameter, string condition) => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedDapperSqlFix>($$"""
        class Parcels(NpgsqlConnection connection)
        {
            public int Count({{parameter}}, string town) => connection.ExecuteScalar<int>({|PGAP4002:$"select count(*) from parcels where {{condition}} and town = '{town}'"|});
        }
        """);
}
