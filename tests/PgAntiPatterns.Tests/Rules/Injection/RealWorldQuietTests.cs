using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

/// <summary>Shapes of code in use that look like pasted values and are none.</summary>
public sealed class RealWorldQuietTests
{
    [Fact]
    public Task A_name_that_was_set_up_by_a_property_is_no_callers() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            private string _schema = "post";

            public string Schema
            {
                get => _schema;
                set => _schema = value.ToLowerInvariant();
            }

            public void Count() => source.CreateCommand($"select count(*) from {Schema}.parcels");
        }
        """);

    [Fact]
    public Task A_method_that_says_it_quotes_is_believed_where_it_cannot_be_looked_into() => Verify.Quiet<InjectionAnalyzer>("""
        interface IDialect
        {
            string QuoteTableName(string schema, string name);

            string EscapeIdentifier(string name);
        }

        class Parcels(NpgsqlDataSource source, IDialect dialect, NpgsqlCommandBuilder builder)
        {
            public void Count(string table, string column)
            {
                var quoted = dialect.EscapeIdentifier(column);
                var known = builder.QuoteIdentifier(column);
                source.CreateCommand($"select 1 from {dialect.QuoteTableName("post", table)} where {quoted} = 1 and {known} = 2");
            }
        }
        """);

    [Fact]
    public Task What_is_cut_off_or_repeated_is_as_safe_as_the_whole() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void Write()
            {
                var name = $"parcel_{Guid.NewGuid():N}"[..30];
                source.CreateCommand($"insert into parcels (town, code) values ('{name}', '{Guid.NewGuid().ToString("N")[..12]}')");
                source.CreateCommand($"insert into parcels (town) values ('{new string('a', 64)}')");
                source.CreateCommand($"insert into parcels (town) values (decode('{Convert.ToHexString(new byte[4])}', 'hex'))");
                source.CreateCommand($"insert into parcels (town) values (decode('{Convert.ToBase64String(new byte[4])}', 'base64'))");
            }
        }
        """);

    [Fact]
    public Task What_is_made_of_constants_one_by_one_is_constant() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            private static readonly string[] Tables = ["parcels", "towns"];
            private static readonly string Quoted = string.Join(", ", Tables.Select(static table => $"'{table}'"));

            public void Read() => source.CreateCommand($"select 1 from pg_tables where tablename = any (array[{Quoted}]) or tablename in ({Quoted})");
        }
        """);

    [Fact]
    public Task A_part_that_says_it_is_sql_is_its_writers() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public int Close(string selectSql) => connection.Execute($"with chosen as ({selectSql}) update parcels set open = false from chosen where chosen.id = parcels.id");
        }
        """);

    [Fact]
    public Task A_value_whose_apostrophes_are_doubled_is_as_good_as_it_gets_where_no_parameter_can_stand() => Verify.Quiet<InjectionAnalyzer>("""
        class Roles(NpgsqlDataSource source)
        {
            public void Rotate(string password)
            {
                var escaped = password.Replace("'", "''");
                source.CreateCommand($"alter role reader with password '{escaped}'");
                source.CreateCommand($"create view mine as select '{password.Replace("'", "''")}'::text as word");
            }
        }
        """);

    [Fact]
    public Task A_batch_of_another_server_has_variables_of_its_own() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels
        {
            public void Write(DbConnection connection, bool isOther)
            {
                using var command = connection.CreateCommand();
                command.CommandText = isOther ? "declare @made table (id int); insert into parcels output inserted.id into @made default values" : "insert into parcels default values";
                command.ExecuteNonQuery();
            }
        }
        """);

    [Fact]
    public Task Names_in_tests_are_the_tests_own() => Verify.Reports<InjectionAnalyzer>("""
        namespace Xunit
        {
            class FactAttribute : Attribute;
        }

        class Databases(NpgsqlDataSource source, DbContext context)
        {
            public void Create(string database) => source.CreateCommand($"create database {database}");

            public void Values(string town) => source.CreateCommand({|PGAP4001:$"delete from parcels where town = '{town}'"|});

            public void Bound(string table) => context.Database.ExecuteSql({|PGAP4005:$"delete from {table}"|});
        }
        """);

    [Theory]
    [InlineData("amount.ToString(\"F2\")")]
    [InlineData("amount.ToString(\"N0\")")]
    [InlineData("day.ToString(\"d\")")]
    [InlineData("day.ToString(\"dd/MM/yyyy\")")]
    public Task A_format_that_follows_the_culture_is_reported(string value) => Verify.Reports<InjectionAnalyzer>($$"""
        class Parcels(NpgsqlDataSource source)
        {
            public void Read(decimal amount, DateTime day) => source.CreateCommand({|PGAP4001:$"select 1 from parcels where price = '{{{value}}}'"|});
        }
        """);

    [Theory]
    [InlineData("amount.ToString(\"F2\", System.Globalization.CultureInfo.InvariantCulture)")]
    [InlineData("day.ToString(\"yyyy-MM-dd\")")]
    [InlineData("day.ToString(\"O\")")]
    public Task A_format_that_is_the_same_everywhere_is_quiet(string value) => Verify.Quiet<InjectionAnalyzer>($$"""
        class Parcels(NpgsqlDataSource source)
        {
            public void Read(decimal amount, DateTime day) => source.CreateCommand($"select 1 from parcels where price = '{{{value}}}'");
        }
        """);

    [Fact]
    public Task A_name_that_was_looked_at_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        interface IGuard
        {
            void ThrowIfInvalidIdentifier(string name);
        }

        class Parcels(NpgsqlDataSource source, IGuard guard)
        {
            public void Count(string table)
            {
                if (!ValidateIdentifier(table))
                    throw new ArgumentException(table);
                source.CreateCommand($"select count(*) from \"{table}\"");
            }

            public void Clear(string table)
            {
                guard.ThrowIfInvalidIdentifier(table);
                source.CreateCommand($"delete from {table}");
            }

            private static bool ValidateIdentifier(string name)
            {
                if (name.Length > 63) return false;
                foreach (var letter in name)
                    if (!char.IsAsciiLetterOrDigit(letter)) return false;
                return true;
            }
        }
        """);

    [Fact]
    public Task A_private_method_is_given_what_its_callers_have() => Verify.Reports<InjectionAnalyzer>("""
        interface ILayout
        {
            string[] Columns();
        }

        class Parcels(NpgsqlDataSource source, ILayout layout)
        {
            public void Read() => Select(layout.Columns());

            public void Sort(string column) => Order(column);

            private void Select(string[] columns)
            {
                var text = new StringBuilder("select ");
                for (var i = 0; i < columns.Length; i++)
                    text.Append("p.").Append(columns[i]).Append(", ");
                source.CreateCommand(text.Append("1 from parcels p").ToString());
            }

            private void Order(string column) => source.CreateCommand({|PGAP4005:$"select 1 from parcels order by {column}"|});
        }
        """);

    [Fact]
    public Task A_parameter_that_is_made_beside_the_command_is_not_misspelled() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Read(string town)
            {
                using var command = new NpgsqlCommand(null, connection);
                var parameter = new NpgsqlParameter("@town", NpgsqlTypes.NpgsqlDbType.Varchar, 100);
                parameter.Value = town;
                command.CommandText += "select 1 from parcels where town = @town";
                command.ExecuteScalar();
            }
        }
        """);

    [Fact]
    public Task A_parameter_that_is_given_another_value_on_one_way_is_still_its_callers() => Verify.Reports<InjectionAnalyzer>("""
        class Desk
        {
            public static bool IsOpen;

            public void Serve(System.IO.StringReader reader)
            {
                IsOpen = true;
                Parcels.Read(reader.ReadLine(), new NpgsqlCommand());
            }
        }

        class Parcels
        {
            public static void Read(string town, NpgsqlCommand command)
            {
                if (Desk.IsOpen)
                {
                    command.CommandText = {|PGAP4001:"select 1 from parcels where town = '" + town + "'"|};
                }
                else
                {
                    town = null;
                }
            }
        }
        """);

    [Fact]
    public Task A_procedure_of_a_list_and_texts_of_constants_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            private static readonly string[] Known = ["close_parcels", "open_parcels"];

            public void Call(string name)
            {
                if (!Known.Contains(name))
                {
                    throw new ArgumentException(name);
                }

                using var command = new NpgsqlCommand(name, connection) { CommandType = CommandType.StoredProcedure };
                command.ExecuteNonQuery();
            }

            public void Build(bool isOpen)
            {
                var text = new StringBuilder(256);
                text.Append(Start()).Append(isOpen ? " where open" : " where not open");
                using var command = new NpgsqlCommand(text.ToString(), connection);
            }

            private static string Start() => "select count(*) from parcels";
        }
        """);

    [Fact]
    public Task Names_of_placeholders_that_travel_in_an_object_without_a_type_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Index(NpgsqlConnection connection)
        {
            public void Write(Dictionary<string, string> words)
            {
                var rows = words.Select((word, place) => new { word.Key, word.Value, Name = $"@n{place}", Text = $"@t{place}" }).ToList();
                using var command = connection.CreateCommand();
                command.CommandText = string.Join(";", rows.Select(row => $"insert into words (name, text) values ({row.Name}, {row.Text})"));
                foreach (var row in rows)
                {
                    command.Parameters.AddWithValue(row.Name, row.Key);
                    command.Parameters.AddWithValue(row.Text, row.Value);
                }

                command.ExecuteNonQuery();
            }
        }
        """);

    [Fact]
    public Task A_value_that_travels_in_an_object_without_a_type_is_still_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Index(NpgsqlConnection connection)
        {
            public void Write(List<string> words)
            {
                var rows = words.Select(word => new { Text = word }).ToList();
                foreach (var row in rows)
                {
                    using var command = new NpgsqlCommand({|PGAP4001:$"insert into words (text) values ('{row.Text}')"|}, connection);
                    command.ExecuteNonQuery();
                }
            }
        }
        """);

    [Fact]
    public Task A_method_that_says_it_quotes_for_a_column_is_believed() => Verify.Quiet<InjectionAnalyzer>("""
        interface IDialect
        {
            string QuoteForColumnName(string name);
        }

        class Documents(IDbConnection connection, IDialect dialect)
        {
            public void Remove(int id) => connection.Execute($"delete from documents where {dialect.QuoteForColumnName("Id")} = @id", new { id });
        }
        """);

    [Theory]
    [InlineData("interface IDialect { string FormatColumn(string table, string column); string GetSqlValue(object value); }", false)]
    [InlineData("interface IDialect { string Column(string table, string column); string GetValue(object value); }", true)]
    public Task A_dialect_that_says_it_writes_columns_and_values_is_believed(string dialect, bool isReported) => Verify.Reports<InjectionAnalyzer>(dialect + $$"""

        class Documents(IDbConnection connection, IDialect dialect)
        {
            public void Remove(string column, string name) => connection.Execute({{(isReported ? "{|PGAP4002:" : "")}}$"delete from documents where {dialect.{{(isReported ? "Column" : "FormatColumn")}}("documents", column)} = {dialect.{{(isReported ? "GetValue" : "GetSqlValue")}}(name)}"{{(isReported ? "|}" : "")}});
        }
        """);

    [Fact]
    public Task Tables_that_the_source_lists_are_no_callers_in_a_lambda_either() => Verify.Quiet<InjectionAnalyzer>("""
        class Tags(IDbConnection connection)
        {
            public int[] Used() => new[] { "parcels", "letters" }.SelectMany(table => Of(table)).Distinct().ToArray();

            private IEnumerable<int> Of(string table) => connection.Query<int>($"select tag from \"{table}\"");
        }
        """);

    [Fact]
    public Task A_parameter_that_says_it_is_a_clause_is_the_callers_statement() => Verify.Reports<InjectionAnalyzer>("""
        class Archive(NpgsqlDataSource source)
        {
            public void Find(string whereExpression)
            {
                var where = string.IsNullOrWhiteSpace(whereExpression) ? "" : $"where {whereExpression}";
                source.CreateCommand($"select data from archive {where}");
            }

            public void Newest(string limitExpression) => source.CreateCommand($"select data from archive order by id desc limit {limitExpression}");

            public void Counted(string limit) => source.CreateCommand({|PGAP4001:$"select data from archive order by id desc limit {limit}"|});

            public void Named(string expression) => source.CreateCommand({|PGAP4001:$"select data from archive where name = '{expression}'"|});
        }
        """);

    [Fact]
    public Task A_list_of_constants_that_a_property_hands_out_is_no_list_of_values() => Verify.Quiet<InjectionAnalyzer>("""
        static class Own
        {
            private static IEnumerable<string> _schemas = new List<string>(new[] { "pg_catalog", "information_schema" });

            public static IEnumerable<string> Schemas
            {
                get { return _schemas; }
            }
        }

        class Views(NpgsqlConnection connection)
        {
            public void Count() => connection.Execute("select count(*) from pg_views where schemaname not in (" + string.Join(", ", Own.Schemas.Select(name => "'" + name + "'")) + ")");
        }
        """);
}
