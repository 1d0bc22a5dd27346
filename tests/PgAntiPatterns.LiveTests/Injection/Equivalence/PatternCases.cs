namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Pasted values that are more than one value of a comparison: patterns, typed literals, lists, utility statements and names.</summary>
internal static class PatternCases
{
    private const string Harm = "; update accounts set balance = 0; --";

    public static IReadOnlyList<FixCase> All { get; } =
    [
        Pattern("contains", "where name like '%{name}%'"),
        Pattern("starts with", "where name like '{name}%'"),
        Pattern("ends with, in any case", "where name ilike '%{name}'"),
        Pattern("not like", "where name not like '%{name}%'"),
        Pattern("similar to", "where name similar to '%{name}%'") with { Honest = ["Ann", "(Ann|Bob)", "_nn"] },
        Pattern("added up", "where name like '%' || '{name}' || '%'"),
        Pattern("with an escape character", "where name like '%!{name}%' escape '!'") with { Honest = ["%", "_"] },
        Pattern("between words", "where name like 'A%{name}%n'"),
        Pattern("regular expression", "where name ~ '^{name}'") with { Honest = ["Ann", "A.n", ""] },
        Pattern("in a function", "where position('{name}' in name) > 0") with { Payloads = ["x' in name) = 0 or 1=1 --"] },
        Pattern("twice", "where name like '%{name}%' or code like '%{name}%'"),
        Pattern("and equal", "where name like '%{name}%' and name = '{name}'"),
        Typed("date", "where born = date '{value}'", "2024-02-29", "Jan 1 2023"),
        Typed("timestamp with time zone", "where seen >= timestamp with time zone '{value}'", "2024-02-29 12:00+00"),
        Typed("timestamptz", "where seen >= timestamptz '{value}'", "2024-02-29 12:00+00", "2022-01-01"),
        Typed("interval", "where seen > now() - interval '{value}'", "1 day", "10 years", "P1Y"),
        Typed("interval of days", "where seen > now() - interval '{value} days'", "1", "4000", "-1"),
        Typed("numeric", "where price = numeric '{value}'", "10.5"),
        new("Pattern: interval of a number of days", "PGAP4001", Read("int days, string name", "where seen > now() - interval '{days} days' and name <> '{name}'"))
        {
            Honest = [new object?[] { 1, "x" }, new object?[] { 4000, "x" }, new object?[] { -1, "x" }],
        },
        new("Pattern: date of a formatted day", "PGAP4001", Read("DateTime day, string name", "where born = date '{day:yyyy-MM-dd}' and name <> '{name}'"))
        {
            Honest = [new object?[] { new DateTime(2024, 2, 29, 15, 30, 0), "x" }],
        },
        new("Pattern: interval from two numbers", "PGAP4001", Read("string days, string hours", "where seen > now() - interval '{days} days {hours} hours'"))
        {
            Honest = [new object?[] { "1", "2" }, new object?[] { "5000", "0" }],
        },
        List("numbers", "int[]", "where id in ({string.Join(\", \", list)})", [new[] { 1 }, new[] { 1, 2, 77 }]) with { Repaired = [(Array.Empty<int>(), "")] },
        List("numbers of a sequence", "IEnumerable<int>", "where id in ({string.Join(\",\", list)})", [new[] { 1 }, new List<int> { 1, 2 }]) with { Repaired = [(Array.Empty<int>(), "")] },
        List("numbers of a list, not in", "List<int>", "where id not in ({string.Join(\",\", list)})", [new List<int> { 1 }, new List<int> { 1, 2, 77 }]),
        List("big numbers", "long[]", "where id in ({string.Join(\",\", list)})", [new[] { 1L }, new[] { 1L, 9000000000L }]),
        List("short numbers against bigint", "int[]", "where big in ({string.Join(\",\", list)})", [new[] { 10 }, new[] { 10, 20 }]),
        List("small numbers", "List<short>", "where id in ({string.Join(\",\", list)})", [new List<short> { 1, 2 }]),
        List("numbers against numeric", "int[]", "where price in ({string.Join(\",\", list)})", [new[] { 5, 7 }]),
        List("text against varchar", "string[]", "where code in ('{string.Join(\"','\", list)}')", [new[] { "5", "%5" }]),
        List("text of a set", "HashSet<string>", "where name in ('{string.Join(\"','\", list)}')", [new HashSet<string> { "Ann", "Bob" }]),
        List("numbers of a read-only list", "IReadOnlyList<int>", "where id in ({string.Join(\",\", list)})", [new List<int> { 1, 2 }]),
        List("text between quotes", "string[]", "where name in ('{string.Join(\"','\", list)}')", [new[] { "Ann" }, new[] { "Ann", "100% pure", "nobody" }])
            with { Repaired = [(new[] { "O'Brien", "Ann" }, "1\n9")], Payloads = [new[] { "x') or 1=1 --" }, new[] { "x')" + Harm }] },
        List("text, not in", "List<string>", "where name not in ('{string.Join(\"', '\", list)}')", [new List<string> { "Ann" }, new List<string> { "Ann", "Bob" }]),
        List("selected text", "IEnumerable<string>", "where name in ({string.Join(\", \", list.Select(item => $\"'{item}'\"))})", [new[] { "Ann" }, new List<string> { "Ann", "Bob" }])
            with { Repaired = [(Array.Empty<string>(), "")], Payloads = [new[] { "x') or 1=1 --" }] },
        List("text with doubled apostrophes", "string[]", "where name in ({string.Join(\", \", list.Select(item => \"'\" + item.Replace(\"'\", \"''\") + \"'\"))})", [new[] { "Ann" }, new[] { "O'Brien", "Bob" }]) with { Repaired = [(Array.Empty<string>(), "")] },
        List("Guids", "Guid[]", "where uid in ('{string.Join(\"','\", list)}')", [new[] { Guid.Parse("00000000-0000-0000-0000-000000000002") }]),
        List("numbers that may be null", "int?[]", "where id in ({string.Join(\", \", list)})", [new int?[] { 1, 2 }]),
        new("Set: setting", "PGAP4009", Execute("set app.person = '{value}'")) { Honest = ["Ann", "", "a b", "Zoë"], Payloads = ["x'" + Harm], Stores = true },
        new("Set: local setting", "PGAP4009", Execute("set local app.person = '{value}'")) { Honest = ["Ann", "", "a b", "Zoë"], Payloads = ["x'" + Harm], Stores = true },
        new("Set: setting with TO", "PGAP4009", Execute("SET app.person TO '{value}';")) { Honest = ["Ann", ""], Payloads = ["x'" + Harm], Stores = true },
        new("Set: session setting", "PGAP4009", Execute("set session app.person = '{value}'")) { Honest = ["Ann", ""], Payloads = ["x'" + Harm], Stores = true },
        new("Set: search path", "PGAP4009", Path("set search_path = '{value}'")) { Honest = ["public", "pg_catalog", "Public", "public, pg_catalog", "\"public\"", "", "a b"] },
        new("Set: local search path", "PGAP4009", Path("set local search_path to '{value}'")) { Honest = ["public", "pg_catalog", "Public", "public, pg_catalog", ""] },
        new("Set: time zone", "PGAP4009", Execute("set timezone = '{value}'")) { Honest = ["utc", "Europe/Berlin"] },
        new("Notify: payload", "PGAP4009", Execute("notify channel, '{value}'")) { Honest = ["Ann", "", "Zoë"], Payloads = ["x'" + Harm] },
        new("Name: table", "PGAP4005", Read("string table", "", "from {table}")) { Honest = ["people"], Payloads = ["people" + Harm] },
        new("Name: column", "PGAP4005", Read("string column", "where people.{column} is not null")) { Honest = ["name", "born"], Payloads = ["name is null or name is not null" + Harm] },
        new("Name: quoted table", "PGAP4005", Read("string table", "", "from \\\"{table}\\\"")) { Honest = ["people"], Payloads = ["people\"" + Harm] },
        new("Name: table of a schema", "PGAP4005", Read("string schema, string table", "", "from {schema}.{table}")) { Honest = [new object?[] { "public", "people" }], Payloads = [new object?[] { "public", "people" + Harm }] },
    ];

