using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Statements with placeholders and what is bound to them, wrong in one place; the same statement without the mistake is the promise.</summary>
internal static class BoundShapes
{
    private const string Rest = " order by id, name";

    private static readonly (string Wrong, string Right, string Type)[] Quoted =
    [
        ("name = '§'", "name = §", "string"), ("name ilike '%§%'", "name ilike '%' || § || '%'", "string"), ("name like '§%'", "name like § || '%'", "string"), ("name not like '%§'", "name not like '%' || §", "string"),
        ("lower(name) = lower('§')", "lower(name) = lower(§)", "string"), ("name <> '§' and id > 1", "name <> § and id > 1", "string"), ("name = 'A§n'", "name = 'A' || § || 'n'", "string"), ("name = '§' collate \"C\"", "name = § collate \"C\"", "string"),
        ("name = 'A§' collate \"C\"", "name = ('A' || §) collate \"C\"", "string"), ("name = 'a''§'", "name = 'a''' || §", "string"), ("born >= date '§'", "born >= §::date", "string"), ("seen > now() - interval '§ days'", "seen > now() - (§ || ' days')::interval", "int"),
        ("seen > now() - interval '§ days'", "seen > now() - (§ || ' days')::interval", "string"), ("name='§'and id<9", "name= § and id<9", "string"), ("id = '§'", "id = §", "int"), ("code in ('§', 'x')", "code in (§, 'x')", "string"), ("name like '%§%' or code like 'x%'", "name like '%' || § || '%' or code like 'x%'", "string"),
        ("coalesce(name, '§') = 'Ann'", "coalesce(name, §) = 'Ann'", "string"), ("name = ('§')::text", "name = (§)::text", "string"), ("name similar to '§|Bob'", "name similar to § || '|Bob'", "string"), ("uid = '§'", "uid = §", "Guid"), ("active = '§'", "active = §", "bool"),
        ("concat('<', name, '>') = '<§>'", "concat('<', name, '>') = '<' || § || '>'", "string"), ("name = '§'::text || 'n'", "name = §::text || 'n'", "string"), ("name = 'A§'::text", "name = ('A' || §)::text", "string"), ("'§' = any(array[name])", "§ = any(array[name])", "string"),
    ];

    private static readonly (string Type, string Column, Func<Dice, object> Values)[] Lists =
    [
        ("int[]", "id", dice => Numbers(dice).ToArray()), ("List<int>", "id", Numbers), ("IEnumerable<int>", "id", Numbers), ("IReadOnlyList<int>", "id", Numbers), ("ICollection<int>", "id", Numbers), ("HashSet<int>", "id", dice => Numbers(dice).ToHashSet()),
        ("long[]", "big", dice => Numbers(dice).Select(number => (long)number).ToArray()), ("string[]", "name", dice => Names(dice).ToArray()), ("List<string>", "name", Names), ("IReadOnlyCollection<string>", "code", Names), ("IEnumerable<string>", "lower(name)", Names),
        ("Guid[]", "uid", dice => dice.Several(3, () => dice.Of(Guid.Empty, Guid.Parse("00000000-0000-0000-0000-000000000002"))).ToArray()), ("short[]", "id", dice => Numbers(dice).Select(number => (short)number).ToArray()), ("List<decimal>", "price", dice => Numbers(dice).Select(number => (decimal)number).ToList()),
    ];

    public static Gen<Shape> PlaceholderInQuotes { get; } = Dice.Gen(dice =>
    {
        var (wrong, right, type) = dice.Of(Quoted);
        var other = dice.Of("", "", "id > -5 and ", "code is null or ");
        return Of(dice, $"select id, name from people where {other}{wrong}{Rest}", $"select id, name from people where {other}{right}{Rest}", type, calls => ValueOf(calls, type, wrong), mayBeEf: true);
    });

    public static Gen<Shape> ArrayInInList { get; } = Dice.Gen(dice => List(dice, dice.Of("in (§)", "IN (§)", "in ( § )"), dice.Number(3)));

