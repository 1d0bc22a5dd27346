using System.Globalization;

namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Pasted values against columns of many types: what the server typed for itself between quotes it types afterwards too.</summary>
internal static class TypeCases
{
    private const string Harm = "; update accounts set balance = 0; --";

    public static IReadOnlyList<FixCase> All { get; } =
    [
        .. Column("int", "id", "5", " 7 ", "77"),
        .. Column("bigint", "big", "50", "9000000000"),
        .. Column("varchar", "code", "5", "%5", "a_b", ""),
        .. Column("uuid", "uid", "00000000-0000-0000-0000-000000000002", "{00000000-0000-0000-0000-000000000003}"),
        .. Column("date", "born", "2024-02-29", "Jan 1 2023", "infinity"),
        .. Column("timestamptz", "seen", "2024-02-29 12:00+00", "2023-01-01T00:00:00Z"),
        .. Column("numeric", "price", "10.5", "7.00", "NaN"),
        .. Column("boolean", "active", "true", "f", "yes"),
        new("Type: number and name", "PGAP4001", Read("int id, string name", "where id >= {id} and name = '{name}'"))
        {
            Honest = [new object?[] { 1, "Ann" }, new object?[] { 5, "Ann" }, new object?[] { -1, "Bob" }],
            Payloads = [new object?[] { 1, "x' or 1=1 --" }],
        },
        new("Type: number between quotes", "PGAP4001", Read("int id, string name", "where id = '{id}' and name <> '{name}'"))
        {
            Honest = [new object?[] { 1, "x" }, new object?[] { 5, "Ann" }],
            Payloads = [new object?[] { 1, "x' or 1=1 --" }],
        },
        new("Type: number between quotes on a column of text", "PGAP4001", Read("int id, string name", "where code = '{id}' and name <> '{name}'"))
        {
            Honest = [new object?[] { 5, "x" }, new object?[] { 6, "Ann" }],
            Payloads = [new object?[] { 1, "x' or 1=1 --" }],
        },
        new("Type: Guid between quotes", "PGAP4001", Read("Guid uid, string name", "where uid = '{uid}' and name <> '{name}'"))
        {
            Honest = [new object?[] { Guid.Parse("00000000-0000-0000-0000-000000000002"), "x" }, new object?[] { Guid.Empty, "Ann" }],
            Payloads = [new object?[] { Guid.Empty, "x' or 1=1 --" }],
        },
        new("Type: number that may be missing", "PGAP4001", Read("int? id, string name", "where id = {id} and name <> '{name}'"))
        {
            Honest = [new object?[] { 5, "x" }],
            Repaired = [(new object?[] { null, "x" }, "")],
        },
        new("Type: number between quotes that may be missing", "PGAP4001", Read("int? id, string name", "where code = '{id}' and coalesce(name, '') <> '{name}'"))
        {
            Honest = [new object?[] { 5, "x" }, new object?[] { null, "x" }],
        },
        new("Type: bool and name", "PGAP4001", Read("bool active, string name", "where active = {active} and name <> '{name}'"))
        {
            Honest = [new object?[] { true, "x" }, new object?[] { false, "Ann" }],
        },
        new("Type: formatted date and name", "PGAP4001", Read("DateTime day, string name", "where born = '{day:yyyy-MM-dd}' and name <> '{name}'"))
        {
            Honest = [new object?[] { new DateTime(2024, 2, 29, 15, 30, 0), "x" }, new object?[] { new DateTime(2023, 1, 1), "x" }],
        },
        new("Type: date as text and name", "PGAP4001", Read("DateTime day, string name", "where born = '{day.ToString(\"yyyy-MM-dd\")}' and name <> '{name}'"))
        {
            Honest = [new object?[] { new DateTime(2024, 2, 29, 15, 30, 0), "x" }, new object?[] { new DateTime(2023, 1, 1), "x" }],
        },
        new("Type: padded number and name", "PGAP4001", Read("int number, string name", "where code = '{number:00}' and name <> '{name}'"))
        {
            Honest = [new object?[] { 5, "x" }],
        },
        new("Type: date of the thread's culture", "PGAP4001", Read("DateTime day", "where born = '{day}'"))
        {
            Honest = [new DateTime(2024, 2, 29), new DateTime(2023, 1, 1)],
        },
        new("Type: date without time", "PGAP4001", Read("DateOnly day", "where born = '{day}'"))
        {
            Honest = [new DateOnly(2024, 2, 29), new DateOnly(1999, 1, 1)],
        },
        new("Type: time of a zone", "PGAP4001", Read("DateTimeOffset moment", "where seen = '{moment}'"))
        {
            Honest = [new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 2, 29, 14, 0, 0, TimeSpan.FromHours(2))],
        },
        new("Type: moment of UTC", "PGAP4001", Read("DateTime moment", "where seen = '{moment}'"))
        {
            Honest = [new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc), new DateTime(2023, 1, 1)],
        },
        new("Type: span of time", "PGAP4001", Read("TimeSpan span", "where seen > now() - interval '{span}'"))
        {
            Honest = [TimeSpan.FromHours(1), new TimeSpan(12, 3, 4, 5)],
        },
        new("Type: unsigned number that may be missing", "PGAP4001", Read("uint? number, string name", "where id = {number} and name <> '{name}'"))
        {
            Honest = [new object?[] { 5u, "x" }],
            Repaired = [(new object?[] { null, "x" }, "")],
        },
        new("Type: moment that may be missing", "PGAP4001", Read("DateTimeOffset? moment, string name", "where seen = '{moment}' and name <> '{name}'"))
        {
            Honest = [new object?[] { new DateTimeOffset(2024, 2, 29, 14, 0, 0, TimeSpan.FromHours(2)), "x" }],
            Repaired = [(new object?[] { null, "x" }, "")],
        },
        .. Number("byte", (byte)5),
        .. Number("sbyte", (sbyte)5),
        .. Number("short", (short)5),
        .. Number("ushort", (ushort)5),
        .. Number("uint", 5u),
        .. Number("long", 5L),
        .. Number("ulong", 5ul),
        .. Number("float", 5f),
        new("Type: decimal", "PGAP4001", Read("decimal price", "where price >= {price}"))
        {
            Honest = [10.5m, 7m, 0.25m, -1m, 79228162514264337593543950335m],
        },
        new("Type: double", "PGAP4001", Read("double price", "where price > {price}"))
        {
            Honest = [10.5, 7.0, 0.25, -1.0],
        },
        new("Type: limit between quotes", "PGAP4001", Read("string rows", "order by id limit '{rows}'"))
        {
            Honest = ["1", "3", "0"],
        },
        new("Type: limit", "PGAP4001", Read("string rows", "order by id limit {rows}"))
        {
            Honest = ["1", "3", "0"],
            Payloads = ["1" + Harm],
        },
        new("Type: bare number as text", "PGAP4001", Read("string id", "where id = {id}"))
        {
            Honest = ["1", "3", " 5"],
            Payloads = ["1 or 1=1", "1" + Harm],
        },
        new("Type: value with a cast behind it", "PGAP4001", Read("string id", "where id = '{id}'::int"))
        {
            Honest = ["1", "77"],
            Payloads = ["1' or 1=1 --"],
        },
        new("Type: value with CAST", "PGAP4001", Read("string id", "where id = cast('{id}' as int)"))
        {
            Honest = ["1", "77"],
            Payloads = ["1' as int) or 1=1 --"],
        },
        new("Type: value in a function", "PGAP4001", Read("string name", "where lower(name) = lower('{name}')"))
        {
            Honest = Values.Names,
            Payloads = ["x') or 1=1 --"],
        },
        new("Type: value in coalesce", "PGAP4001", Read("string name", "where coalesce(name, '{name}') = 'Ann'"))
        {
            Honest = Values.Names,
        },
        new("Type: value in concat", "PGAP4001", Read("string name", "where concat(name, '{name}') = 'AnnX'"))
        {
            Honest = ["X", "", "nobody"],
        },
        new("Type: value in format", "PGAP4001", Read("string name", "where format('%s', '{name}') = name"))
        {
            Honest = Values.Names,
        },
        new("Type: value in a JSON object", "PGAP4001", Read("string name", "where jsonb_build_object('name', name) = jsonb_build_object('name', '{name}')"))
        {
            Honest = Values.Names,
        },
        new("Type: value in an array", "PGAP4001", Read("string name", "where name = any(array['{name}', 'Bob'])"))
        {
            Honest = Values.Names,
            Payloads = ["x']) or 1=1 --"],
        },
        new("Type: numbers in an array", "PGAP4001", Read("string id", "where id = any(array['{id}', '2']::int[])"))
        {
            Honest = ["1", "77"],
        },
        new("Type: value that is selected", "PGAP4001", """
            public static async Task<List<string>> RunAsync(NpgsqlConnection connection, string name)
            {
                await using var command = new NpgsqlCommand($"select id, '{name}' from people where name = '{name}'", connection);
                return await Rows.OfAsync(command);
            }
            """)
        {
            Honest = Values.Names,
        },
        new("Type: value that switches itself off", "PGAP4001", Read("string id", "where ('{id}' = '' or id::text = '{id}')"))
        {
            Honest = ["", "1", "77"],
        },
        new("Type: value for columns of two types", "PGAP4001", Read("string id", "where id = '{id}' or name = '{id}'"))
        {
            Honest = ["1", "77"],
        },
        new("Type: value that is tested for null", "PGAP4001", Read("string name", "where '{name}' is not null and name = '{name}'"))
        {
            Honest = Values.Names,
        },
        new("Type: value in CASE", "PGAP4001", Read("string name", "where case when name = '{name}' then 'y' else '{name}' end = 'y'"))
        {
            Honest = Values.Names,
        },
        new("Type: value between", "PGAP4001", Read("string from, string to", "where born between '{from}' and '{to}'"))
        {
            Honest = [new object?[] { "2023-01-01", "2024-12-31" }],
            Payloads = [new object?[] { "2023-01-01", "2024-12-31' or 1=1 --" }],
        },
    ];

    private static IEnumerable<FixCase> Column(string type, string column, params string[] values) =>
    [
        new($"Type: {type} between quotes", "PGAP4001", Read("string value", $"where {column} = '{{value}}'"))
        {
            Honest = [.. values],
            Payloads = [values[0] + "'" + Harm, values[0] + "' or 1=1 --"],
        },
        new($"Type: {type} between quotes, of any provider", "PGAP4001", $$"""
            public static async Task<List<string>> RunAsync(DbConnection connection, string value)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"select id from people where {{column}} = '{value}' order by id";
                return await Rows.OfAsync(command);
            }
            """)
        {
            Honest = [.. values],
            Payloads = [values[0] + "'" + Harm, values[0] + "' or 1=1 --"],
        },
        new($"Type: {type} inserted", "PGAP4001", $$"""
            public static async Task<int> RunAsync(NpgsqlConnection connection, string value)
            {
                await using var command = new NpgsqlCommand($"insert into people (name, {{column}}) values ('new', '{value}')", connection);
                return await command.ExecuteNonQueryAsync();
            }
            """)
        {
            Honest = [.. values],
            Payloads = [values[0] + "')" + Harm],
            Stores = true,
        },
    ];

    private static IEnumerable<FixCase> Number(string type, object value) =>
        from column in new[] { "id", "big", "price" }
        select new FixCase($"Type: {type} against {column}", "PGAP4001", Read($"{type} number, string name", $"where {column} >= {{number}} and name <> '{{name}}'"))
        {
            Honest = [new object?[] { value, "x" }],
        };

    private static string Read(string parameters, string clause) => string.Create(CultureInfo.InvariantCulture, $$"""
        public static async Task<List<string>> RunAsync(NpgsqlConnection connection, {{parameters}})
        {
            await using var command = new NpgsqlCommand($"select id from people {{clause}}", connection);
            return await Rows.OfAsync(command);
        }
        """);
}