    private static FixCase Pattern(string title, string clause) =>
        new("Pattern: " + title, "PGAP4001", Read("string name", clause + " order by id"))
        {
            Honest = ["Ann", "n", "", "東", "100%", "_", "%", "er_s", @"back\\", "nobody"],
            Payloads = ["x' or 1=1 --"],
        };

    private static FixCase Typed(string type, string clause, params string[] values) =>
        new("Literal: " + type, "PGAP4001", Read("string value", clause)) { Honest = [.. values], Payloads = [values[0] + "'" + Harm] };

    private static FixCase List(string title, string type, string clause, object?[] honest) =>
        new("List: " + title, "PGAP4006", Read(type + " list", clause + " order by id")) { Honest = honest };

    private static string Read(string parameters, string clause, string from = "from people") => $$""""
        public static async Task<List<string>> RunAsync(NpgsqlConnection connection, {{parameters}})
        {
            await using var command = new NpgsqlCommand($"select id {{from}} {{clause}}", connection);
            return await Rows.OfAsync(command);
        }
        """";

    private static string Path(string statement) => $$"""
        public static async Task<List<string>> RunAsync(NpgsqlConnection connection, string value)
        {
            await using (var command = new NpgsqlCommand($"{{statement}}", connection))
            {
                await command.ExecuteNonQueryAsync();
            }

            await using var question = new NpgsqlCommand("select current_setting('search_path'), current_schemas(true)::text", connection);
            var path = await Rows.OfAsync(question);
            await using var reset = new NpgsqlCommand("set search_path = public", connection);
            await reset.ExecuteNonQueryAsync();
            return path;
        }
        """;

    private static string Execute(string statement) => $$"""
        public static async Task RunAsync(NpgsqlConnection connection, string value)
        {
            await using var command = new NpgsqlCommand($"{{statement}}", connection);
            await command.ExecuteNonQueryAsync();
        }
        """;
}
