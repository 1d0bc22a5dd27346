using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Connections;

/// <summary>Methods that keep a connection, a reader, a context or a COPY; called once, they do what they should, before and after.</summary>
internal static class LeakShapes
{
    public static Gen<Shape> NotDisposed { get; } = Dice.Gen(dice => Connection(dice, ""));

    public static Gen<Shape> ClosedOnSuccess { get; } = Dice.Gen(dice =>
    {
        var name = dice.Of("connection", "db", "@lock");
        return Connection(dice, dice.Of($"{name}.Close();", $"await {name}.CloseAsync();", $"{name}.Dispose();", $"await {name}.DisposeAsync();", $"{name}.Close();\n{name}.Dispose();"), name);
    });

    public static Gen<Shape> Readers { get; } = Dice.Gen(dice =>
    {
        var (name, isAsync) = (dice.Of("reader", "rows"), dice.Chance(60));
        var (make, opening) = dice.Of(
            ("source.CreateCommand(\"select id, name from things order by id\")", ""),
            ("new NpgsqlCommand(\"select id, name from things order by id\", connection)", "await using var connection = await source.OpenConnectionAsync();\n"));
        var read = isAsync ? $"while (await {name}.ReadAsync())" : $"while ({name}.Read())";
        var execute = isAsync ? "await command.ExecuteReaderAsync()" : "command.ExecuteReader()";
        var found = dice.Of($"lines.Add(FormattableString.Invariant($\"{{{name}.GetInt32(0)}}\"));", $"lines.Add({name}.IsDBNull(1) ? \"none\" : {name}.GetString(1));", $"if ({name}.GetInt32(0) == ids.FirstOrDefault())\n        {{\n            return lines;\n        }}\n\n        lines.Add(FormattableString.Invariant($\"{{{name}.GetInt32(0)}}\"));");
        var isLast = opening.Length > 0 && dice.Chance(60);
        string Method(string close) => InMethod(
            $"{opening}await using var command = {make};\n{dice.Of("// Rows.\n", "")}{(close.Length > 0 ? "await using " : "")}var {name} = {execute};\n{read}\n{{\n    {found.Replace("\n        ", "\n    ", StringComparison.Ordinal)}\n}}\n"
            + (isLast ? $"{close}\nawait using var next = new NpgsqlCommand(\"select count(*) from things\", connection);\nlines.Add((await next.ExecuteScalarAsync())!.ToString()!);\n" : ""));
        return new Shape(Method(""), Called) { Promise = Method($"await {name}.CloseAsync();") };
    });

    public static Gen<Shape> Contexts { get; } = Dice.Gen(dice =>
    {
        var name = dice.Of("attic", "context");
        var start = dice.Of($"var transaction = await {name}.Database.BeginTransactionAsync();", $"var transaction = {name}.Database.BeginTransaction();", $"await {name}.Database.OpenConnectionAsync();", $"{name}.Database.OpenConnection();");
        var end = start.Contains("transaction", StringComparison.Ordinal) ? dice.Of("await transaction.CommitAsync();", "transaction.Commit();", "") : "";
        var work = dice.Of(
            $"{name}.Boxes.Add(new Box {{ Id = 50 + ids.Count, Label = \"new\" }});\nawait {name}.SaveChangesAsync();",
            $"lines.AddRange(await {name}.Boxes.OrderBy(box => box.Id).Select(box => box.Label).ToListAsync());",
            $"await {name}.Things.Where(thing => thing.Size > 3).ExecuteDeleteAsync();",
            $"foreach (var id in ids)\n{{\n    lines.Add((await {name}.Things.FindAsync(id))?.Name ?? \"none\");\n}}");
        var last = dice.Of("", "", $"await {name}.DisposeAsync();\n", $"{name}.Dispose();\n");
        return new Shape(InMethod($"var {name} = Attic.Open(text);\n{start}\n{work}\n{end}\n{last}"), Called);
    });

