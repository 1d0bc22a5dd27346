namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Texts to which filters are appended only where they are asked for; the parameters are there always.</summary>
internal static class ConditionalCases
{
    private const string Harm = "x'; update accounts set balance = 0; --";

    private static readonly object?[] Searches =
    [
        new object?[] { null, null, false },
        new object?[] { "Ann", null, true },
        new object?[] { "", null, false },
        new object?[] { "Bob", 1, false },
        new object?[] { null, 3, true },
        new object?[] { "nobody", 0, true },
    ];

    public static IReadOnlyList<FixCase> All { get; } =
    [
        Command("text that grows", """
            var sql = "select id from people where true";
            if (name != null)
            {
                sql += $" and name = '{name}'";
            }

            if (low.HasValue) sql += " and id > " + low.Value;
            sql += latest ? " order by id desc" : " order by id";
            await using var command = new NpgsqlCommand(sql, connection);
            return await Rows.OfAsync(command);
            """),
        Command("builder", """
            var text = new StringBuilder("select id from people where true");
            if (name != null)
            {
                text.Append(" and name = '").Append(name).Append("'");
            }

            if (low != null)
            {
                text.AppendLine($" and id > {low}");
            }

            text.Append(latest ? " order by id desc" : " order by id");
            await using var command = new NpgsqlCommand(text.ToString(), connection);
            return await Rows.OfAsync(command);
            """),
        Command("one text or another", """
            var sql = name == null ? "select id from people order by id" : $"select id from people where name = '{name}' and true" + (latest ? " order by id desc" : "");
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await Rows.OfAsync(command);
            """),
        Command("any provider", """
            System.Data.Common.DbConnection any = connection;
            var sql = "select id from people where true";
            if (name != null) sql = sql + " and name = '" + name + "'";
            if (latest) sql = sql + " order by id desc"; else sql = sql + " order by id";
            await using var command = any.CreateCommand();
            command.CommandText = sql;
            return await Rows.OfAsync(command);
            """),
        Of("Dapper", "PGAP4002", """
            public static async Task<List<int>> RunAsync(NpgsqlConnection connection, string? name, int? low, bool latest)
            {
                var sql = "select id from people where true";
                if (name != null)
                {
                    sql += $" and name = '{name}'";
                }

                if (low.HasValue) sql += $" and id > {low.Value}";
                sql += latest ? " order by id desc" : " order by id";
                return (await connection.QueryAsync<int>(sql)).AsList();
            }
            """),
        Of("EF Core", "PGAP4003", """
            public static async Task<List<int>> RunAsync(NpgsqlConnection connection, string? name, int? low, bool latest)
            {
                await using var context = new People(connection);
                var sql = "select * from people where true";
                if (name != null)
                {
                    sql += $" and name = '{name}'";
                }

                if (low.HasValue) sql += $" and id > {low.Value}";
                sql += latest ? " order by id desc" : " order by id";
                return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            }
            """),
    ];

    private static FixCase Command(string title, string body) =>
        Of(title, "PGAP4001", $"public static async Task<List<string>> RunAsync(NpgsqlConnection connection, string? name, int? low, bool latest)\n{{\n{body}\n}}");

    private static FixCase Of(string title, string rule, string method) => new("On demand: " + title, rule, method)
    {
        Honest = Searches,
        Repaired = [(new object?[] { "O'Brien", null, false }, "9")],
        Payloads = rule == "PGAP4003" ? [] : [new object?[] { Harm, null, false }],
    };
}
