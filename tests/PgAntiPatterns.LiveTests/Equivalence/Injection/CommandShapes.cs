using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Commands of Npgsql and ADO.NET whose text has values pasted in.</summary>
internal static class CommandShapes
{
    private const string Asynchronous = "async Task<List<string>>";
    private const string Synchronous = "List<string>";

    public static Gen<Shape> All { get; } = Dice.Gen(Make);

    private static Shape Make(Dice dice)
    {
        var kind = dice.Number(14);
        var isNumbered = kind is 10 or 11;
        var extra = kind switch { 8 or 9 => "id > @low", 10 or 11 => "id > $1", _ => "" };
        return PastedShapes.Of(dice, (text, isWrite) => Carried(dice, kind, text, isWrite), extra: extra);
    }

    private static (string Body, string Signature) Carried(Dice dice, int kind, string text, bool isWrite)
    {
        var read = isWrite ? "return [(await command.ExecuteNonQueryAsync()).ToString()];" : dice.Of("return await Rows.OfAsync(command);", "await using var reader = await command.ExecuteReaderAsync();\nreturn Rows.Of(reader);");
        var readSync = isWrite ? "return [command.ExecuteNonQuery().ToString()];" : "using var reader = command.ExecuteReader();\nreturn Rows.Of(reader);";
        return kind switch
        {
            0 => ($"await using var command = new NpgsqlCommand({text}, connection);\n{read}", Asynchronous),
            1 => ($"using var command = new NpgsqlCommand({text}, connection);\n{readSync}", Synchronous),
            2 => ($"await using var command = connection.CreateCommand();\ncommand.CommandText = {text};\n{read}", Asynchronous),
            3 => ($"await using var command = new NpgsqlCommand {{ Connection = connection, CommandText = {text} }};\n{read}", Asynchronous),
            4 => ($"await using (var command = new NpgsqlCommand({text}, connection))\n{{\n    {read}\n}}", Asynchronous),
            5 => ($"DbConnection any = connection;\nusing var command = any.CreateCommand();\ncommand.CommandText = {text};\n{readSync}", Synchronous),
            6 => ($"IDbConnection any = connection;\nusing (var command = any.CreateCommand())\n{{\n    command.CommandText = {text};\n    {readSync}\n}}", Synchronous),
            7 => ($"NpgsqlCommand command = new({text}, connection);\n{read}", Asynchronous),
            8 => ($"await using var command = new NpgsqlCommand({text}, connection);\ncommand.Parameters.AddWithValue(\"low\", -9);\n{read}", Asynchronous),
            9 => ($"await using var command = new NpgsqlCommand({text}, connection) {{ Parameters = {{ new(\"low\", -9) }} }};\n{read}", Asynchronous),
            10 => ($"await using var command = new NpgsqlCommand({text}, connection);\ncommand.Parameters.Add(new NpgsqlParameter {{ Value = -9 }});\n{read}", Asynchronous),
            11 => ($"await using var command = new NpgsqlCommand({text}, connection) {{ Parameters = {{ new() {{ Value = -9 }} }} }};\n{read}", Asynchronous),
            12 => ($"await using var batch = new NpgsqlBatch(connection) {{ BatchCommands = {{ new NpgsqlBatchCommand({text}) }} }};\nawait using var reader = await batch.ExecuteReaderAsync();\nreturn Rows.Of(reader);", Asynchronous),
            _ => isWrite
                ? ($"return [(await new NpgsqlCommand({text}, connection).ExecuteNonQueryAsync()).ToString()];", Asynchronous)
                : ($"using var adapter = new NpgsqlDataAdapter({text}, connection);\nvar table = new DataTable();\nadapter.Fill(table);\nreturn table.Rows.Cast<DataRow>().Select(row => row[0].ToString()!).ToList();", Synchronous),
        };
    }
}