    public static Gen<Shape> Copies { get; } = Dice.Gen(dice =>
    {
        var (name, isAsync) = (dice.Of("writer", "copy"), dice.Chance(50));
        var begin = isAsync ? "await connection.BeginTextImportAsync(\"copy things_log (thing, code) from stdin (format csv)\")" : "connection.BeginTextImport(\"copy things_log (thing, code) from stdin (format csv)\")";
        var write = dice.Of($"{name}.WriteLine($\"{{id}},x\");", $"await {name}.WriteAsync($\"{{id}},x\\n\");");
        var more = dice.Of("", "lines.Add((await connection.ExecuteScalarAsync<int>(\"select count(*) from things_log\")).ToString());\n", "lines.Add(\"done\");\n");
        if (dice.Chance(30))
        {
            string Binary(string format) => InMethod($"await using var connection = await source.OpenConnectionAsync();\nawait using var {name} = await connection.BeginBinaryImportAsync(\"copy things_log (thing, code) from stdin{format}\");\nforeach (var id in ids)\n{{\n    await {name}.WriteRowAsync(CancellationToken.None, id, \"x\");\n}}\n\nawait {name}.CompleteAsync();\n");
            return new Shape(Binary(""), Called) { Promise = Binary(" (format binary)") };
        }

        string Method(string word, string end) => InMethod($"await using var connection = await source.OpenConnectionAsync();\n{word}var {name} = {begin};\nforeach (var id in ids)\n{{\n    {write}\n}}\n\n{end}{more}");
        return new Shape(Method("", ""), Called) { Promise = Method("await using ", $"await {name}.DisposeAsync();\n") };
    });

    private static Shape Connection(Dice dice, string end, string? name = null)
    {
        name ??= dice.Of("connection", "db", "@lock");
        var open = dice.Of(
            $"var {name} = await source.OpenConnectionAsync();", $"var {name} = source.OpenConnection();", $"var {name} = new NpgsqlConnection(text);\nawait {name}.OpenAsync();", $"NpgsqlConnection {name} = new(text);\n{name}.Open();",
            $"DbConnection {name} = new NpgsqlConnection(text);\nawait {name}.OpenAsync();", $"IDbConnection {name} = new NpgsqlConnection(text);\n{name}.Open();");
        var isPlain = open.Contains("Db", StringComparison.Ordinal);
        if (open.StartsWith("IDb", StringComparison.Ordinal))
        {
            end = end.Replace($"await {name}.CloseAsync", $"{name}.Close", StringComparison.Ordinal).Replace($"await {name}.DisposeAsync", $"{name}.Dispose", StringComparison.Ordinal);
        }

        var work = dice.Number(isPlain ? 3 : 6) switch
        {
            0 => $"lines.AddRange((await {name}.QueryAsync<string?>(\"select name from things order by id\")).Select(found => found ?? \"none\"));",
            1 => $"foreach (var id in ids)\n{{\n    lines.Add((await {name}.ExecuteAsync(\"insert into things_log (thing, code) values (@id, 'x')\", new {{ id }})).ToString());\n}}",
            2 => $"var command = {name}.CreateCommand();\ncommand.CommandText = \"select count(*) from things\";\nlines.Add(command.ExecuteScalar()!.ToString()!);",
            3 => $"await using var command = new NpgsqlCommand(\"select name from things order by id\", {name});\nawait using (var reader = await command.ExecuteReaderAsync())\n{{\n    while (await reader.ReadAsync())\n    {{\n        lines.Add(reader.IsDBNull(0) ? \"none\" : reader.GetString(0));\n    }}\n}}",
            4 => $"await using (var transaction = await {name}.BeginTransactionAsync())\n{{\n    foreach (var id in ids)\n    {{\n        await {name}.ExecuteAsync(\"update things set size = size + 1 where id = @id\", new {{ id }}, transaction);\n    }}\n\n    await transaction.CommitAsync();\n}}",
            _ => $"if (ids.Count == 0)\n{{\n    {(end.Contains('\n', StringComparison.Ordinal) ? "" : end)}\n    return lines;\n}}\n\nlines.Add((await new NpgsqlCommand(\"select max(size) from things\", {name}).ExecuteScalarAsync())?.ToString() ?? \"\");",
        };
        var told = dice.Number(6) switch { 0 when end.Length > 0 => $"\nreturn [{name}.State.ToString()];", 1 => "\nlines.Add(\"end\");", _ => "" };
        return new Shape(InMethod($"{open}\n{dice.Of("", "// Not disposed.\n")}{work}\n{end}{told}", told.Contains("return", StringComparison.Ordinal)), Called);
    }

    internal static string InMethod(string body, bool returns = false) => $$"""
        public static async Task<List<string>> RunAsync(string text, List<int> ids)
        {
            await using var source = NpgsqlDataSource.Create(text);
            return await FindAsync(source, text, ids);
        }

        private static async Task<List<string>> FindAsync(NpgsqlDataSource source, string text, List<int> ids)
        {
            var lines = new List<string>();
            await Task.Yield();
            {{body.Replace("\n", "\n    ", StringComparison.Ordinal)}}
            {{(returns ? "" : "return lines;")}}
        }
        """;

    internal static Call Called(Dice dice) => new(dice.Several(4, () => dice.Number(9))) { Rows = RoundTrips.ThingsWorld.Fill(dice), Culture = dice.Of(Texts.Cultures.Where(culture => culture is not ("ar-SA" or "sv-SE")).ToArray()) };
}
