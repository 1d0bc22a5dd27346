using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.RoundTrips;

/// <summary>Loops that ask with a command of the driver, made in each turn or given its key there.</summary>
internal static class CommandLoopShapes
{
    public static Gen<Shape> Lookups { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys) = (dice.Of(Loops.Collections.Where(collection => collection != "IEnumerable<int>").ToArray()), dice.Of("id", "key", "x"), dice.Of("ids", "keys", "numbers"));
        var (await, end) = dice.Chance(60) ? ("await ", "Async") : ("", "");
        var isNumbered = dice.Chance(35);
        var at = isNumbered ? "$1" : "@id";
        var (sql, asked) = dice.Number(7) switch
        {
            0 => ($"select name from things where id = {at}", Scalar()),
            1 => ($"select count(*) from things where box_id = {at}", Scalar()),
            2 => ($"select size from things where id = {at} and size > 0", Scalar()),
            3 => ($"select id, name, size from things where id = {at}", Reader("if", "lines.Add(reader.IsDBNull(1) ? \"none\" : reader.GetString(1));\n    lines.Add(reader.GetInt32(2).ToString(CultureInfo.InvariantCulture));")),
            4 => ($"select name, size from things where box_id = {at} order by id desc", Reader("if", "lines.Add(FormattableString.Invariant($\"{reader.GetInt32(1)}\"));")),
            5 => ($"SELECT id, size FROM things WHERE box_id = {at} ORDER BY id", Reader("while", "lines.Add(FormattableString.Invariant($\"{reader.GetInt32(0)} {reader.GetInt32(1)}\"));")),
            _ => ($"select name from things where box_id = {at} order by size, id", Reader("while", "lines.Add(reader.IsDBNull(0) ? \"none\" : reader.GetString(0));")),
        };
        var isOutside = dice.Chance(40);
        var (opening, body) = isOutside ? Prepared() : ("", Made() + asked);
        return new Shape(Loops.Over(dice, "NpgsqlConnection connection", type, keys, opening, element, body), calls => ThingsWorld.WithKeys(calls, type));

        string Made()
        {
            var parameter = isNumbered
                ? dice.Of($"command.Parameters.Add(new NpgsqlParameter {{ Value = {element} }});", $"command.Parameters.AddWithValue({element});", $"command.Parameters.Add(new NpgsqlParameter<int> {{ TypedValue = {element} }});")
                : dice.Of($"command.Parameters.AddWithValue(\"id\", {element});", $"command.Parameters.Add(new NpgsqlParameter<int>(\"id\", {element}));", $"command.Parameters.AddWithValue(\"@id\", NpgsqlDbType.Integer, {element});", $"command.Parameters.Add(new NpgsqlParameter(\"id\", {element}));");
            return $"{await}using var command = new NpgsqlCommand(\"{sql}\", connection);\n{parameter}\n";
        }

        (string Opening, string Body) Prepared()
        {
            var made = isNumbered ? "new NpgsqlParameter<int>()" : "new NpgsqlParameter<int>(\"id\", 0)";
            return ($"{await}using var command = new NpgsqlCommand(\"{sql}\", connection);\n    var key1 = command.Parameters.Add({made});", $"key1.Value = {element};\n{asked}");
        }

        string Scalar()
        {
            var name = dice.Of("found", "value");
            var call = $"{await}command.ExecuteScalar{end}()";
            return dice.Of($"var {name} = {call};\nlines.Add({name} is null ? \"missing\" : {name} is DBNull ? \"null\" : Convert.ToString({name}, CultureInfo.InvariantCulture)!);", $"lines.Add(FormattableString.Invariant($\"{{{element}}}: {{{call}}}\"));");
        }