    public static Gen<Shape> DapperList { get; } = Dice.Gen(dice => List(dice, dice.Of("in §", "IN §", "in  §"), 3));

    public static Gen<Shape> Misnamed { get; } = Dice.Gen(dice =>
    {
        var (wrong, right) = dice.Of(("nmae", "name"), ("term", "terms"), ("citty", "city"), ("userName1", "userName"), ("vaule", "value"));
        var (condition, type) = dice.Of(("name = §", "string"), ("id = §", "int"), ("name like '%' || § || '%'", "string"), ("id > § or name is null", "int"), ("code = § and id > 0", "string"));
        var isRenamedInText = dice.Chance(50);
        var sql = dice.Chance(25) ? $"update people set price = 99 where {condition}" : $"select id, name from people where {condition}{Rest}";
        var body = Body(dice, dice.Number(4), right);
        return new Shape(Method(body(Literal(dice, sql.Replace("§", "@" + (isRenamedInText ? wrong : right), StringComparison.Ordinal)), isRenamedInText ? right : wrong), $"{type} value"), calls => Called(calls, ValueOf(calls, type, "")))
        {
            Promise = Method(Bodies(0)($"\"{sql.Replace("§", "@p", StringComparison.Ordinal)}\"", "p"), $"{type} value"),
        };
    });

    public static Gen<Shape> Wildcards { get; } = Dice.Gen(dice =>
    {
        var verb = dice.Of("like", "ilike", "not like", "LIKE");
        var (start, end) = dice.Of(("%", "%"), ("", "%"), ("%", ""));
        var (text, escaped) = ("value", "System.Text.RegularExpressions.Regex.Replace(value, @\"[\\\\%_]\", @\"\\$0\")");
        var sql = $"select id, name from people where name {verb} @p{Rest}";
        string Glued(string value) => (start.Length > 0 ? $"\"{start}\" + " : "") + value + (end.Length > 0 ? $" + \"{end}\"" : "");
        var pasted = dice.Of(Glued(text), $"$\"{start}{{value}}{end}\"");
        var kind = dice.Number(4);
        Func<string, string, string> bodies = (literal, name) => BodyOf(kind, literal, name, pasted);
        return new Shape(Method(bodies(Literal(dice, sql), "p"), "string value"), calls => Called(calls, Texts.Text(calls)))
        {
            Promise = Method(BodyOf(0, $"\"{sql}\"", "p", Glued(escaped)), "string value"),
        };
    });

    private static Shape List(Dice dice, string wrong, int kind)
    {
        var (type, column, values) = dice.Of(Lists);
        var not = dice.Of("", "", "not ");
        var start = $"select id, name from people where {dice.Of("", "id > -5 and ")}{column} ";
        var sql = start + not + wrong + Rest;
        var body = Body(dice, kind, "value");
        return new Shape(Method(body(Literal(dice, sql.Replace("§", "@value", StringComparison.Ordinal)), "value"), $"{type} value"), calls => Called(calls, values(calls)))
        {
            Promise = Method(BodyOf(0, $"\"{start}{(not.Length > 0 ? "<> all(@value)" : "= any(@value)")}{Rest}\"", "value", "value.ToArray()"), $"{type} value"),
        };
    }

    private static Shape Of(Dice dice, string wrong, string right, string type, Func<Dice, object?> value, bool mayBeEf)
    {
        var kind = dice.Number(mayBeEf ? 7 : 5);
        var label = kind switch { 4 => "$1", 5 => "{0}", 6 => "{value}", _ => dice.Of("@value", ":value") };
        if (kind >= 5)
        {
            wrong = wrong.Replace("select id, name", "select *", StringComparison.Ordinal);
        }

        var literal = kind switch
        {
            5 => Literal(dice, wrong.Replace("§", label, StringComparison.Ordinal), false),
            6 => "$" + Literal(dice, wrong.Replace("§", label, StringComparison.Ordinal), false),
            _ => Literal(dice, wrong.Replace("§", label, StringComparison.Ordinal)),
        };
        return new Shape(Method(Body(dice, kind, "value")(literal, "value"), $"{type} value"), calls => Called(calls, value(calls)))
        {
            Promise = Method(Bodies(0)(Literal(dice, right.Replace("§", "@value", StringComparison.Ordinal)), "value"), $"{type} value"),
        };
    }

