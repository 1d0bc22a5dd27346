using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.RoundTrips;

/// <summary>Loops that save, open connections or import, and transactions that nobody commits.</summary>
internal static class CommittedShapes
{
    private const string Text = "string text";
    private const string Opening = "await using var attic = Attic.Open(text);";

    public static Gen<Shape> Saves { get; } = Dice.Gen(dice =>
    {
        var save = dice.Of("await attic.SaveChangesAsync();", "attic.SaveChanges();", "await attic.SaveChangesAsync(CancellationToken.None);");
        var element = dice.Of("id", "key");
        var (before, source, item, work) = dice.Number(5) switch
        {
            0 => ("var things = await attic.Things.OrderBy(t => t.Id).ToListAsync();", "things", "thing", "thing.Size += thing.Id;"),
            1 => ("", "ids", element, $"attic.Things.Add(new Thing {{ Id = {element}, Name = \"new\", BoxId = 1 }});"),
            2 => ("", "ids", element, $"attic.Boxes.Add(new Box {{ Id = {element}, Label = $\"box {{{element}}}\" }});"),
            3 => ("", "ids", element, $"var known = await attic.Things.CountAsync();\nattic.Boxes.Add(new Box {{ Id = {element} + 100, Label = $\"{{known}}\" }});\nlines.Add(FormattableString.Invariant($\"{{await attic.Boxes.CountAsync()}}\"));"),
            _ => ("var things = await attic.Things.ToDictionaryAsync(t => t.Id);", "ids", element, $"if (things.Remove({element}, out var thing))\n{{\n    attic.Things.Remove(thing);\n}}"),
        };
        var comment = dice.Of("", "// Each by itself.\n        ");
        string Loop(string saving, string around, string end) => $$"""
            public static async Task<List<string>> RunAsync({{Text}}, List<int> ids)
            {
                var lines = new List<string>();
                {{Opening}}
                {{around}}{{before}}
                foreach (var {{item}} in {{source}})
                {
                    {{work.Replace("\n", "\n        ", StringComparison.Ordinal)}}
                    {{comment}}{{saving}}
                }
            {{end}}
                await Task.Yield();
                return lines;
            }
            """;
        return new Shape(Loop(save, "", ""), calls => new Call(calls.Several(5, () => 1 + calls.Number(10))) { Rows = ThingsWorld.Fill(calls), MayFailOtherwise = true })
        {
            Promise = Loop(save, "await using var all = await attic.Database.BeginTransactionAsync();\n    ", "    await all.CommitAsync();"),
        };
    });

    public static Gen<Shape> ConnectionsPerElement { get; } = Dice.Gen(dice =>
    {
        var (element, name) = (dice.Of("id", "key"), dice.Of("connection", "db"));
        var (given, open) = dice.Of(
            ("NpgsqlDataSource source", $"await using var {name} = await source.OpenConnectionAsync();"), ("NpgsqlDataSource source", $"using var {name} = source.OpenConnection();"),
            ("string address", $"await using var {name} = new NpgsqlConnection(address);\n        await {name}.OpenAsync();"), ("string address", $"using var {name} = new NpgsqlConnection(address);\n        {name}.Open();"));
        var work = dice.Of(
            $"await {name}.ExecuteAsync(\"insert into things_log (thing, code) values (@id, 'x')\", new {{ id = {element} }});",
            $"var known = await {name}.ExecuteAsync(\"update things set size = size + 1 where id = @id\", new {{ id = {element} }});\n        lines.Add(known.ToString());",
            $"await using var command = new NpgsqlCommand(\"select name from things where id = $1\", {name}) {{ Parameters = {{ new() {{ Value = {element} }} }} }};\n        lines.Add(await command.ExecuteScalarAsync() as string ?? \"none\");",
            $"lines.Add(await {name}.ExecuteScalarAsync<string>(\"select current_setting('app.person', true)\") ?? \"\");\n        await {name}.ExecuteAsync(\"set app.person = 'Ann'\");",
            $"await {name}.ExecuteAsync(\"create temp table if not exists seen as select 1 as a\");\n        lines.Add((await {name}.ExecuteAsync(\"insert into seen select a from seen\")).ToString());",
            $"await using var transaction = await {name}.BeginTransactionAsync();\n        await {name}.ExecuteAsync(\"insert into things_log (thing, code) values (@id, 'x')\", new {{ id = {element} }}, transaction);\n        await transaction.CommitAsync();");
        var type = dice.Of("List<int>", "int[]");
        return new Shape(
            $$"""
            public static async Task<List<string>> RunAsync({{Text}}, {{type}} ids)
            {
                var lines = new List<string>();
                await using var made = NpgsqlDataSource.Create(text);
                await FillAsync({{(given.StartsWith("string", StringComparison.Ordinal) ? "text" : "made")}}, ids, lines);
                return lines;
            }

            private static async Task FillAsync({{given}}, {{type}} ids, List<string> lines)
            {
                foreach (var {{element}} in ids)
                {
                    {{open}}
                    {{work}}
                    await Task.Yield();
                }
            }
            """,
            calls => new Call(ThingsWorld.As(type, calls.Several(5, () => calls.Number(9)))) { Rows = ThingsWorld.Fill(calls) });
    });

