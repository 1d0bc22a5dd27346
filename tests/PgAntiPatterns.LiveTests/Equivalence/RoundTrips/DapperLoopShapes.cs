using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.RoundTrips;

/// <summary>Loops that ask or write with Dapper and Npgsql, one element at a time.</summary>
internal static class DapperLoopShapes
{
    private const string Connection = "NpgsqlConnection connection";

    public static Gen<Shape> Lookups { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys, row) = (dice.Of(Loops.Collections), Loops.Element(dice), dice.Of("ids", "keys", "numbers"), dice.Of("thing", "row", "found"));
        var method = dice.Of("QuerySingleOrDefault", "QueryFirstOrDefault", "QuerySingleOrDefault", "QueryFirst", "QuerySingle");
        var of = dice.Of("Row", "Item");
        var name = element.TrimStart('@');
        var arguments = $"<{of}>(\"{dice.Of("select", "SELECT")} id, name, size from things where id = @{name}\", new {{ {element} }})";
        var query = dice.Chance(60) ? $"await connection.{method}Async{arguments}" : $"connection.{method}{arguments}";
        var extra = dice.Number(9) switch
        {
            0 or 6 when of == "Item" => $"\nif ({row} != null)\n{{\n    {row}.Size += 1;\n    lines.Add({row}.Size.ToString(CultureInfo.InvariantCulture));\n}}",
            1 => "\nawait connection.ExecuteAsync(\"update things set size = size + 1\");",
            2 => $"\nawait connection.ExecuteAsync(\"insert into things_log (thing, code) values (@{name}, 'x')\", new {{ {element} }});",
            _ => "",
        };
        return new Shape(Loops.Over(dice, Connection, type, keys, "", element, $"var {row} = {query};\n{Loops.Tell(dice, row, element)}{extra}"), calls => ThingsWorld.WithKeys(calls, type));
    });

    public static Gen<Shape> Values { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys) = (dice.Of(Loops.Collections), dice.Of("id", "key", "x"), dice.Of("ids", "keys", "numbers"));
        var (sql, of, methods) = dice.Of(
            ("select name from things where id = @key", "string", new[] { "QueryFirstOrDefault", "QuerySingleOrDefault", "ExecuteScalar", "QuerySingle" }), ("select name from things where box_id = @key order by id desc", "string", ["Query", "QueryFirstOrDefault", "QueryFirst", "ExecuteScalar"]),
            ("select count(*) from things where box_id = @key", "int", ["QuerySingle", "ExecuteScalar", "QueryFirst"]), ("select max(size) from things where box_id = @key", "int?", ["QuerySingle", "ExecuteScalar", "QueryFirstOrDefault"]),
            ("select sum(size) from things where box_id = @key and size > @least", "long?", ["ExecuteScalar", "QuerySingleOrDefault"]), ("select size from things where id = @key", "int", ["ExecuteScalar", "QueryFirst"]),
            ("select box_id from things where @least < size and id = @key", "int?", ["QueryFirstOrDefault", "ExecuteScalar"]), ("select id, name, size from things where box_id = @key limit 1", "Row", ["QueryFirstOrDefault"]));
        var method = dice.Of(methods);
        var given = sql.Contains("@least", StringComparison.Ordinal) ? $"new {{ least = 0, key = {element} }}" : $"new {{ key = {element} }}";
        var arguments = dice.Chance(70) ? $"\"{sql}\", {given}" : $"new CommandDefinition(\"{sql}\", {given})";
        var isAsync = dice.Chance(60);
        var query = isAsync ? $"await connection.{method}Async<{of}>({arguments})" : $"connection.{method}<{of}>({arguments})";
        query = method == "Query" ? $"string.Join(\",\", {query})" : query;
        var body = dice.Chance(50) ? $"var found = {query};\nlines.Add(FormattableString.Invariant($\"{{{element}}}: {{found}}\"));" : $"lines.Add(Convert.ToString({query}, CultureInfo.InvariantCulture) ?? \"none\");";
        return new Shape(Loops.Over(dice, Connection, type, keys, "", element, body), calls => ThingsWorld.WithKeys(calls, type));
    });

    public static Gen<Shape> SameQuestions { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys) = (dice.Of(Loops.Collections), Loops.Element(dice), dice.Of("ids", "keys", "numbers"));
        var query = dice.Of(
            "await connection.ExecuteScalarAsync<int?>(\"select max(size) from things\")",
            "connection.ExecuteScalar<int>(\"select count(*) from things\")",
            "await connection.QueryFirstOrDefaultAsync<string>(\"select name from things order by id\")",
            "await connection.QuerySingleAsync<int>(\"select size from things where id = 1\")",
            "connection.QueryFirst<int>(\"select size from things where size > @least\", new { least = 50 })",
            "await connection.ExecuteScalarAsync<long>(\"select count(*) from things_log\")",
            "(await connection.QueryAsync<int>(\"select id from things order by id\")).Count()");
        var extra = dice.Number(5) switch
        {
            0 => $"\nawait connection.ExecuteAsync(\"insert into things_log (thing, code) values (0, 'x')\");",
            1 => "\nconnection.Execute(\"delete from things where id = 1\");",
            2 => $"\nif ({element} == 5)\n{{\n    lines.Add(\"five\");\n}}",
            _ => "",
        };
        return new Shape(Loops.Over(dice, Connection, type, keys, "", element, $"var most = {query};\nlines.Add(FormattableString.Invariant($\"{{{element}}} of {{most}}\"));{extra}"), calls => ThingsWorld.AskedBefore(calls, type));
    });

    public static Gen<Shape> Commands { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys) = (dice.Of(Loops.Collections), Loops.Element(dice), dice.Of("ids", "keys"));
        var (sql, second) = dice.Of(
            ("insert into things_log (thing, note, code) values (@id, 'seen', 'x')", ""), ("update things set size = size + 1 where id = @id", ""), ("delete from things where id = @id", ""),
            ("insert into things_log (thing, note, code) select id, name, @code from things where id = @id", "command.Parameters.AddWithValue(\"code\", \"c\" + " + element + ");\n"));
        var isAsync = dice.Chance(60);
        var send = isAsync ? "await command.ExecuteNonQueryAsync();" : "command.ExecuteNonQuery();";
        var (await, parameter) = (isAsync ? "await " : "", dice.Of($"command.Parameters.AddWithValue(\"id\", {element});", $"command.Parameters.Add(new NpgsqlParameter<int>(\"id\", {element}));", $"command.Parameters.AddWithValue(\"@id\", {element});"));
        var body = dice.Number(4) switch
        {
            0 => $"{await}using (var command = new NpgsqlCommand(\"{sql}\", connection))\n{{\n    {parameter}\n    {second}{send}\n}}",
            1 when second.Length == 0 => $"{await}using var command = new NpgsqlCommand(\"{sql}\", connection) {{ Parameters = {{ new(\"id\", {element}) }} }};\n{send}",
            2 when second.Length == 0 => $"var command = new NpgsqlCommand(\"{sql.Replace("@id", "$1", StringComparison.Ordinal)}\", connection);\ncommand.Parameters.Add(new NpgsqlParameter {{ Value = {element} }});\n{send}",
            _ => $"{await}using var command = new NpgsqlCommand(\"{sql}\", connection);\n{second}{parameter}\n{send}",
        };
        return new Shape(Loops.Over(dice, Connection, type, keys, "", element, body), calls => ThingsWorld.WithKeys(calls, type));
    });

    public static Gen<Shape> Copies { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys) = (dice.Of(Loops.Collections), dice.Of("id", "key", "x"), dice.Of("ids", "keys"));
        var (columns, values, note) = dice.Of(
            ("thing, note", "@id, @note", $"\"note \" + {element}"), ("note, thing", "@note, @id", $"{element} > 4 ? DBNull.Value : {element}.ToString(CultureInfo.InvariantCulture)"),
            ("thing, code", "@id, @note", $"(object?)texts.ElementAtOrDefault({element}) ?? DBNull.Value"), ("thing", "@id", ""));
        var isAsync = dice.Chance(60);
        var (await, end) = (isAsync ? "await " : "", isAsync ? "Async" : "");
        var id = dice.Of($"command.Parameters.AddWithValue(\"id\", {element});", $"command.Parameters.Add(\"id\", NpgsqlDbType.Integer).Value = {element};", $"command.Parameters.Add(new NpgsqlParameter<int>(\"@id\", {element}));", $"command.Parameters.Add(new NpgsqlParameter(\"id\", NpgsqlDbType.Integer) {{ Value = {element} }});");
        var second = note.Length == 0 ? "" : dice.Of($"command.Parameters.AddWithValue(\"note\", {note});\n", $"command.Parameters.AddWithValue(\"note\", NpgsqlDbType.Text, {note});\n");
        var (first, last) = dice.Chance(50) ? (id + "\n", second) : (second, id + "\n");
        var body = $"{await}using var command = new NpgsqlCommand(\"{dice.Of("insert into", "INSERT INTO")} things_log ({columns}) values ({values})\", connection);\n{first}{last}{await}command.ExecuteNonQuery{end}();";
        return new Shape(Loops.Over(dice, "NpgsqlConnection connection, string[] texts", type, keys, "", element, body), calls => new Call(calls.Several(9, () => Texts.Text(calls)).ToArray(), ThingsWorld.As(type, ThingsWorld.Keys(calls))) { Rows = ThingsWorld.Fill(calls), Culture = calls.Of(Texts.Cultures) });
    });

    public static Gen<Shape> Inserts { get; } = Dice.Gen(dice => Notes(dice, isLoop: true));

    public static Gen<Shape> Sequences { get; } = Dice.Gen(dice => Notes(dice, isLoop: false));

    private static Shape Notes(Dice dice, bool isLoop)
    {
        var (keys, element) = (dice.Of("notes", "rows", "items"), dice.Of("note", "row", "text"));
        var type = dice.Of("List<Entry>", "Entry[]", "IReadOnlyList<Entry>", "IEnumerable<Entry>");
        var columns = dice.Of(("thing, note, code", "@Thing, @Note, @Code"), ("note, code", "@note, @code"), ("code, thing", "@Code, @thing"), ("thing", "@Thing"));
        var sql = $"insert into things_log ({columns.Item1}) {dice.Of("values", "VALUES")} ({columns.Item2})";
        var made = type.StartsWith("Entry", StringComparison.Ordinal) ? ".ToArray()" : ".ToList()";
        var list = $"{type} {keys} = texts.Select((text, number) => new Entry(numbers[number], text, text ?? \"none\")){made};";
        var execute = dice.Chance(60) ? "await connection.ExecuteAsync" : "connection.Execute";
        var given = isLoop && dice.Chance(50) ? $"new {{ {element}.Thing, {element}.Note, Code = {element}.Code + \"!\" }}" : element;
        var work = isLoop ? $"foreach (var {element} in {keys})\n    {{\n        {execute}(\"{sql}\", {given});\n    }}" : $"lines.Add({execute}(\"{sql}\", {keys}).ToString());".Replace("lines.Add(await", "lines.Add((await", StringComparison.Ordinal).Replace($"{keys}).ToString", execute.StartsWith("await", StringComparison.Ordinal) ? $"{keys})).ToString" : $"{keys}).ToString", StringComparison.Ordinal);
        return new Shape(
            $"public static async Task<List<string>> RunAsync(NpgsqlConnection connection, string?[] texts, int?[] numbers)\n{{\n    var lines = new List<string>();\n    {list}\n    {work}\n    await Task.Yield();\n    return lines;\n}}",
            calls =>
            {
                string?[] texts = [.. calls.Several(5, () => calls.Chance(20) ? null : Texts.Text(calls))];
                int?[] numbers = [.. texts.Select(_ => calls.Chance(20) ? null : (int?)calls.Number(9))];
                return new Call(texts, numbers) { Rows = ThingsWorld.Fill(calls), Culture = calls.Of(Texts.Cultures) };
            });
    }
}
