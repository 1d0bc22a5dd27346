namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Ways to hand text with a pasted name to Npgsql and ADO.NET.</summary>
internal static class CommandCases
{
    public static IReadOnlyList<FixCase> All { get; } =
    [
        Named("Interpolated text in a constructor", """
            await using var command = new NpgsqlCommand($"select id from people where name = '{name}' order by id", connection);
            return await Rows.OfAsync(command);
            """),
        Named("Concatenated text", """
            await using var command = new NpgsqlCommand("select id from people where name = '" + name + "'", connection);
            return await Rows.OfAsync(command);
            """),
        Named("Concatenated text over several lines", """
            await using var command = new NpgsqlCommand(
                "select id " +
                "from people " +
                "where name = '" + name + "' " +
                "order by id",
                connection);
            return await Rows.OfAsync(command);
            """),
        Named("Verbatim text", """
            await using var command = new NpgsqlCommand($@"select id
                from ""people""
                where name = '{name}'", connection);
            return await Rows.OfAsync(command);
            """),
        Named("Raw text", """"
            await using var command = new NpgsqlCommand($"""
                select id
                from people
                where name = '{name}'
                """, connection);
            return await Rows.OfAsync(command);
            """"),
        Named("Raw text with doubled braces", """"
            await using var command = new NpgsqlCommand($$"""
                select id from people where name = '{{name}}' and '{1}'::int[] is not null
                """, connection);
            return await Rows.OfAsync(command);
            """"),
        Named("Format", """
            await using var command = new NpgsqlCommand(string.Format("select id from people where name = '{0}'", name), connection);
            return await Rows.OfAsync(command);
            """),
        Named("Format with doubled braces", """
            await using var command = new NpgsqlCommand(string.Format("select id from people where name = '{0}' and '{{1}}'::int[] is not null", name), connection);
            return await Rows.OfAsync(command);
            """),
        Named("Builder", """
            var text = new StringBuilder();
            text.Append("select id from people");
            text.Append(" where name = '").Append(name).Append("'");
            await using var command = new NpgsqlCommand(text.ToString(), connection);
            return await Rows.OfAsync(command);
            """),
        Named("Builder with AppendFormat", """
            var text = new StringBuilder("select id from people");
            text.AppendFormat(" where name = '{0}'", name);
            await using var command = new NpgsqlCommand(text.ToString(), connection);
            return await Rows.OfAsync(command);
            """),
        Named("Builder with interpolation", """
            var text = new StringBuilder();
            text.AppendLine("select id from people");
            text.AppendLine($"where name = '{name}'");
            await using var command = new NpgsqlCommand(text.ToString(), connection);
            return await Rows.OfAsync(command);
            """),
        Named("Text in a variable", """
            var sql = $"select id from people where name = '{name}'";
            await using var command = new NpgsqlCommand(sql, connection);
            return await Rows.OfAsync(command);
            """),
        Named("Text that grows", """
            var sql = "select id from people";
            sql += " where name = '" + name + "'";
            sql += " order by id";
            await using var command = new NpgsqlCommand(sql, connection);
            return await Rows.OfAsync(command);
            """),
        Named("CommandText of a command that is there", """
            await using var command = connection.CreateCommand();
            command.CommandText = $"select id from people where name = '{name}'";
            return await Rows.OfAsync(command);
            """),
        Named("CommandText in an object initializer", """
            await using var command = new NpgsqlCommand { Connection = connection, CommandText = $"select id from people where name = '{name}'" };
            return await Rows.OfAsync(command);
            """),
        Named("CommandText in an initializer with parameters", """
            await using var command = new NpgsqlCommand { Connection = connection, CommandText = $"select id from people where name = '{name}' and id > @low", Parameters = { new("low", -1) } };
            return await Rows.OfAsync(command);
            """),
        Named("Initializer with numbered parameters", """
            await using var command = new NpgsqlCommand { Connection = connection, CommandText = $"select id from people where id > $1 and name = '{name}'", Parameters = { new() { Value = 0 } } };
            return await Rows.OfAsync(command);
            """) with { Payloads = ["x' or 1=1 --"] },
        Named("Numbered parameters before and after", """
            await using var command = new NpgsqlCommand($"select id from people where id > $1 and name = '{name}' and id < $2", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = 0 });
            command.Parameters.Add(new NpgsqlParameter { Value = 100 });
            return await Rows.OfAsync(command);
            """) with { Payloads = ["x' or 1=1 and $2 > 0 --"] },
        Named("Named parameter before", """
            await using var command = new NpgsqlCommand($"select id from people where id > @name and name = '{name}'", connection);
            command.Parameters.AddWithValue("name", 0);
            return await Rows.OfAsync(command);
            """),
        Named("Batch command", """
            await using var batch = new NpgsqlBatch(connection);
            var first = new NpgsqlBatchCommand($"select id from people where name = '{name}'");
            batch.BatchCommands.Add(first);
            await using var reader = await batch.ExecuteReaderAsync();
            return Rows.Of(reader);
            """) with { Payloads = ["x' or 1=1 --"] },
        Named("Batch command in an initializer", """
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand($"select id from people where name = '{name}'") } };
            await using var reader = await batch.ExecuteReaderAsync();
            return Rows.Of(reader);
            """) with { Payloads = ["x' or 1=1 --"] },
        Named("Data adapter", """
            using var adapter = new NpgsqlDataAdapter($"select id from people where name = '{name}'", connection);
            var table = new DataTable();
            adapter.Fill(table);
            return table.Rows.Cast<DataRow>().Select(row => row[0].ToString()!).ToList();
            """),
        Named("Command of any provider", """
            DbConnection any = connection;
            await using var command = any.CreateCommand();
            command.CommandText = $"select id from people where name = '{name}'";
            return await Rows.OfAsync(command);
            """),
        Named("Command of IDbConnection", """
            IDbConnection any = connection;
            using var command = any.CreateCommand();
            command.CommandText = "select id from people where name = '" + name + "'";
            using var reader = command.ExecuteReader();
            return Rows.Of((DbDataReader)reader);
            """),
        Named("Method that executes directly", """
            using (var command = new NpgsqlCommand($"select id from people where name = '{name}'", connection))
            {
                return await Rows.OfAsync(command);
            }
            """),
        Named("Apostrophes doubled by hand", """
            await using var command = new NpgsqlCommand($"select id from people where name = '{name.Replace("'", "''")}'", connection);
            return await Rows.OfAsync(command);
            """) with { Payloads = [], Repaired = [] , Honest = [.. Values.Names, "O'Brien"] },
        Named("Characters around the name", """
            await using var command = new NpgsqlCommand($"select id from people where name || '!' = '{name}!'", connection);
            return await Rows.OfAsync(command);
            """),
        Named("Escaped characters around the name", """
            await using var command = new NpgsqlCommand($"select id from people where name || '''\t\"' = '{name}''\t\"'", connection);
            return await Rows.OfAsync(command);
            """),
        Named("Name twice", """
            await using var command = new NpgsqlCommand($"select id from people where name = '{name}' or code = '{name}'", connection);
            return await Rows.OfAsync(command);
            """),
        Named("Name that may be null", """
            await using var command = new NpgsqlCommand($"select id from people where name = '{name}'", connection);
            return await Rows.OfAsync(command);
            """, "string?") with { Honest = [.. Values.Names, null] },
        Named("Name of a time without nullable types", """
            await using var command = new NpgsqlCommand($"select id from people where name = '{name}'", connection);
            return await Rows.OfAsync(command);
            """) with
            {
                Method = """
                    #nullable disable
                    public static async Task<List<string>> RunAsync(NpgsqlConnection connection, string name = null)
                    {
                        await using var command = new NpgsqlCommand($"select id from people where name = '{name}'", connection);
                        return await Rows.OfAsync(command);
                    }
                    """,
                Honest = [.. Values.Names, null],
            },
        Named("Name of a time without nullable types and without a default", "") with
            {
                Method = """
                    #nullable disable
                    public static async Task<List<string>> RunAsync(NpgsqlConnection connection, string name)
                    {
                        await using var command = new NpgsqlCommand($"select id from people where name = '{name}'", connection);
                        return await Rows.OfAsync(command);
                    }
                    """,
                Honest = [.. Values.Names, null],
            },
        Stored("Insert", """
            await using var command = new NpgsqlCommand($"insert into people (id, name) values (50, '{name}')", connection);
            return await command.ExecuteNonQueryAsync();
            """) with { Payloads = ["x'); update accounts set balance = 0; --"] },
        Stored("Update", """
            await using var command = new NpgsqlCommand($"update people set code = '{name}' where id = 1", connection);
            return await command.ExecuteNonQueryAsync();
            """),
        Stored("Delete", """
            await using var command = new NpgsqlCommand($"delete from people where name = '{name}'", connection);
            return await command.ExecuteNonQueryAsync();
            """),
    ];

    private static FixCase Named(string title, string body, string type = "string") =>
        new("Command: " + title, "PGAP4001", $"public static async Task<List<string>> RunAsync(NpgsqlConnection connection, {type} name)\n{{\n{body}\n}}")
        {
            Honest = Values.Names,
            Repaired = title.Contains("around", StringComparison.Ordinal) || title.StartsWith("Escaped", StringComparison.Ordinal) ? [] : Values.Apostrophe,
            Payloads = Values.Attacks,
        };

    private static FixCase Stored(string title, string body) =>
        new("Command: " + title, "PGAP4001", $"public static async Task<int> RunAsync(NpgsqlConnection connection, string name)\n{{\n{body}\n}}")
        {
            Honest = Values.Names,
            Payloads = ["x'; update accounts set balance = 0; --"],
            Stores = true,
        };
}