    public static Gen<Shape> Imports { get; } = Dice.Gen(dice =>
    {
        var isAsync = dice.Chance(60);
        var (await, end, importer, element) = (isAsync ? "await " : "", isAsync ? "Async" : "", dice.Of("importer", "writer", "copy"), dice.Of("id", "number"));
        var begin = $"{await}connection.BeginBinaryImport{end}(\"copy things_log (thing, code) from stdin (format binary)\")";
        var write = dice.Of($"{await}{importer}.WriteRow{end}({(isAsync ? "CancellationToken.None, " : "")}{element}, \"x\");", $"{await}{importer}.StartRow{end}();\n{await}{importer}.Write{end}({element});\n{await}{importer}.Write{end}(\"x\");");
        var loop = $"foreach (var {element} in ids)\n{{\n    {write.Replace("\n", "\n    ", StringComparison.Ordinal)}\n}}";
        var isBlock = dice.Chance(40);
        var last = dice.Of("", "", "lines.Add(\"done\");\n", "// All of them.\n");
        string Method(string complete) => Within(
            isBlock
                ? $"{await}using (var {importer} = {begin})\n{{\n{loop}\n{complete}}}\n\n{last}return lines;"
                : $"{await}using var {importer} = {begin};\n{loop}\n{complete}{last}return lines;",
            dice.Of("List<int>"));
        return new Shape(Method(""), calls => new Call(calls.Several(5, () => calls.Chance(4) ? 7 : calls.Number(7))) { Rows = ThingsWorld.Fill(calls) }) { Promise = Method($"{await}{importer}.Complete{end}();\n") };
    });

    public static Gen<Shape> LoadedAndDeleted { get; } = Dice.Gen(dice =>
    {
        var (set, condition) = dice.Of(("Things", "one.Size > least"), ("Things", "one.Name == null"), ("Things", "one.BoxId == least"), ("Boxes", "one.Id >= least"), ("Things", "one.Box.Label != \"\" && one.Size < least"));
        var include = set == "Boxes" && dice.Chance(40) ? ".Include(one => one.Things)" : "";
        var isAsync = dice.Chance(60);
        var query = $"{(isAsync ? "await " : "")}attic.{set}{include}.Where(one => {condition}){dice.Of("", "", ".OrderBy(one => one.Id).Take(2)")}.{dice.Of("ToList", "ToArray")}{(isAsync ? "Async" : "")}()";
        var body = dice.Number(4) switch
        {
            0 => $"attic.{set}.RemoveRange({query});",
            1 => $"foreach (var old in {query})\n    {{\n        attic.{(dice.Chance(50) ? "" : set + ".")}Remove(old);\n    }}",
            2 => $"var all = {query};\n    foreach (var old in all)\n    {{\n        attic.{set}.Remove(old);\n    }}",
            _ => $"var old = {query};\n    attic.{(dice.Chance(50) ? "" : set + ".")}RemoveRange(old);",
        };
        return new Shape(
            $$"""
            public static async Task RunAsync({{Text}}, int least)
            {
                {{Opening}}
                {{Tracked(dice)}}{{body}}
                {{dice.Of("await attic.SaveChangesAsync();", "attic.SaveChanges();\n    await Task.Yield();")}}
            }
            """,
            calls => new Call(calls.Of(-5, 0, 1, 2, 3, 50)) { Rows = ThingsWorld.Fill(calls) });
    });

    public static Gen<Shape> Overwritten { get; } = Dice.Gen(dice => Updated(dice, false));

    public static Gen<Shape> SavedUpdates { get; } = Dice.Gen(dice => Updated(dice, true));

