using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Connections;

/// <summary>Methods that fail, always or by chance; the same methods done right are what their fixes promise.</summary>
internal static class MisuseShapes
{
    private static readonly string[] Queries = ["select count(*) from things", "select max(size)::bigint from things", "select count(*) from things_boxes where id > 1", "select sum(id) from things where name is not null", "select length(max(label))::bigint from things_boxes"];

    public static Gen<Shape> OutlivingResults { get; } = Dice.Gen(dice =>
    {
        var open = dice.Of("using var connection = source.OpenConnection();", "using var connection = new NpgsqlConnection(text);\nconnection.Open();");
        var query = dice.Of(Queries);
        var isDapper = dice.Chance(40);
        var (where, given) = dice.Of(("", ""), (" where id > @low", ", new { low = 1 }"));
        string Method(string async, string await, string unbuffered)
        {
            var (type, result) = isDapper ? ("Task<IEnumerable<string?>>", $"connection.QueryAsync<string?>(\"select name from things{where} order by id\"{given})") : ("Task<object?>", $"new NpgsqlCommand(\"{query}\", connection).ExecuteScalarAsync()");
            return Outer(
                isDapper ? "return (await FindAsync(source, text)).Select(name => name ?? \"none\").ToList();" : "return [(await FindAsync(source, text))?.ToString() ?? \"none\"];",
                $"private static {async}{type} FindAsync(NpgsqlDataSource source, string text)\n{{\n    {open.Replace("\n", "\n    ", StringComparison.Ordinal)}\n    {unbuffered}return {await}{result};\n}}");
        }

        var comment = dice.Of("", "// Too late.\n    ");
        return new Shape(Method("", "", comment), LeakShapes.Called) { Promise = Method("async ", "await ", comment) };
    });

    /// <summary>Sequences that are read when the connection is gone.</summary>
    public static Gen<Shape> UnbufferedResults { get; } = Dice.Gen(dice =>
    {
        var open = dice.Of("using var connection = source.OpenConnection();", "using var connection = new NpgsqlConnection(text);", "using var connection = new NpgsqlConnection(text);\n    connection.Open();");
        var (type, sql, told) = dice.Of(("string?", "select name from things§ order by id", "name ?? \"none\""), ("int", "select size from things§ order by size, id", "FormattableString.Invariant($\"{name}\")"), ("Row", "select id, name, size from things§ order by id", "FormattableString.Invariant($\"{name}\")"));
        var (where, given) = dice.Of(("", ""), (" where id > @low", ", new { low = 1 }"), (" where size < @most", ", new { most = 4 }"));
        string Method(string unbuffered) => Outer(
            $"await Task.Yield();\n    return Find(source, text).Select(name => {told}).ToList();",
            $"private static IEnumerable<{type}> Find(NpgsqlDataSource source, string text)\n{{\n    {open}\n    return connection.Query<{type}>(\"{sql.Replace("§", where, StringComparison.Ordinal)}\"{given}{unbuffered});\n}}");
        return new Shape(Method(", buffered: false"), LeakShapes.Called) { Promise = Method("") };
    });

    /// <summary>Commands whose task nobody awaits.</summary>
    public static Gen<Shape> DiscardedTasks { get; } = Dice.Gen(dice =>
    {
        var open = dice.Of("await using var connection = await source.OpenConnectionAsync();", "using var connection = source.OpenConnection();", "await using var connection = new NpgsqlConnection(text);\n    await connection.OpenAsync();");
        var (before, call) = dice.Of(
            ("", "connection.ExecuteAsync(\"insert into things_log (thing, code) values (@id, 'x')\", new { id = ids.Count })"),
            ("var command = new NpgsqlCommand(\"update things set size = size + $1\", connection);\n    command.Parameters.AddWithValue(ids.Count);\n    ", "command.ExecuteNonQueryAsync()"),
            ("", "new NpgsqlCommand(\"delete from things where size > 1\", connection).ExecuteNonQueryAsync()"));
        var (discard, comment) = (dice.Of("_ = ", "_ = ", ""), dice.Of("", "// On its way.\n    "));
        string Method(string word) => Outer(
            "await WriteAsync(source, text, ids);\n    return [];",
            $"private static async Task WriteAsync(NpgsqlDataSource source, string text, List<int> ids)\n{{\n    await Task.Yield();\n    {open}\n    {before}{comment}{word}{call};\n}}");
        return new Shape(Method(discard), LeakShapes.Called) { Promise = Method("await ") };
    });

