using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Placeholders in statements that take none; the function that does the same and takes them is what the fix promises.</summary>
internal static class UtilityShapes
{
    public static Gen<Shape> Placeholders { get; } = Dice.Gen(dice =>
    {
        var type = dice.Of("string", "string", "int");
        var place = dice.Of("$1", "@text", ":text");
        var value = type == "string" ? place : place + "::text";
        var (before, after) = dice.Of(
            ($"set app.person = {place}", $"select set_config('app.person', {value}, false)"), ($"SET app.person TO {place}", $"select set_config('app.person', {value}, false)"), ($"set local app.person = {place}", $"select set_config('app.person', {value}, true)"),
            ($"set session app.person = {place}", $"select set_config('app.person', {value}, false)"), ($"notify channel, {place}", $"select pg_notify('channel', {value})"), ($"NOTIFY \"Own Channel\", {place}", $"select pg_notify('Own Channel', {value})"));
        var (word, end) = dice.Chance(60) ? ("await ", "Async") : ("", "");
        var parameter = place == "$1" ? "command.Parameters.AddWithValue(text);" : dice.Of("command.Parameters.AddWithValue(\"text\", text);", $"command.Parameters.Add(new NpgsqlParameter<{type}>(\"text\", text));");
        var isDapper = place != "$1" && dice.Chance(40);
        string Method(string sql) => $$"""
            public static async Task<List<string>> RunAsync(NpgsqlConnection connection, {{type}} text)
            {
                {{(isDapper ? $"{word}connection.Execute{end}({Literal(sql)}, new {{ text }});" : $"{word}using var command = new NpgsqlCommand({Literal(sql)}, connection);\n    {parameter}\n    {word}command.ExecuteNonQuery{end}();")}}
                await using var told = new NpgsqlCommand("select current_setting('app.person', true)", connection);
                return [(await told.ExecuteScalarAsync()) as string ?? "none"];
            }
            """;
        return new Shape(Method(before), calls => new Call(type == "string" ? calls.Chance(5) ? new string('x', 9000) : Texts.Text(calls) : calls.Of(0, -7, int.MaxValue)) { Culture = calls.Of(Texts.Cultures) })
        {
            Promise = Method(after),
        };
    });

    private static string Literal(string sql) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(sql, quote: true);
}