    /// <summary>Rows that are loaded to be given values.</summary>
    private static Shape Updated(Dice dice, bool isSavedInTurn)
    {
        var condition = dice.Of("one.Size > least", "one.Name == null", "one.BoxId == least", "one.Box.Label != \"\" && one.Size < least");
        string[] constants = ["thing.Name = null;", "thing.Name = $\"{least}\".Length > 1 ? \"long\" : \"short\";", "thing.Size = least;", "thing.Name = text.Length == 0 ? null : \"seen\";", "thing.Size = -7;", "thing.Name = name;"];
        string[] own = ["thing.Size += thing.Id;", "thing.Size = thing.Size * 2 - least;", "thing.Size++;", "thing.Size -= 1 + least;", "thing.Size = thing.Id;"];
        var first = dice.Of(isSavedInTurn && dice.Chance(70) ? own : constants);
        var second = dice.Chance(50) ? "" : "\n        " + dice.Of(isSavedInTurn && dice.Chance(50) ? own : constants);
        var isAsync = dice.Chance(60);
        var save = isAsync ? "await attic.SaveChangesAsync();" : "attic.SaveChanges();";
        var query = $"{(isAsync ? "await " : "")}attic.Things.Where(one => {condition}){dice.Of("", "", ".OrderBy(one => one.Id)")}.{dice.Of("ToList", "ToArray")}{(isAsync ? "Async" : "")}()";
        var (opening, source) = dice.Chance(50) ? ("", query) : ($"var things = {query};\n    ", "things");
        var also = dice.Of("", "", "attic.Boxes.Add(new Box { Id = 77, Label = \"new\" });\n    ");
        return new Shape(
            $$"""
            public static async Task RunAsync({{Text}}, int least)
            {
                {{Opening}}
                var name = "n" + least;
                {{Tracked(dice)}}{{opening}}foreach (var thing in {{source}})
                {
                    {{first}}{{second}}{{(isSavedInTurn ? "\n        " + save : "")}}
                }

                {{also}}{{(isSavedInTurn && also.Length == 0 ? "await Task.Yield();" : save + "\n    await Task.Yield();")}}
            }
            """,
            calls => new Call(calls.Of(-5, 0, 1, 2, 3, 50)) { Rows = ThingsWorld.Fill(calls) });
    }

    /// <summary>What the context may know before: rows that it will write with the others, or nothing that it keeps.</summary>
    private static string Tracked(Dice dice) => dice.Number(12) switch
    {
        0 => "var known = await attic.Things.OrderBy(t => t.Id).FirstOrDefaultAsync();\n    if (known != null)\n    {\n        known.Size += 10;\n    }\n\n    ",
        1 => "var known = await attic.Things.Where(t => t.Size > 1).ToListAsync();\n    known.ForEach(thing => thing.Name = \"known\");\n    ",
        2 => "if (await attic.Things.CountAsync() == 0)\n    {\n        return;\n    }\n\n    ",
        3 => "var known = await attic.Things.AsNoTracking().OrderBy(t => t.Id).FirstOrDefaultAsync();\n    least += known?.BoxId ?? 0;\n    ",
        _ => "",
    };

    public static Gen<Shape> Transactions { get; } = Dice.Gen(dice =>
    {
        var isAsync = dice.Chance(60);
        var (await, end, name, element) = (isAsync ? "await " : "", isAsync ? "Async" : "", dice.Of("transaction", "tx", "work"), dice.Of("id", "key"));
        var sql = dice.Of("insert into things_log (thing, code) values (@id, 'x')", "update things set size = size + 1 where id = @id", "delete from things where id = @id");
        var write = dice.Chance(50)
            ? $"{await}connection.Execute{end}(\"{sql}\", new {{ id = {element} }}, {name});"
            : $"{await}using var command = new NpgsqlCommand(\"{sql}\", connection, {name});\ncommand.Parameters.AddWithValue(\"id\", {element});\n{await}command.ExecuteNonQuery{end}();";
        var loop = $"foreach (var {element} in ids)\n{{\n    {write.Replace("\n", "\n    ", StringComparison.Ordinal)}\n}}";
        var isBlock = dice.Chance(40);
        var last = dice.Of("", "", "// Written.\n");
        string Method(string commit) => Within(
            isBlock
                ? $"{await}using (var {name} = {await}connection.BeginTransaction{end}())\n{{\n{loop}\n{commit}}}\n\n{last}return lines;"
                : $"{await}using var {name} = {await}connection.BeginTransaction{end}();\n{loop}\n{commit}{last}return lines;",
            "List<int>");
        return new Shape(Method(""), calls => new Call(calls.Several(5, () => calls.Number(9))) { Rows = ThingsWorld.Fill(calls) }) { Promise = Method($"{await}{name}.Commit{end}();\n") };
    });