    public static Gen<Shape> Concurrent { get; } = Dice.Gen(dice =>
    {
        var count = 2 + dice.Number(2);
        string[] names = [.. new[] { "first", "second", "third" }.Take(count)];
        var calls = names.Select(name => dice.Of($"new NpgsqlCommand(\"{dice.Of(Queries)}\", connection).ExecuteScalarAsync()", $"connection.ExecuteScalarAsync<long?>(\"{dice.Of(Queries)}\")", $"connection.ExecuteAsync(\"insert into things_log (thing, code) values ({names.Length}, '{name}')\")")).ToArray();
        var (wait, between) = (dice.Of($"await Task.WhenAll({string.Join(", ", names)});\n", ""), dice.Of("", "lines.Add(\"between\");\n"));
        var told = string.Concat(names.Select(name => $"lines.Add(FormattableString.Invariant($\"{{await {name}}}\"));\n"));
        var bad = string.Concat(names.Zip(calls, (name, call) => $"var {name} = {call};\n{(name == "first" ? between : "")}")) + wait + told;
        var right = string.Concat(names.Zip(calls, (name, call) => $"var {name} = await {call};\n{(name == "first" ? between : "")}")) + told.Replace("{await ", "{", StringComparison.Ordinal);
        const string Open = "await using var connection = await source.OpenConnectionAsync();\n";
        return new Shape(LeakShapes.InMethod(Open + bad), LeakShapes.Called) { Promise = LeakShapes.InMethod(Open + right) };
    });

    public static Gen<Shape> SharedContexts { get; } = Dice.Gen(dice =>
    {
        string[] names = [.. new[] { "low", "high", "rest" }.Take(2 + dice.Number(2))];
        var calls = names.Select(_ => dice.Of("attic.Things.CountAsync(thing => thing.Size > 1)", "attic.Things.Where(t => t.Name != null).SumAsync(t => t.Size)", "attic.Boxes.CountAsync()", "attic.Things.AnyAsync(t => t.Size < 0)", "attic.Boxes.Select(box => box.Label).OrderBy(label => label).FirstOrDefaultAsync()")).ToArray();
        var wait = dice.Of($"await Task.WhenAll({string.Join(", ", names)});\n", "");
        var told = string.Concat(names.Select(name => $"lines.Add(FormattableString.Invariant($\"{{await {name}}}\"));\n"));
        const string Open = "await using var attic = Attic.Open(text);\n";
        return new Shape(LeakShapes.InMethod(Open + string.Concat(names.Zip(calls, (name, call) => $"var {name} = {call};\n")) + wait + told), LeakShapes.Called)
        {
            Promise = LeakShapes.InMethod(Open + string.Concat(names.Zip(calls, (name, call) => $"var {name} = await {call};\n")) + told.Replace("{await ", "{", StringComparison.Ordinal)),
        };
    });

    public static Gen<Shape> CommandsDuringReaders { get; } = Dice.Gen(dice =>
    {
        var element = dice.Of("id", "found");
        var isEf = dice.Chance(50);
        var (open, bad, right) = isEf
            ? dice.Of(
                ("await using var attic = Attic.Open(text);\n", "foreach (var # in attic.Things.OrderBy(t => t.Id).Select(t => t.Id))", "foreach (var # in attic.Things.OrderBy(t => t.Id).Select(t => t.Id).ToList())"),
                ("await using var attic = Attic.Open(text);\n", "await foreach (var # in attic.Things.OrderBy(t => t.Id).Select(t => t.Id).AsAsyncEnumerable())", "foreach (var # in attic.Things.OrderBy(t => t.Id).Select(t => t.Id).ToList())"))
            : dice.Of(
                ("await using var connection = await source.OpenConnectionAsync();\n", "foreach (var # in connection.Query<int>(\"select id from things order by id\", buffered: false))", "foreach (var # in connection.Query<int>(\"select id from things order by id\"))"),
                ("using var connection = source.OpenConnection();\n", "foreach (int # in connection.Query<int>(\"select id from things where id > @low order by id\", new { low = 1 }, buffered: false))", "foreach (int # in connection.Query<int>(\"select id from things where id > @low order by id\", new { low = 1 }))"));
        var work = isEf
            ? dice.Of("lines.Add(FormattableString.Invariant($\"{attic.Boxes.Count(box => box.Id < #)}\"));", "lines.Add(FormattableString.Invariant($\"{await attic.Things.Where(t => t.Id == #).ExecuteDeleteAsync()}\"));")
            : dice.Of("await connection.ExecuteAsync(\"insert into things_log (thing, code) values (@#, 'x')\", new { # });", "lines.Add(connection.ExecuteScalar<string>(\"select name from things where id = @#\", new { # }) ?? \"none\");", "connection.Execute(\"delete from things where id >= @#\", new { # });\n    lines.Add(\"gone\");");
        string Method(string head) => LeakShapes.InMethod($"{open}{head}\n{{\n    {work}\n}}\n".Replace("#", element, StringComparison.Ordinal));
        return new Shape(Method(bad), LeakShapes.Called) { Promise = Method(right) };
    });

