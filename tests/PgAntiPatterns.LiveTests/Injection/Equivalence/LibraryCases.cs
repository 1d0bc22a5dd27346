namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Pasted values in the text that Dapper and EF Core hand on.</summary>
internal static class LibraryCases
{
    private const string InsertHarm = "x'); update accounts set balance = 0; --";

    public static IReadOnlyList<FixCase> All { get; } =
    [
        Dapper("Interpolated", """return await connection.QueryAsync<int>($"select id from people where name = '{name}'");"""),
        Dapper("Concatenated", """return await connection.QueryAsync<int>("select id from people where name = '" + name + "'");"""),
        Dapper("Stored text", """
            var sql = $"select id from people where name = '{name}'";
            return await connection.QueryAsync<int>(sql);
            """),
        Dapper("Format", """return await connection.QueryAsync<int>(string.Format("select id from people where name = '{0}'", name));"""),
        Dapper("Anonymous object that is there", """return await connection.QueryAsync<int>($"select id from people where id > @low and name = '{name}'", new { low = 0 });"""),
        Dapper("Anonymous object with the same name", """return await connection.QueryAsync<int>($"select id from people where id > @name and name = '{name}'", new { name = 0 });"""),
        Dapper("Command definition", """return await connection.QueryAsync<int>(new CommandDefinition($"select id from people where name = '{name}'"));"""),
        Dapper("Command definition with parameters", """return await connection.QueryAsync<int>(new CommandDefinition($"select id from people where id > @low and name = '{name}'", new { low = 0 }, commandTimeout: 5));"""),
        Dapper("Named arguments", """return await connection.QueryAsync<int>($"select id from people where name = '{name}'", commandTimeout: 5);"""),
        Dapper("Pattern", """return await connection.QueryAsync<int>($"select id from people where name like '%{name}%' order by id");"""),
        Dapper("Number and name", """
            var low = 0;
            return await connection.QueryAsync<int>($"select id from people where id > {low} and name = '{name}'");
            """),
        Dapper("Value that may be null", """return await connection.QueryAsync<int>($"select id from people where name = '{name}'");""", "string?") with { Honest = [.. Values.Names, null] },
        new("Dapper: Number that may be missing", "PGAP4002", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, int? id, string name) =>
                await connection.QueryAsync<int>($"select id from people where id = {id} and name = '{name}'");
            """)
        {
            Honest = [new object?[] { 1, "Ann" }, new object?[] { 2, "Ann" }],
            Repaired = [(new object?[] { null, "Ann" }, "")],
        },
        new("Dapper: Guid", "PGAP4002", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, Guid uid, string name) =>
                await connection.QueryAsync<int>($"select id from people where uid = '{uid}' and name <> '{name}'");
            """)
        {
            Honest = [new object?[] { Guid.Parse("00000000-0000-0000-0000-000000000002"), "x" }],
        },
        new("Dapper: Date", "PGAP4002", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, DateTime day) =>
                await connection.QueryAsync<int>($"select id from people where seen > '{day}'");
            """)
        {
            Honest = [new DateTime(2023, 1, 1), new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc)],
        },
        new("Dapper: Date without time", "PGAP4002", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, DateOnly day) =>
                await connection.QueryAsync<int>($"select id from people where born > '{day}'");
            """)
        {
            Honest = [new DateOnly(2023, 1, 1)],
        },
        new("Dapper: Moment", "PGAP4002", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, DateTimeOffset moment) =>
                await connection.QueryAsync<int>($"select id from people where seen >= '{moment}'");
            """)
        {
            Honest = [new DateTimeOffset(2024, 2, 29, 14, 0, 0, TimeSpan.FromHours(2))],
        },
        new("Dapper: Interval of days", "PGAP4002", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, string days) =>
                await connection.QueryAsync<int>($"select id from people where seen > now() - interval '{days} days'");
            """)
        {
            Honest = ["1", "4000"],
            Payloads = ["1 days' or 1=1 --"],
        },
        new("Dapper: Date as a typed literal", "PGAP4002", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, DateTime day) =>
                await connection.QueryAsync<int>($"select id from people where born = date '{day}'");
            """)
        {
            Honest = [new DateTime(2023, 1, 1)],
        },
        new("EF: Moment", "PGAP4003", WithContext("DateTimeOffset moment", """
            var sql = $"select * from people where seen > '{moment}'";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """))
        {
            Honest = [new DateTimeOffset(2023, 1, 1, 2, 0, 0, TimeSpan.FromHours(2))],
        },
        new("EF: Interval of days", "PGAP4003", WithContext("string days", """
            var sql = $"select * from people where seen > now() - interval '{days} days'";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """))
        {
            Honest = ["1", "4000"],
        },
        new("Dapper: Insert", "PGAP4002", """
            public static async Task<int> RunAsync(NpgsqlConnection connection, string name) =>
                await connection.ExecuteAsync($"insert into people (id, name) values (50, '{name}')");
            """)
        {
            Honest = Values.Names,
            Payloads = [InsertHarm],
            Stores = true,
        },
        new("Dapper: List of numbers", "PGAP4006", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, int[] ids) =>
                await connection.QueryAsync<int>($"select id from people where id in ({string.Join(", ", ids)}) order by id");
            """)
        {
            Honest = [new[] { 1 }, new[] { 1, 2, 77 }],
            Repaired = [(Array.Empty<int>(), "")],
        },
        new("Dapper: List of text", "PGAP4006", """
            public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, IEnumerable<string> names) =>
                await connection.QueryAsync<int>($"select id from people where name in ({string.Join(", ", names.Select(name => $"'{name}'"))}) order by id");
            """)
        {
            Honest = [new[] { "Ann" }, new[] { "Ann", "100% pure" }],
            Repaired = [(Array.Empty<string>(), ""), (new[] { "O'Brien" }, "9")],
            Payloads = [new[] { "x') or 1=1 --" }],
        },
        Ef("FromSqlRaw with stored text", """
            var sql = $"select * from people where name = '{name}'";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """),
        Ef("FromSqlRaw with text that grows", """
            var sql = "select * from people";
            sql += " where name = '" + name + "'";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """),
        Ef("FromSqlRaw with a builder", """
            var sql = new StringBuilder("select * from people");
            sql.Append(" where name = '").Append(name).Append("'");
            return await context.Persons.FromSqlRaw(sql.ToString()).Select(person => person.Id).ToListAsync();
            """),
        Ef("SqlQueryRaw with stored text", """
            var sql = $"select id as \"Value\" from people where name = '{name}'";
            return await context.Database.SqlQueryRaw<int>(sql).ToListAsync();
            """),
        Ef("Pattern in stored text", """
            var sql = $"select * from people where name like '%{name}%' order by id";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """),
        Ef("Name twice in stored text", """
            var sql = $"select * from people where name = '{name}' or code = '{name}'";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """),
        Ef("Value that may be null", """
            var sql = $"select * from people where name = '{name}'";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """, "string?") with { Honest = [.. EfNames, null] },
        Ef("FromSqlRaw directly", """return await context.Persons.FromSqlRaw($"select * from people where name = '{name}'").Select(person => person.Id).ToListAsync();"""),
        Ef("FromSqlRaw directly, raw literal", """"
            return await context.Persons.FromSqlRaw($"""
                select * from people
                where name = '{name}' and name like '{name}%'
                """).Select(person => person.Id).ToListAsync();
            """"),
        Ef("FromSqlRaw directly, concatenated", """return await context.Persons.FromSqlRaw("select * from people where name = '" + name + "'").Select(person => person.Id).ToListAsync();"""),
        Ef("SqlQueryRaw directly", """return await context.Database.SqlQueryRaw<int>($"select id as \"Value\" from people where name = '{name}'").ToListAsync();"""),
        // Seed bNLSbiEgoJD4nE6t1: the enum stays in its hole, and in such a literal one brace is one character.
        new("EF: Raw literal with two dollars and an enum", "PGAP4003", WithContext("DayOfWeek day, string name", """"
            return await context.Persons.FromSqlRaw($$"""select * from people where name = '{{name}}' and coalesce(code, '') <> '{{day}}'""").Select(person => person.Id).ToListAsync();
            """"))
        {
            Honest = [new object?[] { DayOfWeek.Friday, "Ann" }, new object?[] { DayOfWeek.Monday, "nobody" }],
        },
        new("EF: Number that may be missing", "PGAP4003", WithContext("int? id, string name", """
            var sql = $"select * from people where id = {id} and name = '{name}'";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """))
        {
            Honest = [new object?[] { 1, "Ann" }, new object?[] { 2, "Ann" }],
            Repaired = [(new object?[] { null, "Ann" }, "")],
        },
        new("EF: ExecuteSqlRaw with stored text", "PGAP4003", WithContext("string name", """
            var sql = $"insert into people (id, name) values (50, '{name}')";
            return [await context.Database.ExecuteSqlRawAsync(sql)];
            """))
        {
            Honest = EfNames,
            Payloads = [InsertHarm],
            Stores = true,
        },
        new("EF: ExecuteSqlRaw directly", "PGAP4003", WithContext("string name", """return [context.Database.ExecuteSqlRaw($"insert into people (id, name) values (50, '{name}')")];"""))
        {
            Honest = EfNames,
            Payloads = [InsertHarm],
            Stores = true,
        },
        new("EF: ExecuteSqlRawAsync directly with a token", "PGAP4003", WithContext("string name", """return [await context.Database.ExecuteSqlRawAsync($"update people set code = '{name}' where id = 1", CancellationToken.None)];"""))
        {
            Honest = EfNames,
            Payloads = ["x'; update accounts set balance = 0; --"],
            Stores = true,
        },
        new("EF: List of numbers", "PGAP4006", WithContext("int[] ids", """
            var sql = $"select * from people where id in ({string.Join(",", ids)}) order by id";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """))
        {
            Honest = [new[] { 1 }, new[] { 1, 2, 77 }],
            Repaired = [(Array.Empty<int>(), "")],
        },
        new("EF: List of text", "PGAP4006", WithContext("List<string> names", """
            var sql = $"select * from people where name in ('{string.Join("','", names)}') order by id";
            return await context.Persons.FromSqlRaw(sql).Select(person => person.Id).ToListAsync();
            """))
        {
            Honest = [new List<string> { "Ann" }, new List<string> { "Ann", "Bob" }],
            Payloads = [new List<string> { "x') or 1=1 --" }],
        },
    ];

    /// <summary>Braces are EF Core's own in raw text: a name with them is an error before.</summary>
    private static object?[] EfNames => [.. Values.Names.Where(name => name is not "{0}")];

    private static FixCase Dapper(string title, string body, string type = "string") =>
        new("Dapper: " + title, "PGAP4002", $"public static async Task<IEnumerable<int>> RunAsync(NpgsqlConnection connection, {type} name)\n{{\n{body}\n}}")
        {
            Honest = Values.Names,
            Payloads = title is "Pattern" ? ["x' or 1=1 --"] : Values.Attacks,
        };

    private static FixCase Ef(string title, string body, string type = "string") =>
        new("EF: " + title, "PGAP4003", WithContext(type + " name", body))
        {
            Honest = EfNames,
            Payloads = ["x' or 1=1 --"],
        };

    private static string WithContext(string parameters, string body) => $$"""
        public static async Task<List<int>> RunAsync(NpgsqlConnection connection, {{parameters}})
        {
            await using var context = new People(connection);
            {{body}}
        }
        """;
}