    public static Gen<Shape> EfTransactions { get; } = Dice.Gen(dice =>
    {
        var isAsync = dice.Chance(60);
        var (await, end, name) = (isAsync ? "await " : "", isAsync ? "Async" : "", dice.Of("transaction", "tx"));
        var work = dice.Of(
            "attic.Boxes.Add(new Box { Id = 50 + ids.Count, Label = \"new\" });\nawait attic.SaveChangesAsync();",
            "foreach (var id in ids)\n{\n    attic.Boxes.Add(new Box { Id = 50 + id, Label = \"new\" });\n}\n\nattic.SaveChanges();",
            "await attic.Things.Where(thing => thing.Size > 3).ExecuteDeleteAsync();\nattic.Things.Where(thing => thing.Size < 0).ExecuteUpdate(set => set.SetProperty(thing => thing.Size, 0));",
            "await attic.Database.ExecuteSqlAsync($\"insert into things_log (thing, code) values ({ids.Count}, 'x')\");");
        var (isBlock, last) = (dice.Chance(40), dice.Of("", "", "// Written.\n"));
        string Method(string commit)
        {
            var body = isBlock
                ? $"{await}using (var {name} = {await}attic.Database.BeginTransaction{end}())\n{{\n    {(work + commit).Replace("\n", "\n    ", StringComparison.Ordinal)}\n}}\n\n{last}return lines;"
                : $"{await}using var {name} = {await}attic.Database.BeginTransaction{end}();\n{work}{commit}\n{last}return lines;";
            return $$"""
                public static async Task<List<string>> RunAsync({{Text}}, List<int> ids)
                {
                    var lines = new List<string>();
                    {{Opening}}
                    await Task.Yield();
                    {{body.Replace("\n", "\n    ", StringComparison.Ordinal)}}
                }
                """;
        }

        return new Shape(Method(""), calls => new Call(calls.Several(5, () => calls.Number(9))) { Rows = ThingsWorld.Fill(calls) }) { Promise = Method($"\n{await}{name}.Commit{end}();") };
    });

    public static Gen<Shape> Scopes { get; } = Dice.Gen(dice =>
    {
        var (name, isBlock) = (dice.Of("scope", "work"), dice.Chance(40));
        var made = dice.Of("new TransactionScope(TransactionScopeAsyncFlowOption.Enabled)", "new TransactionScope(TransactionScopeOption.RequiresNew, TransactionScopeAsyncFlowOption.Enabled)");
        var work = dice.Of(
            "await using var connection = new NpgsqlConnection(text);\nawait connection.OpenAsync();\nforeach (var id in ids)\n{\n    await connection.ExecuteAsync(\"insert into things_log (thing, code) values (@id, 'x')\", new { id });\n}",
            "await using var connection = new NpgsqlConnection(text);\nconnection.Open();\nawait using var command = new NpgsqlCommand(\"delete from things where size > $1\", connection) { Parameters = { new() { Value = ids.Count } } };\nawait command.ExecuteNonQueryAsync();",
            "await using var attic = Attic.Open(text);\nattic.Boxes.Add(new Box { Id = 50 + ids.Count, Label = \"new\" });\nawait attic.SaveChangesAsync();");
        string Method(string complete) => $$"""
            public static async Task RunAsync({{Text}}, List<int> ids)
            {
                {{(isBlock ? $"using (var {name} = {made})\n    {{\n        {(work + complete).Replace("\n", "\n        ", StringComparison.Ordinal)}\n    }}" : $"using var {name} = {made};\n    {(work + complete).Replace("\n", "\n    ", StringComparison.Ordinal)}")}}
            }
            """;
        return new Shape(Method(""), calls => new Call(calls.Several(4, () => calls.Number(9))) { Rows = ThingsWorld.Fill(calls) }) { Promise = Method($"\n{name}.Complete();"), Usings = "using System.Transactions;" };
    });

    private static string Within(string body, string type) => $$"""
        public static async Task<List<string>> RunAsync({{Text}}, {{type}} ids)
        {
            var lines = new List<string>();
            await using var connection = new NpgsqlConnection(text);
            await connection.OpenAsync();
            {{body.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """;
}
