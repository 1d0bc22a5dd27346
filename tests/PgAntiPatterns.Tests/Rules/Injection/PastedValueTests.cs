using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

/// <summary>What a value was between quotes, or written by a format, it is as a parameter too; where no parameter says the same, no fix is offered.</summary>
public sealed class PastedValueTests
{
    [Fact]
    public Task What_the_server_typed_between_quotes_it_types_as_a_parameter() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Formatted(DateTime day, string town)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where sent = '{day:yyyy-MM-dd}' and town = '{town}'"|}, connection);
            }

            public void Digits(int number, int? other, string town)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where code = '{number}' and door = '{other}' and town = '{town}'"|}, connection);
            }

            public void Columns(string term)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where id = '{term}' or town = '{term}' or id = '{term}'"|}, connection);
            }

            public void Anything(string town)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select concat(sender, '{town}'), '{town}' is null from parcels"|}, connection);
            }

            public void Coalesced(string? town)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where town = '{town ?? ""}'"|}, connection);
            }

            public void Absent(string? town)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where town = '{town}'"|}, connection);
            }
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public void Formatted(DateTime day, string town)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where sent = @day and town = @town", connection);
                command.Parameters.AddWithValue("day", NpgsqlTypes.NpgsqlDbType.Unknown, $"{day:yyyy-MM-dd}");
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
            }

            public void Digits(int number, int? other, string town)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where code = @number and door = @other and town = @town", connection);
                command.Parameters.AddWithValue("number", NpgsqlTypes.NpgsqlDbType.Unknown, number.ToString());
                command.Parameters.AddWithValue("other", NpgsqlTypes.NpgsqlDbType.Unknown, other.ToString());
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
            }

            public void Columns(string term)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where id = @term or town = @term2 or id = @term", connection);
                command.Parameters.AddWithValue("term", NpgsqlTypes.NpgsqlDbType.Unknown, term);
                command.Parameters.AddWithValue("term2", NpgsqlTypes.NpgsqlDbType.Unknown, term);
            }

            public void Anything(string town)
            {
                using var command = new NpgsqlCommand("select concat(sender, @town), @town is null from parcels", connection);
                command.Parameters.AddWithValue("town", town);
            }

            public void Coalesced(string? town)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where town = @town", connection);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town ?? "");
            }

            public void Absent(string? town)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where town = @town", connection);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town ?? "");
            }
        }
        """);

    [Fact]
    public Task What_may_be_null_stays_no_characters_in_code_that_does_not_speak_of_null() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        #nullable disable
        class Parcels(NpgsqlConnection connection)
        {
            public void Read(string town, string sender = null)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where town = '{town}' and sender = '{sender}' and street = '{town.Trim()}'"|}, connection);
            }
        }
        """, """
        #nullable disable
        class Parcels(NpgsqlConnection connection)
        {
            public void Read(string town, string sender = null)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where town = @town and sender = @sender and street = @town2", connection);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town ?? "");
                command.Parameters.AddWithValue("sender", NpgsqlTypes.NpgsqlDbType.Unknown, sender ?? "");
                command.Parameters.AddWithValue("town2", NpgsqlTypes.NpgsqlDbType.Unknown, town.Trim());
            }
        }
        """);

    [Fact]
    public Task Values_are_sent_as_types_that_the_driver_has() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Unsigned(ushort floor, uint number, ulong? total, string town)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where floor = {floor} and number = {number} and total = {total} and town = '{town}'"|}, connection);
            }

            public void Moment(DateTimeOffset sent, DateTimeOffset? seen)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where sent > '{sent}' and seen > '{seen}'"|}, connection);
            }

            public void Neutral(DbCommand command, string town, decimal kilos, Guid id)
            {
                command.CommandText = {|PGAP4001:$"select 1 from parcels where town = '{town}' and kilos > {kilos} and id = '{id}'"|};
            }
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public void Unsigned(ushort floor, uint number, ulong? total, string town)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where floor = @floor and number = @number and total = @total and town = @town", connection);
                command.Parameters.AddWithValue("floor", (int)floor);
                command.Parameters.AddWithValue("number", (long)number);
                command.Parameters.AddWithValue("total", (object?)(decimal?)total ?? DBNull.Value);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
            }

            public void Moment(DateTimeOffset sent, DateTimeOffset? seen)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where sent > @sent and seen > @seen", connection);
                command.Parameters.AddWithValue("sent", sent.ToUniversalTime());
                command.Parameters.AddWithValue("seen", (object?)seen?.ToUniversalTime() ?? DBNull.Value);
            }

            public void Neutral(DbCommand command, string town, decimal kilos, Guid id)
            {
                command.CommandText = "select 1 from parcels where town = @town and kilos > @kilos and id = @id";
                command.Parameters.Add(new NpgsqlParameter("town", NpgsqlTypes.NpgsqlDbType.Unknown) { Value = town });
                var kilosParameter = command.CreateParameter();
                kilosParameter.ParameterName = "kilos";
                kilosParameter.Value = kilos;
                command.Parameters.Add(kilosParameter);
                command.Parameters.Add(new NpgsqlParameter("id", NpgsqlTypes.NpgsqlDbType.Unknown) { Value = id.ToString() });
            }
        }
        """);

    [Theory]
    [InlineData("string town", "$\"select 1 from parcels where town = e'{town}'\"")]
    [InlineData("string town", "$\"select 1 from parcels where id = {(town + \"\")}\"")]
    [InlineData("DateTime day, string town", "string.Format(\"select 1 from parcels where sent = '{0:yyyy-MM-dd}' and town = '{1}'\", day, town)")]
    [InlineData("decimal kilos", "$\"select 1 from parcels where kilos = {kilos:F1}\"")]
    public Task A_text_that_no_parameter_stands_for_is_left_alone(string parameters, string text) => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedSqlFix>($$"""
        class Parcels(NpgsqlDataSource source)
        {
            public void Read({{parameters}})
            {
                using var command = source.CreateCommand({|PGAP4001:{{text}}|});
            }
        }
        """);

    [Theory]
    [InlineData("sent > '{day:yyyy-MM-dd}'")]
    [InlineData("sent > '{written}'")]
    public Task Dapper_would_send_what_was_written_of_a_date_as_text(string condition) => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedDapperSqlFix>($$"""
        class Parcels(NpgsqlConnection connection)
        {
            public int Count(DateTime day, string town)
            {
                var written = day.ToString("d");
                return connection.ExecuteScalar<int>({|PGAP4002:$"select count(*) from parcels where {{condition}} and town = '{town}'"|});
            }
        }
        """);

    [Fact]
    public Task Entity_Framework_would_refuse_a_date_that_is_not_of_universal_time() => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedEfSqlFix>("""
        class Parcels(DbContext context)
        {
            public int Remove(DateTime day)
            {
                var sql = $"delete from parcels where sent < '{day}'";
                return context.Database.ExecuteSqlRaw({|PGAP4003:sql|});
            }
        }
        """);

    [Theory]
    [InlineData("string[] ids", "string.Join(\",\", ids)", "")]
    [InlineData("byte[] ids", "string.Join(\",\", ids)", "")]
    [InlineData("int[] ids", "string.Join(\"','\", ids)", "'")]
    [InlineData("uint[] ids", "string.Join(\",\", ids)", "")]
    [InlineData("DateTime[] ids", "string.Join(\"','\", ids.Select(id => id.ToString(\"yyyy-MM-dd\")))", "'")]
    public Task A_list_that_no_array_stands_for_is_left_alone(string parameter, string joined, string quote) => Verify.OffersNothing<InjectionAnalyzer, JoinedInListFix>($$"""
        class Parcels(NpgsqlDataSource source)
        {
            public void Read({{parameter}})
            {
                using var command = source.CreateCommand({|PGAP4006:$"select 1 from parcels where id in ({{quote}}{{{joined}}}{{quote}})"|});
            }
        }
        """);

    [Fact]
    public Task A_list_with_elements_that_may_be_missing_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, JoinedInListFix>("""
        #nullable enable
        class Parcels(NpgsqlDataSource source)
        {
            public void Read(string?[] towns)
            {
                using var command = source.CreateCommand({|PGAP4006:$"select 1 from parcels where town not in ('{string.Join("','", towns)}')"|});
            }
        }
        """);

    [Fact]
    public Task A_list_of_doubled_apostrophes_becomes_an_array_of_the_words_themselves() => Verify.Fixes<InjectionAnalyzer, JoinedInListFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public int Delete(string[] towns) => connection.Execute({|PGAP4006:$"delete from parcels where town in ({string.Join(",", towns.Select(town => "'" + town.Replace("'", "''") + "'"))})"|});
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public int Delete(string[] towns) => connection.Execute("delete from parcels where town = ANY(@towns)", new { towns });
        }
        """);

    [Fact]
    public Task A_quoted_search_path_is_one_name() => Verify.Fixes<InjectionAnalyzer, ValueInUtilityStatementFix>("""
        class Tenants(NpgsqlConnection connection)
        {
            public int Enter(string tenant) => connection.Execute({|PGAP4009:$"set search_path to '{tenant}'"|});
        }
        """, """
        class Tenants(NpgsqlConnection connection)
        {
            public int Enter(string tenant) => connection.Execute("select set_config('search_path', quote_ident(@tenant), false)", new { tenant });
        }
        """);

    [Theory]
    [InlineData("set app.tenant = {tenant}")]
    [InlineData("set time zone '{tenant}'")]
    [InlineData("set search_path = '{tenant}', public")]
    public Task A_setting_that_set_config_reads_otherwise_is_left_alone(string statement) => Verify.OffersNothing<InjectionAnalyzer, ValueInUtilityStatementFix>($$"""
        class Tenants(NpgsqlConnection connection)
        {
            public int Enter(string tenant) => connection.Execute({|PGAP4009:$"{{statement}}"|});
        }
        """);

    [Fact]
    public Task What_only_computes_may_be_computed_at_the_command() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        using System.Text.RegularExpressions;

        class Parcels(NpgsqlConnection connection)
        {
            public void Read(string token)
            {
                var sql = $"select 1 from parcels where town = '{Regex.Match(token, "town=(.*)").Groups[1].Value}'";
                using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);
            }
        }
        """, """
        using System.Text.RegularExpressions;

        class Parcels(NpgsqlConnection connection)
        {
            public void Read(string token)
            {
                var sql = "select 1 from parcels where town = @groups";
                using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddWithValue("groups", NpgsqlTypes.NpgsqlDbType.Unknown, Regex.Match(token, "town=(.*)").Groups[1].Value);
            }
        }
        """);

    [Theory]
    [InlineData("Next()")]
    [InlineData("Console.ReadLine()")]
    public Task What_does_more_is_left_where_it_stands(string expression) => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedSqlFix>($$"""
        class Parcels(NpgsqlConnection connection)
        {
            public void Read()
            {
                var sql = $"select 1 from parcels where town = '{{{expression}}}'";
                Console.WriteLine();
                using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);
            }

            private string Next() => Console.ReadLine() ?? "";
        }
        """);

    [Fact]
    public async Task A_moment_that_a_date_may_be_compared_with_is_said_to_be_a_timestamp_and_left_alone_by_fix_all()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var source = Specimen.Against(References.All).With("""
            class Parcels(NpgsqlConnection connection)
            {
                public object? Sent(DateTime day) => new NpgsqlCommand($"select 1 from parcels where sent = '{day}'", connection).ExecuteScalar();
            }
            """);

        var reported = Assert.Single(await source.DiagnoseAsync([new InjectionAnalyzer()], cancellation));
        var plan = Assert.Single(await source.PlansAsync(new UnparameterizedSqlFix(), reported, cancellation));

        Assert.Equal("Pass 'day' as a parameter of type timestamp", plan.Title);
        Assert.True(plan.ChangesBehaviour);
    }
}
