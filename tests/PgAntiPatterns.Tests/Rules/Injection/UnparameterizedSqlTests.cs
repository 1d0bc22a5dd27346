using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class UnparameterizedSqlTests
{
    [Fact]
    public Task Every_place_that_takes_the_text_of_a_command_is_watched() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public void Send(string town, DbConnection neutral, IDbConnection older)
            {
                var first = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where town = '{town}'"|}, connection);
                var second = source.CreateCommand({|PGAP4001:"select 1 from parcels where town = '" + town + "'"|});
                var third = new NpgsqlCommand { CommandText = {|PGAP4001:$"select 1 from parcels where town = '{town}'"|} };
                third.CommandText = {|PGAP4001:$"delete from parcels where town = '{town}'"|};
                var fourth = new NpgsqlBatchCommand({|PGAP4001:$"delete from parcels where town = '{town}'"|});
                using var fifth = neutral.CreateCommand();
                fifth.CommandText = {|PGAP4001:$"delete from parcels where town = '{town}'"|};
                using var sixth = older.CreateCommand();
                sixth.CommandText = {|PGAP4001:$"delete from parcels where town = '{town}'"|};
                var seventh = new NpgsqlDataAdapter({|PGAP4001:$"select 1 from parcels where town = '{town}'"|}, connection);
            }
        }
        """);

    [Fact]
    public Task Text_is_followed_through_locals_formats_builders_and_members() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            private const string Start = "select count(*) from parcels where ";
            private static readonly string Open = "delivered is null";
            private string _filter = "";

            public void Locals(string town, bool all)
            {
                var sql = Start + Open;
                if (!all)
                {
                    sql += " and town = '" + town + "'";
                }

                source.CreateCommand({|PGAP4001:sql|});
            }

            public void Formatted(string town) => source.CreateCommand({|PGAP4001:string.Format("{0} town = '{1}'", Start, town)|});

            public void Built(string[] towns)
            {
                var sql = new StringBuilder(Start).Append("false");
                foreach (var town in towns)
                {
                    sql.Append($" or town = '{town}'");
                }

                source.CreateCommand({|PGAP4001:sql.ToString()|});
            }

            public void Helped(string town) => source.CreateCommand({|PGAP4001:Start + Where(town)|});

            private static string Where(string town) => $"town = '{town.Trim()}'";

            public void Appended(string town)
            {
                var sql = new StringBuilder(Start);
                AddTown(sql, town);
                source.CreateCommand({|PGAP4001:sql.ToString()|});
            }

            private static void AddTown(StringBuilder sql, string name) => sql.Append("town = '").Append(name).Append('\'');

            public void SetFilter(string town) => _filter = "town = '" + town + "'";

            public void Filtered() => source.CreateCommand({|PGAP4001:Start + _filter|});
        }
        """);

    [Fact]
    public Task A_method_that_hands_its_text_on_is_quiet_and_its_callers_are_told() => Verify.Reports<InjectionAnalyzer>("""
        class Database(NpgsqlDataSource source)
        {
            public int Run(string statement) => source.CreateCommand(statement).ExecuteNonQuery();

            public int RunTrimmed(string statement) => Run(statement.Trim() + ";");

            private int Explain(string statement)
            {
                using var command = source.CreateCommand("explain " + statement);
                return command.ExecuteNonQuery();
            }

            public int ExplainAll() => Explain("select 1 from parcels");
        }

        static class Texts
        {
            public static void Show([System.Diagnostics.CodeAnalysis.StringSyntax("sql")] string text) => Console.WriteLine(text);
        }

        class Parcels(Database database)
        {
            public int Constant() => database.Run("delete from parcels");

            public int Delete(string town) => database.Run({|PGAP4001:$"delete from parcels where town = '{town}'"|});

            public int DeleteTrimmed(string town) => database.RunTrimmed({|PGAP4001:"delete from parcels where town = '" + town + "'"|});

            public void Marked(string town) => Texts.Show({|PGAP4001:$"delete from parcels where town = '{town}'"|});
        }
        """);

    [Fact]
    public Task Numbers_and_dates_in_the_culture_of_the_thread_are_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void Heavier(decimal kilos) => source.CreateCommand({|PGAP4001:$"select 1 from parcels where kilos > {kilos}"|});

            public void Since(DateTime day) => source.CreateCommand({|PGAP4001:$"select 1 from parcels where sent >= '{day}'"|});

            public void Rounded(double kilos) => source.CreateCommand({|PGAP4001:$"select 1 from parcels where kilos > {kilos:F1}"|});

            public void Whole(double kilos) => source.CreateCommand($"select 1 from parcels where kilos > {(long)kilos}");

            public void Iso(DateTime day) => source.CreateCommand($"select 1 from parcels where sent >= '{day:yyyy-MM-dd}'");

            public void Invariant(decimal kilos) => source.CreateCommand($"select 1 from parcels where kilos > {kilos.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        }
        """);

    [Fact]
    public Task Values_that_cannot_change_a_statement_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        enum Size { Small, Large }

        class Parcels(NpgsqlDataSource source)
        {
            private static readonly Dictionary<string, string> Orders = new() { ["town"] = "town", ["age"] = "sent desc" };
            private static readonly string[] Columns = ["id", "town"];

            public void Typed(int id, Guid code, bool open, Size size, long? weight) =>
                source.CreateCommand($"select 1 from parcels where id = {id} and code = '{code}' and open = {open} and size = '{size}' and grams = {weight}");

            public void Chosen(string key, int kind)
            {
                var order = Orders.TryGetValue(key, out var known) ? known : "id";
                var where = kind switch { 0 => "open", 1 => "not open", _ => throw new ArgumentException(key) };
                source.CreateCommand($"select {string.Join(", ", Columns)} from {nameof(Parcels)} where {where} order by {order}");
            }

            public void Checked(string column)
            {
                if (column is not ("town" or "sent"))
                {
                    throw new ArgumentException(column);
                }

                source.CreateCommand("select " + column + " from parcels where " + column + " is not null");
            }

            public void Optional(bool open)
            {
                var sql = "select 1 from parcels";
                if (open)
                {
                    sql += " where open";
                }

                source.CreateCommand(sql + (open ? " limit 1" : ""));
            }

            public void Numbered(string[] towns)
            {
                var sql = new StringBuilder("select 1 from parcels where false");
                for (var i = 0; i < towns.Length; i++)
                {
                    sql.Append(" or town = @p").Append(i);
                }

                source.CreateCommand(sql.ToString());
            }

            public NpgsqlCommand PassedThrough(string statement) => source.CreateCommand(statement);
        }
        """);

    [Fact]
    public Task A_lookalike_and_text_that_goes_elsewhere_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlCommand(string text)
            {
                public string CommandText { get; set; } = text;
            }

            class Menu
            {
                public NpgsqlCommand Entry(string name) => new($"select {name} where a = '{name}'") { CommandText = $"select '{name}'" };

                public void Log(string name) => Console.WriteLine($"select 1 from parcels where town = '{name}'");
            }
        }
        """);

    [Fact]
    public Task Values_become_parameters_and_their_quotes_go() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Interpolated(string town, int year)
            {
                using var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where town = '{town}' and year = {year}"|}, connection);
                command.ExecuteNonQuery();
            }

            public void Added(string town, decimal kilos)
            {
                var command = connection.CreateCommand();
                command.CommandText = {|PGAP4001:"select 1 from parcels where town = '" + town + "' and kilos > " + kilos|};
                command.ExecuteNonQuery();
            }

            public void Patterns(string town)
            {
                // Anywhere in the name.
                using (var command = new NpgsqlCommand({|PGAP4001:$"select 1 from parcels where town ilike '%{town}%' and town <> '{town.Replace("'", "''")}'"|}, connection))
                {
                    command.ExecuteNonQuery();
                }
            }

            public object? Inline(Guid id, DateTime day) =>
                new NpgsqlCommand({|PGAP4001:$"select {{}} from parcels where id = '{id}' and sent > date '{day}'"|}, connection).ExecuteScalar();
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public void Interpolated(string town, int year)
            {
                using var command = new NpgsqlCommand("select 1 from parcels where town = @town and year = @year", connection);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                command.Parameters.AddWithValue("year", year);
                command.ExecuteNonQuery();
            }

            public void Added(string town, decimal kilos)
            {
                var command = connection.CreateCommand();
                command.CommandText = "select 1 from parcels where town = @town and kilos > @kilos";
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                command.Parameters.AddWithValue("kilos", kilos);
                command.ExecuteNonQuery();
            }

            public void Patterns(string town)
            {
                // Anywhere in the name.
                using (var command = new NpgsqlCommand({|PGAP4011:"select 1 from parcels where town ilike @town and town <> @town2"|}, connection))
                {
                    command.Parameters.AddWithValue("town", "%" + town + "%");
                    command.Parameters.AddWithValue("town2", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                    command.ExecuteNonQuery();
                }
            }

            public object? Inline(Guid id, DateTime day) =>
                new NpgsqlCommand("select {} from parcels where id = @id and sent > @day::date", connection) { Parameters = { new("id", NpgsqlTypes.NpgsqlDbType.Unknown) { Value = id.ToString() }, new("day", day) } }.ExecuteScalar();
        }
        """);

    [Fact]
    public Task Formats_and_builders_of_one_method_are_rewritten() => Verify.Fixes<InjectionAnalyzer, UnparameterizedSqlFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Formatted(string town, int year)
            {
                var sql = string.Format("select '{{}}', 1 from parcels where town = '{0}' and year = {1}", town, year);
                using var command = new NpgsqlCommand({|PGAP4001:sql|}, connection);
                command.ExecuteNonQuery();
            }

            public void Chained(string town, decimal kilos)
            {
                var sql = new StringBuilder();
                sql.Append("select 1 from parcels where town = '").Append(town).Append('\'');
                sql.Append(" and origin <> '").Append(town).Append("' and kilos > ").Append(kilos);
                sql.AppendLine();
                sql.AppendFormat("and sender = '{0}'", town);
                sql.AppendLine($" or note = '{town}!'");
                using var command = new NpgsqlCommand({|PGAP4001:sql.ToString()|}, connection);
                command.ExecuteNonQuery();
            }

            public void Lines(string town)
            {
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP4001:"select 1 from parcels " +
                    "where town = '" + town + "' " +
                    "limit 1"|};
                command.ExecuteNonQuery();
            }
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public void Formatted(string town, int year)
            {
                var sql = "select '{}', 1 from parcels where town = @town and year = @year";
                using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                command.Parameters.AddWithValue("year", year);
                command.ExecuteNonQuery();
            }

            public void Chained(string town, decimal kilos)
            {
                var sql = new StringBuilder();
                sql.Append("select 1 from parcels where town = @town");
                sql.Append(" and origin <> @town2 and kilos > @kilos");
                sql.AppendLine();
                sql.Append("and sender = @town3");
                sql.AppendLine(" or note = @town4");
                using var command = new NpgsqlCommand(sql.ToString(), connection);
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                command.Parameters.AddWithValue("town2", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                command.Parameters.AddWithValue("kilos", kilos);
                command.Parameters.AddWithValue("town3", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                command.Parameters.AddWithValue("town4", NpgsqlTypes.NpgsqlDbType.Unknown, town + "!");
                command.ExecuteNonQuery();
            }

            public void Lines(string town)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "select 1 from parcels " +
                    "where town = @town " +
                    "limit 1";
                command.Parameters.AddWithValue("town", NpgsqlTypes.NpgsqlDbType.Unknown, town);
                command.ExecuteNonQuery();
            }
        }
        """);

    [Fact]
    public Task Joined_rows_columns_and_parts_are_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void Rows(string[] towns) => source.CreateCommand({|PGAP4001:$"insert into parcels (town) values {string.Join(",", towns.Select(town => $"('{town}')"))}"|});

            public void Columns(string[] columns) => source.CreateCommand({|PGAP4005:$"select {string.Join(", ", columns)} from parcels"|});

            public void Parts(string town)
            {
                var parts = new[] { "select 1 from parcels", $"where town = '{town}'" };
                source.CreateCommand({|PGAP4001:string.Join(" ", parts)|});
            }
        }
        """);
}
