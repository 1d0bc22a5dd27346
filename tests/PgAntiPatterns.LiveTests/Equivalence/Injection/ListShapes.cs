using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Lists that are joined into IN (…), statements that take no parameters, and names that are pasted.</summary>
internal static class ListShapes
{
    public static Gen<Shape> Joined { get; } = Dice.Gen(dice =>
    {
        var isText = dice.Chance(50);
        var type = isText ? dice.Of("string[]", "List<string>", "IEnumerable<string>", "HashSet<string>", "IReadOnlyList<string>") : dice.Of("int[]", "List<int>", "IEnumerable<int>", "long[]", "List<short>", "HashSet<int>", "IReadOnlyCollection<int>");
        var column = isText ? dice.Of("name", "code", "lower(name)") : dice.Of("id", "big", "price");
        var name = dice.Of("values", "ids", "_list", "@in", "keys2");
        var comma = dice.Of(",", ", ");
        var (open, joined, close) = !isText ? dice.Of(("(", $"string.Join(\"{comma}\", {name})", ")"), ("(", $"string.Join(',', {name})", ")"))
            : dice.Of(
                ("('", $"string.Join(\"'{comma}'\", {name})", "')"),
                ("(", $"string.Join(\"{comma}\", {name}.Select(item => $\"'{{item}}'\"))", ")"),
                ("(", $"string.Join(\"{comma}\", {name}.Select(item => \"'\" + item + \"'\"))", ")"));
        var sql = $"select {dice.Of("id, name", "id")} from people where {dice.Of("", "id > -9 and ")}{column} {dice.Of("in ", "not in ", "IN ")}{open}§{close}{dice.Of("", " and active is not null")} order by id, name";
        var (statements, text) = SqlWriting.Write(dice, sql, [joined]);
        var body = dice.Number(4) switch
        {
            0 => $"using var reader = await connection.ExecuteReaderAsync({text});\nreturn Rows.Of(reader);",
            1 => $"await using var command = connection.CreateCommand();\ncommand.CommandText = {text};\nreturn await Rows.OfAsync(command);",
            2 => $"await using var command = new NpgsqlCommand {{ Connection = connection, CommandText = {text} }};\nreturn await Rows.OfAsync(command);",
            _ => $"await using var command = new NpgsqlCommand({text}, connection);\nreturn await Rows.OfAsync(command);",
        };
        return new Shape($"public static async Task<List<string>> RunAsync(NpgsqlConnection connection, {type} {name})\n{{\n{statements}\n{body}\n}}", calls =>
        {
            var texts = calls.Several(4, () => Texts.Text(calls));
            var numbers = calls.Several(4, () => calls.Of(1, 2, 3, 5, 7, -3, 10));
            // Joined with apostrophes between them, no elements are one empty text.
            var isEmpty = (isText ? texts.Count : numbers.Count) == 0;
            if (isEmpty && open == "('")
            {
                texts = ["Ann"];
            }

            return new Call(As(type, texts, numbers))
            {
                Before = [As(type, [.. texts.Select(item => item.Replace("'", "''", StringComparison.Ordinal))], numbers)],
                Rows = PeopleWorld.Fill(calls, texts),
                IsRepaired = isEmpty,
                Culture = calls.Of(Texts.Cultures.Where(culture => culture != "ar-SA" && culture != "sv-SE").ToArray()),
            };
        });
    });