        string Reader(string word, string told)
        {
            var isBlock = dice.Chance(50);
            var missing = word == "if" && dice.Chance(50) ? "\nelse\n{\n    lines.Add(\"missing\");\n}" : "";
            var read = $"{word} ({await}reader.Read{end}())\n{{\n    {told}\n}}{missing}";
            var last = dice.Of("", "", "\nconnection.Execute(\"update things set size = size + 1\");");
            return isBlock
                ? $"{await}using (var reader = {await}command.ExecuteReader{end}())\n{{\n    {read.Replace("\n", "\n    ", StringComparison.Ordinal)}\n}}{last}"
                : $"{await}using var reader = {await}command.ExecuteReader{end}();\n{read}";
        }
    });

    /// <summary>A command that is made once, perhaps prepared, and sent with another key in each turn.</summary>
    public static Gen<Shape> Reused { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys) = (dice.Of(Loops.Collections), dice.Of("id", "key", "x"), dice.Of("ids", "keys"));
        var (await, end) = dice.Chance(60) ? ("await ", "Async") : ("", "");
        var sql = dice.Of("insert into things_log (thing, note, code) values (@id, 'seen', 'x')", "update things set size = size + 1 where id = @id", "delete from things where id = @id", "insert into things_log (thing, note, code) select id, name, 'c' from things where id = @id");
        var made = dice.Of("command.Parameters.Add(\"id\", NpgsqlDbType.Integer)", "command.Parameters.Add(new NpgsqlParameter(\"id\", NpgsqlDbType.Integer))", "command.Parameters.Add(new NpgsqlParameter<int>(\"id\", NpgsqlDbType.Integer))");
        var (declared, target) = dice.Of(($"var sent = {made};", "sent"), ($"{made};", "command.Parameters[0]"), ($"{made};", "command.Parameters[\"id\"]"));
        var prepared = dice.Of("", $"\n    {await}command.Prepare{end}();");
        var opening = $"{await}using var command = new NpgsqlCommand(\"{sql}\", connection);\n    {declared}{prepared}";
        return new Shape(Loops.Over(dice, "NpgsqlConnection connection", type, keys, opening, element, $"{target}.Value = {element};\n{await}command.ExecuteNonQuery{end}();"), calls => ThingsWorld.WithKeys(calls, type));
    });

    /// <summary>Rows that Dapper inserts one by one, or in one call that goes one by one inside; all or nothing with COPY.</summary>
    public static Gen<Shape> DapperCopies { get; } = Dice.Gen(dice => Copied(dice, isLoop: true));

    public static Gen<Shape> DapperSequenceCopies { get; } = Dice.Gen(dice => Copied(dice, isLoop: false));

    private static Shape Copied(Dice dice, bool isLoop)
    {
        var (rows, row) = (dice.Of("notes", "items"), dice.Of("note", "entry"));
        var type = dice.Of("List<Entry>", "Entry[]", "IReadOnlyList<Entry>");
        var (columns, values) = dice.Of(("thing, note, code", "@Thing, @Note, @Code"), ("note, code", "@note, @code"), ("code, thing", "@Code, @thing"), ("thing", "@Thing"));
        var sql = $"{dice.Of("insert into", "INSERT INTO")} things_log ({columns}) {dice.Of("values", "VALUES")} ({values})";
        var (await, end) = dice.Chance(60) ? ("await ", "Async") : ("", "");
        var given = isLoop && dice.Chance(50) ? $"new {{ {row}.Thing, {row}.Note, Code = {row}.Code + \"!\" }}" : isLoop ? row : rows;
        var execute = $"{await}connection.Execute{end}(\"{sql}\", {given});";
        var work = isLoop ? $"foreach (var {row} in {rows})\n    {{\n        {execute}\n    }}" : execute;
        var open = dice.Of("await using var connection = new NpgsqlConnection(text);\n    await connection.OpenAsync();", "await using var source = NpgsqlDataSource.Create(text);\n    await using var connection = await source.OpenConnectionAsync();");
        string Method(string first, string last) => $$"""
            public static async Task<List<string>> RunAsync(string text, string?[] texts, int?[] numbers)
            {
                var lines = new List<string>();
                {{type}} {{rows}} = texts.Select((text, number) => new Entry(numbers[number], text, text ?? "none")).To{{(type[0] == 'E' ? "Array" : "List")}}();
                {{open}}
                {{first}}{{work}}
                {{last}}await Task.Yield();
                return lines;
            }
            """;
        return new Shape(
            Method("", ""),
            calls =>
            {
                string?[] texts = [.. calls.Several(5, () => calls.Chance(20) ? null : Texts.Text(calls))];
                int?[] numbers = [.. texts.Select(_ => calls.Chance(20) ? null : (int?)calls.Number(9))];
                return new Call(texts, numbers) { Rows = ThingsWorld.Fill(calls), Culture = calls.Of(Texts.Cultures) };
            })
        {
            Promise = Method("await using var all = await connection.BeginTransactionAsync();\n    ", "await all.CommitAsync();\n    "),
        };
    }
}
