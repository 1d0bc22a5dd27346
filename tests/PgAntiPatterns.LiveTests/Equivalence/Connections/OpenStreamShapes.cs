using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Connections;

/// <summary>Dapper's readers and grids, importers and exporters that are still open when their connection is needed again.</summary>
internal static class OpenStreamShapes
{
    private const string Open = "await using var connection = await source.OpenConnectionAsync();\n";

    public static Gen<Shape> DapperReaders { get; } = Dice.Gen(dice =>
    {
        var (name, isAsync, next) = (dice.Of("reader", "rows"), dice.Chance(60), Next(dice));
        var execute = $"{(isAsync ? "await " : "")}connection.ExecuteReader{(isAsync ? "Async" : "")}(\"select id, name from things{dice.Of("", " where id > @low")} order by id\", new {{ low = 1 }})";
        var read = $"{dice.Of("while", "if")} ({(isAsync ? $"await {name}.ReadAsync()" : $"{name}.Read()")})\n{{\n    {dice.Of($"lines.Add(FormattableString.Invariant($\"{{{name}.GetInt32(0)}}\"));", $"lines.Add({name}.IsDBNull(1) ? \"none\" : {name}.GetString(1));")}\n}}\n";
        return Closed(dice, name, execute, read, next);
    });

    public static Gen<Shape> Grids { get; } = Dice.Gen(dice =>
    {
        var (name, isAsync, next) = (dice.Of("grid", "results"), dice.Chance(60), Next(dice));
        var execute = $"{(isAsync ? "await " : "")}connection.QueryMultiple{(isAsync ? "Async" : "")}(\"select count(*) from things; select name from things order by id; select count(*) from things_boxes\")";
        var first = isAsync ? $"lines.Add((await {name}.ReadSingleAsync<long>()).ToString());\n" : $"lines.Add({name}.ReadSingle<long>().ToString());\n";
        var second = dice.Of("", $"lines.AddRange({name}.Read<string?>().Select(found => found ?? \"none\"));\n");
        return Closed(dice, name, execute, first + second, next);
    });

    public static Gen<Shape> Importers { get; } = Dice.Gen(dice =>
    {
        var (name, isAsync, next) = (dice.Of("importer", "writer"), dice.Chance(60), Next(dice));
        var (await, end) = isAsync ? ("await ", "Async") : ("", "");
        var execute = $"{await}connection.BeginBinaryImport{end}(\"copy things_log (thing, code) from stdin (format binary)\")";
        var write = $"foreach (var id in ids)\n{{\n    {await}{name}.WriteRow{end}({(isAsync ? "CancellationToken.None, " : "")}id, \"x\");\n}}\n\n{await}{name}.Complete{end}();\n";
        return Closed(dice, name, execute, write, next);
    });

    public static Gen<Shape> Exporters { get; } = Dice.Gen(dice =>
    {
        var (name, isAsync, next) = (dice.Of("exporter", "source1"), dice.Chance(60), Next(dice));
        var (await, end) = isAsync ? ("await ", "Async") : ("", "");
        var (execute, read) = dice.Of(
            ($"{await}connection.BeginBinaryExport{end}(\"copy (select id, size from things order by id) to stdout (format binary)\")", $"while ({await}{name}.StartRow{end}() != -1)\n{{\n    lines.Add(FormattableString.Invariant($\"{{{await}{name}.Read{end}<int>()}} {{{await}{name}.Read{end}<int>()}}\"));\n}}\n"),
            ($"{await}connection.BeginTextExport{end}(\"copy (select id, name from things order by id) to stdout\")", $"while ({await}{name}.ReadLine{end}() is {{ }} line)\n{{\n    lines.Add(line);\n}}\n"),
            ($"{await}connection.BeginTextExport{end}(\"copy (select name from things order by id) to stdout\")", $"lines.Add({await}{name}.ReadLine{end}() ?? \"none\");\n"));
        return Closed(dice, name, execute, read, next);
    });

    private static string Next(Dice dice) => dice.Of(
        "lines.Add((await connection.ExecuteScalarAsync<long>(\"select count(*) from things\")).ToString());\n",
        "await using var next = new NpgsqlCommand(\"update things set size = size + 1\", connection);\nlines.Add((await next.ExecuteNonQueryAsync()).ToString());\n",
        "connection.Execute(\"insert into things_log (thing, code) values (1, 'x')\");\n");

    /// <summary>Open when the next command comes, and closed in front of it.</summary>
    private static Shape Closed(Dice dice, string name, string execute, string read, string next)
    {
        var comment = dice.Of("", "// Rows.\n");
        string Method(string word, string close) => LeakShapes.InMethod($"{Open}{comment}{word}var {name} = {execute};\n{read}{close}{next}");
        return new Shape(Method("", ""), LeakShapes.Called) { Promise = Method("using ", $"{name}.Dispose();\n") };
    }
}