    public static Gen<Shape> Utility { get; } = Dice.Gen(dice =>
    {
        var (sql, isSetting) = dice.Of(
            ("set app.person = '§'", true), ("set app.person to '§'", true), ("SET SESSION app.person = '§';", true), ("set local app.person = '§'", true), ("set app.\"person\" = '§'", true), ("set app.person = 'a§b'", true), ("set local app.person = '<§>'", true),
            ("notify channel, '§'", false), ("NOTIFY channel, 'x§';", false), ("notify \"Channel\", '§'", false), ("set search_path = '§'", true), ("set local search_path to '§'", true));
        var inputs = Inputs.For(dice, ["string"]);
        var (statements, text) = SqlWriting.Write(dice, sql, inputs.Expressions);
        var body = dice.Number(4) switch
        {
            0 => $"await connection.ExecuteAsync({text});",
            1 => $"using var command = new NpgsqlCommand({text}, connection);\ncommand.ExecuteNonQuery();",
            2 => $"await using var command = connection.CreateCommand();\ncommand.CommandText = {text};\nawait command.ExecuteNonQueryAsync();",
            _ => $"await using var command = new NpgsqlCommand({text}, connection);\nawait command.ExecuteNonQueryAsync();",
        };
        return new Shape($"{inputs.Members}\npublic static async Task RunAsync(NpgsqlConnection connection{inputs.Parameters})\n{{\n{inputs.Prelude}\n{statements}\n{body}\nawait Task.Yield();\n}}", calls =>
        {
            var value = calls.Chance(5) ? new string('x', 9000) : Texts.Text(calls);
            return new Call(value) { Before = [value.Replace("'", "''", StringComparison.Ordinal)], Culture = calls.Of(Texts.Cultures) };
        });
    });

    public static Gen<Shape> Names { get; } = Dice.Gen(dice =>
    {
        var (sql, known) = dice.Of<(string, string[])>(
            ("select count(*) from §", ["people", "accounts"]), ("select count(*) from public.§", ["people", "accounts"]), ("select id, name from people where § is not null order by id, name", ["name", "born", "id"]),
            ("select count(*) from \"§\"", ["people", "accounts"]), ("select id from people where people.§ is null order by id", ["name", "price"]), ("delete from §", ["people", "accounts"]), ("update people set § = null where id = 5", ["name", "code", "born"]),
            ("insert into people (id, §) values (50, null)", ["name", "code"]), ("select p.§::text from people p order by 1", ["name", "code", "price"]), ("truncate §", ["people", "accounts"]), ("select max(§)::text from people", ["name", "id"]), ("select id from people where lower(§) = 'ann' order by id", ["name", "code"]));
        var inputs = Inputs.For(dice, ["string"], mayBeKept: false);
        var (statements, text) = SqlWriting.Write(dice, sql, inputs.Expressions);
        var body = dice.Chance(30) ? $"using var reader = await connection.ExecuteReaderAsync({text});\nreturn Rows.Of(reader);" : $"await using var command = new NpgsqlCommand({text}, connection);\nreturn await Rows.OfAsync(command);";
        return new Shape($"{inputs.Members}\npublic static async Task<List<string>> RunAsync(NpgsqlConnection connection{inputs.Parameters})\n{{\n{inputs.Prelude}\n{statements}\n{body}\n}}", calls =>
        {
            var value = calls.Chance(60) ? calls.Of(known) : calls.Of("nobody", "no_such", "people; update accounts set balance = 0", "people where false", "name is null or name", "\"", "order", "", "Zoë", "x\"y", "1", "*");
            var isKnown = known.Contains(value) || value is "nobody" or "no_such";
            // A name that had to be quoted, or that is none, is what the fix is about.
            return new Call(value) { Rows = PeopleWorld.Fill(calls, []), IsRefused = !isKnown, IsRepaired = !isKnown, Culture = calls.Of(Texts.Cultures) };
        });
    });

    private static object As(string type, List<string> texts, List<int> numbers) => type switch
    {
        "string[]" => texts.ToArray(),
        "HashSet<string>" => texts.ToHashSet(),
        "int[]" => numbers.ToArray(),
        "long[]" => numbers.Select(number => (long)number).ToArray(),
        "List<short>" => numbers.Select(number => (short)number).ToList(),
        "HashSet<int>" => numbers.ToHashSet(),
        _ => type.Contains("string", StringComparison.Ordinal) ? texts : numbers,
    };
}