    public static Gen<Shape> ContextConnections { get; } = Dice.Gen(dice =>
    {
        var (word, isAsync) = (dice.Of("using ", "await using "), dice.Chance(60));
        var opening = dice.Number(3) switch { 0 => isAsync ? "await connection.OpenAsync();\n" : "connection.Open();\n", _ => "" };
        var work = dice.Of("lines.AddRange((await connection.QueryAsync<string?>(\"select name from things order by id\")).Select(name => name ?? \"none\"));", "foreach (var id in ids)\n{\n    await connection.ExecuteAsync(\"insert into things_log (thing, code) values (@id, 'x')\", new { id });\n}", "lines.Add((await connection.ExecuteScalarAsync<long>(\"select count(*) from things\")).ToString());");
        var usedAgain = dice.Of("", "lines.Add((await attic.Boxes.CountAsync()).ToString());\n");
        var end = usedAgain.Length > 0 ? "return await CountAsync();\n\nasync Task<List<string>> CountAsync()\n{\n    lines.Add((await attic.Boxes.CountAsync()).ToString());\n    return lines;\n}" : "return lines;";
        string Method(string keyword, string first) => LeakShapes.InMethod($"await using var attic = Attic.Open(text);\nawait InnerAsync();\n{end}\n\nasync Task InnerAsync()\n{{\n    {keyword}var connection = attic.Database.GetDbConnection();\n    {first}{work.Replace("\n", "\n    ", StringComparison.Ordinal)}\n}}", true);
        return new Shape(Method(word, opening), LeakShapes.Called) { Promise = Method("", opening.Length > 0 ? "await attic.Database.OpenConnectionAsync();\n    " : "") };
    });

    public static Gen<Shape> States { get; } = Dice.Gen(dice =>
    {
        var isSync = dice.Chance(40);
        var open = isSync ? "connection.Open();" : "await connection.OpenAsync();";
        var work = dice.Of("lines.Add((await connection.ExecuteScalarAsync<long>(\"select count(*) from things\")).ToString());", "foreach (var id in ids)\n{\n    await connection.ExecuteAsync(\"update things set size = 0 where id = @id\", new { id });\n}", "await using var command = new NpgsqlCommand(\"select max(id) from things\", connection);\nlines.Add((await command.ExecuteScalarAsync())?.ToString() ?? \"\");");
        var raw = dice.Of("await using var command = new NpgsqlCommand(\"select max(id) from things\", connection);\nlines.Add((await command.ExecuteScalarAsync())?.ToString() ?? \"\");", "var command = connection.CreateCommand();\ncommand.CommandText = \"delete from things where size > 0\";\nlines.Add(command.ExecuteNonQuery().ToString());");
        var comment = dice.Of("", "// Open?\n");
        var (bad, right) = dice.Number(3) switch
        {
            0 => ($"await using var connection = await source.OpenConnectionAsync();\n{comment}{open}\n{work}\n", $"await using var connection = await source.OpenConnectionAsync();\n{work}\n"),
            1 => ($"using var connection = source.OpenConnection();\n{open}\n{work}\n", $"using var connection = source.OpenConnection();\n{work}\n"),
            _ => ($"await using var connection = new NpgsqlConnection(text);\n{comment}{raw}\n", $"await using var connection = new NpgsqlConnection(text);\nconnection.Open();\n{raw}\n"),
        };
        return new Shape(LeakShapes.InMethod(bad), LeakShapes.Called) { Promise = LeakShapes.InMethod(right) };
    });

    public static Gen<Shape> DataSourceCommands { get; } = Dice.Gen(dice =>
    {
        var (name, query) = (dice.Of("command", "question"), dice.Of("select count(*) from things where id > $1", "select name from things where id = $1", "delete from things where id = $1 returning size"));
        var prepare = dice.Of($"await {name}.PrepareAsync();\n", $"{name}.Prepare();\n");
        var loop = dice.Chance(40);
        string Method(string prepared) => LeakShapes.InMethod(
            $"await using var {name} = source.CreateCommand(\"{query}\");\n{name}.Parameters.Add(new NpgsqlParameter<int> {{ TypedValue = ids.FirstOrDefault() }});\n{prepared}"
            + (loop ? $"foreach (var id in ids)\n{{\n    {name}.Parameters[0].Value = id;\n    lines.Add((await {name}.ExecuteScalarAsync())?.ToString() ?? \"\");\n}}\n" : $"lines.Add((await {name}.ExecuteScalarAsync())?.ToString() ?? \"\");\n"));
        return new Shape(Method(prepare), LeakShapes.Called) { Promise = Method("") };
    });

    private static string Outer(string body, string member) => $$"""
        public static async Task<List<string>> RunAsync(string text, List<int> ids)
        {
            await using var source = NpgsqlDataSource.Create(text);
            {{body}}
        }

        {{member}}
        """;
}
