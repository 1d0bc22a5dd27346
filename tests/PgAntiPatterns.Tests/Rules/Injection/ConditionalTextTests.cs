using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

/// <summary>Filters that are appended only where they are asked for become parameters that are there always: Npgsql sends the ones that the text names.</summary>
public sealed class ConditionalTextTests
{
    [Fact]
    public Task Conditions_appended_on_demand_become_parameters() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        record Filter(string Town, string? Sender);

        class Parcels(NpgsqlConnection connection)
        {
            public void Appended(string? town, int? weight, bool latest)
            {
                var sql = "select 1 from parcels where true";
                if (town != null)
                {
                    sql += $" and town = '{town}'";
                }

                if (weight.HasValue)
                    sql += " and weight > " + weight.Value;
                sql += latest ? " order by id desc" : " order by id";
                using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);
                command.ExecuteNonQuery();
            }

            public void Built(Filter filter)
            {
                var text = new StringBuilder("select 1 from parcels where true");
                if (!string.IsNullOrEmpty(filter.Sender))
                {
                    text.Append(" and sender = '").Append(filter.Sender).Append("'");
                }
                else
                {
                    text.Append(" and sender is null");
                }

                using var command = new NpgsqlCommand({|PGAP4001:text.ToString()|}, connection);
            }

            public void Chosen(string town, bool isOpen)
            {
                var sql = "select 1 from parcels";
                sql = sql + (isOpen ? " where town = '" + town + "'" : "");
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP4001:sql|};
            }
        }
        """, """
        record Filter(string Town, string? Sender);

        class Parcels(NpgsqlConnection connection)
        {
            public void Appended(string? town, int? weight, bool latest)
            {
                var sql = "select 1 from parcels where true";
                if (town != null)
                {
                    sql += " and town = @town";
                }

                if (weight.HasValue)
                    sql += " and weight > @weight";
                sql += latest ? " order by id desc" : " order by id";
                using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town ?? "");
                command.Parameters.AddWithValue("weight", (object?)weight ?? DBNull.Value);
                command.ExecuteNonQuery();
            }

            public void Built(Filter filter)
            {
                var text = new StringBuilder("select 1 from parcels where true");
                if (!string.IsNullOrEmpty(filter.Sender))
                {
                    text.Append(" and sender = @sender");
                }
                else
                {
                    text.Append(" and sender is null");
                }

                using var command = new NpgsqlCommand(text.ToString(), connection);
                command.Parameters.AddWithValue("sender", NpgsqlTypes.NpgsqlDbType.Unknown, filter.Sender ?? "");
            }

            public void Chosen(string town, bool isOpen)
            {
                var sql = "select 1 from parcels";
                sql = sql + (isOpen ? " where town = @town" : "");
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town ?? "");
            }
        }
        """);

    [Theory]
    [InlineData("string[] towns", "foreach (var town in towns) sql += $\" or town = '{town}'\";")]
    [InlineData("string town", "for (var i = 0; i < 3; i++) sql += $\" or town = '{town}'\";")]
    [InlineData("object given", "if (given is string town) sql += $\" and town = '{town}'\";")]
    [InlineData("Filter? filter", "if (filter != null) sql += $\" and town = '{filter.Town}'\";")]
    [InlineData("Filter? filter, bool all", "if (!all && filter!.Town != \"\") sql += $\" and town = '{filter.Town}'\";")]
    [InlineData("bool all", "if (!all) { var town = Console.ReadLine(); sql += $\" and town = '{town}'\"; }")]
    [InlineData("string? town", "if (town != null) sql += $\" and town = '{town.Trim()}'\";")]
    [InlineData("int? low, string? town", "sql += $\" and id > {low ?? -1} and town = '{town}'\";")]
    [InlineData("string town, string? other", "sql += $\" and town = '{other ?? town}'\";")]
    [InlineData("string town, string? other", "var either = other ?? town; sql += $\" and town = '{either}'\";")]
    [InlineData("string town, bool all", "if (!all) sql += $\" and id > $1 and town = '{town}'\";")]
    public Task A_value_that_cannot_be_read_at_the_command_is_left_alone(string parameters, string append) => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedSqlFix>($$"""
        record Filter(string Town);

        class Parcels(NpgsqlConnection connection)
        {
            public void Read({{parameters}})
            {
                var sql = "select 1 from parcels where true";
                {{append}}
                using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);
            }
        }
        """);

    [Fact]
    public Task A_variable_that_is_used_for_one_text_after_the_other_is_rewritten_text_by_text() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Write(string town, string sender)
            {
                var sql = $"delete from parcels where town = '{town}'";
                using (var command = new NpgsqlCommand({|PGAP4001:sql|}, connection))
                {
                    command.ExecuteNonQuery();
                    sql = $"delete from senders where name = '{sender}'";
                    using var next = new NpgsqlCommand({|PGAP4001:sql|}, connection);
                    next.ExecuteNonQuery();
                }

                sql = "select 1";
                Console.WriteLine(sql);
            }
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public void Write(string town, string sender)
            {
                var sql = "delete from parcels where town = @town";
                using (var command = new NpgsqlCommand(sql, connection))
                {
                    command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                    command.ExecuteNonQuery();
                    sql = "delete from senders where name = @sender";
                    using var next = new NpgsqlCommand(sql, connection);
                    next.Parameters.AddWithValue("sender", NpgsqlTypes.NpgsqlDbType.Unknown, sender);
                    next.ExecuteNonQuery();
                }

                sql = "select 1";
                Console.WriteLine(sql);
            }
        }
        """);

    [Theory]
    [InlineData("Console.WriteLine(sql);", "")]
    [InlineData("", "Console.WriteLine(sql);")]
    [InlineData("Action show = () => Console.WriteLine(sql);", "sql = \"\"; show();")]
    [InlineData("", "if (town == \"\") sql = \"\"; Console.WriteLine(sql);")]
    public Task A_text_that_somebody_else_reads_is_left_alone(string before, string after) => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedSqlFix>($$"""
        class Parcels(NpgsqlConnection connection)
        {
            public void Read(string town)
            {
                var sql = $"select 1 from parcels where town = '{town}'";
                {{before}}
                using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);
                {{after}}
            }
        }
        """);
}
