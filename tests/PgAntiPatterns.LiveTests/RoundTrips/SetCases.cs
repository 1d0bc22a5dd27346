namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>Loops that become one statement for a set of rows: lookups with Dapper, imports, and updates and deletions where the rows are.</summary>
internal static class SetCases
{
    /// <summary>Every case.</summary>
    public static IReadOnlyList<LoopCase> All { get; } =
    [
        new("rows per key with Dapper", "PGAP2001", LoopCases.Usings + "public sealed record Content(int Id, string? Name, int BoxId);\n" + LoopCases.Connected("""
            var boxes = Enumerable.Range(1, 33).ToList();
            await connection.ExecuteAsync("insert into things select n + 30, 'more', 100 - n, 1 + n % 5 from pg_catalog.generate_series(1, 30) as n");
            foreach (var box in boxes)
            {
                foreach (var thing in await connection.QueryAsync<Content>("select id, name, box_id as BoxId from things where box_id = @box and size > @least order by size desc, id", new { box, least = 6 }))
                {
                    lines.Add($"{box}: {thing.Id} {thing.Name}");
                }
            }
            """)),
        new("a value per key with Dapper", "PGAP2001", LoopCases.Usings + LoopCases.Connected("""
            var ids = Enumerable.Range(1, 33).Reverse().Append(7).ToHashSet();
            foreach (var id in ids)
            {
                lines.Add($"{id}: {await connection.QueryFirstOrDefaultAsync<string>("select name from things where id = @id", new { id }) ?? "none"}");
            }
            """)),
        new("a number per text with Dapper", "PGAP2001", LoopCases.Usings + LoopCases.Connected("""
            string[] labels = Enumerable.Range(1, 30).Select(n => "box " + n).ToArray();
            foreach (var label in labels)
            {
                var number = connection.QuerySingle<long>(new CommandDefinition("select id from things_boxes where label = @label", new { label }, commandTimeout: 9));
                lines.Add($"{label}: {number}");
            }
            """)),
        new("a missing number per key with Dapper", "PGAP2001", LoopCases.Usings + LoopCases.Connected("""
            var boxes = Enumerable.Range(1, 33).Select(n => new { Number = n }).ToList();
            foreach (var box in boxes)
            {
                var most = await connection.ExecuteScalarAsync<int?>("select max(size) from things where box_id = @Number and size > 9", new { box.Number });
                lines.Add($"{box.Number}: {most}");
            }
            """)),
        new("the first row per key where a later one is NULL", "PGAP2001", LoopCases.Usings + LoopCases.Connected("""
            await connection.ExecuteAsync("insert into things values (950, null, 1, 6)");
            var boxes = Enumerable.Range(1, 30).ToList();
            foreach (var box in boxes)
            {
                using var command = new NpgsqlCommand("select name from things where box_id = @box and id % 7 <> 0 order by id", connection);
                command.Parameters.AddWithValue("box", box);
                using var reader = command.ExecuteReader();
                if (reader.Read())
                {
                    lines.Add(reader.GetString(0));
                }
            }
            """), "select name from things where box_id%"),
        new("a count per key with Dapper", "PGAP2001", LoopCases.Usings + LoopCases.Connected("""
            long[] boxes = Enumerable.Range(1, 33).Select(n => (long)n).ToArray();
            foreach (var box in boxes)
            {
                var count = connection.QuerySingle<int>("select count(*) from things where box_id = @box and size > 9", new { box });
                lines.Add($"{box}: {count}");
            }
            """)),
        new("rows that are copied", "PGAP2002", LoopCases.Usings + LoopCases.Connected("""
            var ids = Enumerable.Range(1, 30).Select(n => n % 5 == 0 ? (int?)null : n).ToList();
            foreach (var id in ids)
            {
                var note = id % 3 == 0 ? null : "note " + id;
                await using var command = new NpgsqlCommand("insert into things_log (note, thing) values (@note, @thing)", connection);
                command.Parameters.AddWithValue("thing", (object?)id ?? DBNull.Value);
                command.Parameters.AddWithValue("note", note is null ? DBNull.Value : note);
                await command.ExecuteNonQueryAsync();
            }

            lines.Add((await connection.ExecuteScalarAsync<long>("select count(*) from pg_catalog.pg_class where relname = 'things_log'")).ToString());
            """)) { Strategy = "Copy" },
        new("rows that are copied with their types", "PGAP2002", LoopCases.Usings + LoopCases.Connected("""
            for (var at = 1; at <= 30; at++)
            {
                using var command = new NpgsqlCommand("insert into things_log (thing, note) values ($1, $2)", connection);
                command.Parameters.Add(new NpgsqlParameter { Value = at % 4 == 0 ? DBNull.Value : at, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "a\t\\ '" + at });
                command.ExecuteNonQuery();
            }
            """)) { Strategy = "Copy" },
        new("rows that are copied with Dapper", "PGAP2002", LoopCases.Usings + LoopCases.Connected("""
            var numbers = Enumerable.Range(1, 30).Select(n => n % 4 == 0 ? (int?)null : n).ToList();
            foreach (var number in numbers)
            {
                await connection.ExecuteAsync("insert into things_log (thing, note) values (@number, @note)", new { number, note = "x" });
            }
            """)) { Strategy = "Copy" },
        new("a sequence that is copied", "PGAP2007", LoopCases.Usings + LoopCases.Connected("""
            var found = Enumerable.Range(1, 30).Select(n => new Entry(n % 3 == 0 ? null : n, n % 4 == 0 ? null : "note " + n)).ToList();
            await connection.ExecuteAsync("insert into things_log (thing, note) values (@Thing, @Note)", found);
            """) + "public sealed record Entry(int? Thing, string? Note);") { Strategy = "Copy" },
        new("a save per row that is updated where it is", "PGAP2004", LoopCases.Entities + LoopCases.InContext("""
            var more = 3;
            foreach (var thing in await attic.Things.Where(thing => thing.Size > 0 && thing.Id <= 30).OrderBy(thing => thing.Id).ToListAsync())
            {
                thing.Size += more * 2;
                thing.Name = null;
                thing.BoxId = thing.Id;
                await attic.SaveChangesAsync();
            }
            """)) { Strategy = "ExecuteUpdate" },
        new("a question to the context that is always the same", "PGAP2003", LoopCases.Entities + LoopCases.InContext("""
            var ids = Enumerable.Range(1, 30).ToList();
            foreach (var id in ids)
            {
                var most = await attic.Things.MaxAsync(thing => thing.Size);
                lines.Add($"{id} of {most}");
            }
            """)) { Strategy = "Hoist" },
        new("rows that are loaded to be removed one by one", "PGAP2013", LoopCases.Entities + LoopCases.InContext("""
            var old = await attic.Things.Where(thing => thing.Size > 6).ToListAsync();
            foreach (var thing in old)
            {
                attic.Things.Remove(thing);
            }

            await attic.SaveChangesAsync();
            """)),
        new("rows that are loaded to be overwritten", "PGAP2013", LoopCases.Entities + LoopCases.InContext("""
            var name = "seen";
            foreach (var thing in await attic.Things.Where(thing => thing.Size > 0).ToListAsync())
            {
                thing.Name = name;
                thing.Size = 0;
            }

            await attic.SaveChangesAsync();
            """)) { Strategy = "ExecuteUpdate" },
        new("a stream of changes", "PGAP2002", LoopCases.Usings + LoopCases.Connected("""
            await KeepAsync(Numbers());

            async Task KeepAsync(IAsyncEnumerable<int> numbers)
            {
                await foreach (var number in numbers)
                {
                    using var command = new NpgsqlCommand("update things set size = size + 1 where id = @id", connection);
                    command.Parameters.AddWithValue("id", number);
                    await command.ExecuteNonQueryAsync();
                }
            }

            static async IAsyncEnumerable<int> Numbers()
            {
                for (var number = 1; number <= 30; number++)
                {
                    await Task.Yield();
                    yield return number;
                }
            }
            """), Counted: null),
        new("a prepared command that writes", "PGAP2002", LoopCases.Usings + LoopCases.Connected("""
            var things = Enumerable.Range(1, 30).ToList();
            using var command = new NpgsqlCommand("update things set size = size + @more, name = @name where id = @id", connection);
            var more = command.Parameters.Add("more", NpgsqlTypes.NpgsqlDbType.Integer);
            command.Parameters.Add("name", NpgsqlTypes.NpgsqlDbType.Text);
            command.Parameters.Add("id", NpgsqlTypes.NpgsqlDbType.Integer);
            command.Prepare();
            foreach (var thing in things)
            {
                more.Value = thing * 2;
                command.Parameters["name"].Value = thing % 5 == 0 ? DBNull.Value : "new " + thing;
                command.Parameters["id"].Value = thing;
                command.ExecuteNonQuery();
            }
            """), Counted: null),
        new("a save per chunk", "PGAP2004", LoopCases.Entities + LoopCases.InContext("""
            var things = Enumerable.Range(1, 30).Select(n => attic.Attach(new Thing { Id = n, BoxId = 1 }).Entity).ToList();
            foreach (var thing in things)
            {
                thing.Size += thing.Id;
                await attic.SaveChangesAsync();
            }
            """), Counted: null) { Strategy = "Chunks" },
        new("a second collection", "PGAP2003", LoopCases.Entities.Replace("public virtual List<Thing> Things", "public List<Note> Notes { get; set; } = []; public virtual List<Thing> Things", StringComparison.Ordinal)
            + "[Table(\"things_log\"), PrimaryKey(nameof(BoxId), nameof(Text))] public class Note { [Column(\"thing\")] public int BoxId { get; set; } [Column(\"note\")] public string Text { get; set; } = \"\"; }\n" + LoopCases.InContext("""
            await attic.Database.ExecuteSqlRawAsync("insert into things_log select n % 9 + 1, 'note ' || n from generate_series(1, 40) as n");
            foreach (var box in await attic.Boxes.Include(box => box.Things).OrderBy(box => box.Id).ToListAsync())
            {
                await attic.Entry(box).Collection(one => one.Notes).LoadAsync();
                lines.Add($"{box.Label}: {box.Things.Count} {string.Join(",", box.Notes.Select(note => note.Text).Order())}");
            }
            """), "%things_log%"),
    ];
}