    private static Func<string, string, string> Body(Dice dice, int kind, string name)
    {
        var comment = dice.Of("", "", "// '@value' is wrong.\n", "/* in (@ids) */\n");
        return (sql, bound) => comment + BodyOf(kind, sql, bound, "value");
    }

    private static Func<string, string, string> Bodies(int kind) => (sql, name) => BodyOf(kind, sql, name, "value");

    private static string BodyOf(int kind, string sql, string name, string value) => kind switch
    {
        0 => $"await using var command = new NpgsqlCommand({sql}, connection);\ncommand.Parameters.AddWithValue(\"{name}\", {value});\nreturn await Rows.OfAsync(command);",
        1 => $"await using var command = new NpgsqlCommand({sql}, connection) {{ Parameters = {{ new(\"{name}\", {value}) }} }};\nawait using var reader = await command.ExecuteReaderAsync();\nreturn Rows.Of(reader);",
        2 => $"using var command = connection.CreateCommand();\ncommand.CommandText = {sql};\ncommand.Parameters.Add(new NpgsqlParameter(\"{name}\", {value}));\nreturn await Rows.OfAsync(command);",
        3 => $"using var reader = await connection.ExecuteReaderAsync({sql}, new {{ {(name == value ? "" : name + " = ")}{value} }});\nreturn Rows.Of(reader);",
        4 => $"await using var command = new NpgsqlCommand({sql}, connection) {{ Parameters = {{ new() {{ Value = {value} }} }} }};\nreturn await Rows.OfAsync(command);",
        5 => $"await using var context = new People(connection);\nvar found = await context.Persons.FromSqlRaw({sql}, {value}).AsNoTracking().ToListAsync();\nreturn found.Select(person => FormattableString.Invariant($\"{{person.Id}}|{{person.Name}}\")).ToList();",
        _ => $"await using var context = new People(connection);\nvar found = await context.Persons.FromSql({sql}).AsNoTracking().ToListAsync();\nreturn found.Select(person => FormattableString.Invariant($\"{{person.Id}}|{{person.Name}}\")).ToList();",
    };

    private static string Method(string body, string parameter) => $"public static async Task<List<string>> RunAsync(NpgsqlConnection connection, {parameter})\n{{\n{body}\n}}";

    private static string Literal(Dice dice, string sql, bool mayBeSplit = true) => dice.Number(mayBeSplit ? 5 : 3) switch
    {
        0 => "@\"" + sql.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
        1 => "\"\"\"\n    " + sql.Replace(" where ", "\n    where ", StringComparison.Ordinal) + "\n    \"\"\"",
        3 when sql.StartsWith("select id, name ", StringComparison.Ordinal) => "\"select id, name \" + \"" + sql["select id, name ".Length..].Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
        _ => "\"" + sql.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
    };

    private static Call Called(Dice dice, object? value) => new(value)
    {
        Rows = PeopleWorld.Fill(dice, value is IEnumerable<string> several ? several : [value]),
        Culture = dice.Of(Texts.Cultures),
    };

    private static object? ValueOf(Dice dice, string type, string condition) => type switch
    {
        "int" => dice.Of(0, 1, 2, 5, 7, 4000),
        "Guid" => dice.Of(Guid.Empty, Guid.Parse("00000000-0000-0000-0000-000000000002")),
        "bool" => dice.Chance(50),
        _ when condition.Contains("date", StringComparison.Ordinal) => Texts.Typed(dice, "date"),
        _ when condition.Contains("days", StringComparison.Ordinal) => Texts.Typed(dice, "days"),
        _ => Texts.Text(dice),
    };

    private static List<int> Numbers(Dice dice) => dice.Several(4, () => dice.Of(1, 2, 3, 5, 7, -3, 10));

    private static List<string> Names(Dice dice) => dice.Several(4, () => Texts.Text(dice));
}
