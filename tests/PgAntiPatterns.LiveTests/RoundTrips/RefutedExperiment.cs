using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>Rewrites that leave something else behind, seen on the server.</summary>
public sealed class RefutedExperiment(PostgresServer server)
{
    private static readonly LoopCase[] Cases =
    [
        new("two loops", "PGAP2013", LoopCases.Entities + LoopCases.InContext("""
            foreach (var thing in await attic.Things.Where(thing => thing.BoxId < 9).ToListAsync())
            {
                thing.Size = 0;
                lines.Add("");
            }

            foreach (var thing in await attic.Things.Where(thing => thing.Id == 5).ToListAsync())
            {
                thing.Size = 1;
            }

            await attic.SaveChangesAsync();
            """)) { Strategy = "ExecuteUpdate" },
        new("pending change", "PGAP2013", LoopCases.Entities + LoopCases.InContext("""
            var first = await attic.Things.SingleAsync(thing => thing.Id == 5);
            first.Size = 500;
            foreach (var thing in await attic.Things.Where(thing => thing.BoxId < 9).ToListAsync())
            {
                thing.Size = 0;
            }

            await attic.SaveChangesAsync();
            """)) { Strategy = "ExecuteUpdate" },
        new("replace", "PGAP2013", LoopCases.Entities + LoopCases.InContext("""
            var old = await attic.Things.Where(thing => thing.BoxId == 3).ToListAsync();
            attic.Things.Add(new Thing { Id = 900, Name = "fresh", BoxId = 3 });
            await attic.SaveChangesAsync();
            attic.Things.RemoveRange(old);
            await attic.SaveChangesAsync();
            """)) { Strategy = "ExecuteDelete" },
        new("cascade", "PGAP2013", LoopCases.Entities + LoopCases.InContext("""
            var box = await attic.Boxes.Include(one => one.Things).SingleAsync(one => one.Id == 3);
            attic.Things.RemoveRange(attic.Things.Where(thing => thing.BoxId == 3));
            attic.Boxes.Remove(box);
            await attic.SaveChangesAsync();
            """)) { Strategy = "ExecuteDelete" },
        new("pending delete", "PGAP2013", LoopCases.Entities + LoopCases.InContext("""
            var first = await attic.Things.SingleAsync(thing => thing.Id == 5);
            first.Size = 500;
            attic.Things.RemoveRange(attic.Things.Where(thing => thing.BoxId < 9));
            await attic.SaveChangesAsync();
            """)) { Strategy = "ExecuteDelete" },
        new("key changed", "PGAP2003", LoopCases.Entities + LoopCases.InContext("""
            var things = Enumerable.Range(1, 30).Select(n => new Thing { Id = n, BoxId = n - 10 }).ToList();
            foreach (var thing in things)
            {
                Move(thing);
                var box = await attic.Boxes.FirstOrDefaultAsync(one => one.Id == thing.BoxId);
                lines.Add(box?.Label ?? "none");
            }

            static void Move(Thing thing) => thing.BoxId += 10;
            """)) { Strategy = "Dictionary" },
        new("citext", "PGAP2003", LoopCases.Entities + LoopCases.InContext("""
            await attic.Database.ExecuteSqlRawAsync("create collation nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false); alter table things_boxes alter column label type text collate nocase");
            var labels = Enumerable.Range(1, 30).Select(n => "BOX " + n).ToList();
            foreach (var label in labels)
            {
                var count = await attic.Boxes.CountAsync(one => one.Label == label);
                lines.Add(label + count);
            }
            """)) { Strategy = "Groups" },
        new("batch", "PGAP2002", LoopCases.Usings + LoopCases.Connected("""
            foreach (var name in Enumerable.Range(1, 30).Select(n => "new " + n))
            {
                using var most = new NpgsqlCommand("select coalesce(max(id), 0) from things", connection);
                var id = (int)most.ExecuteScalar()! + 900;
                using var command = new NpgsqlCommand("insert into things (id, name, size, box_id) values (@id, @name, 1, 1)", connection);
                command.Parameters.AddWithValue("id", id);
                command.Parameters.AddWithValue("name", name);
                command.ExecuteNonQuery();
            }
            """)) { Strategy = "NpgsqlBatch" },
        new("copy", "PGAP2002", LoopCases.Usings + LoopCases.Connected("""
            foreach (var name in connection.Query<string>("select label from things_boxes where id < 4"))
            {
                using var command = new NpgsqlCommand("insert into things_log (note) values (@name)", connection);
                command.Parameters.AddWithValue("name", name);
                command.ExecuteNonQuery();
            }
            """)) { Strategy = "Copy" },
        new("null later", "PGAP2001", LoopCases.Usings + LoopCases.Connected("""
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
            """)) { Strategy = "AnyArray" },
        new("after loop", "PGAP2004", LoopCases.Entities + LoopCases.InContext("""
            foreach (var name in Enumerable.Range(1, 30).Select(n => n % 2 == 0 ? "a" : "b").ToList())
            {
                if (!await KnownAsync(name))
                {
                    attic.Boxes.Add(new Box { Id = 500 + attic.Boxes.Local.Count, Label = name });
                }

                await attic.SaveChangesAsync();
            }

            Task<bool> KnownAsync(string name) => attic.Boxes.AnyAsync(one => one.Label == name);
            """)) { Strategy = "AfterLoop" },
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public Task Same(string name) => server.RunAsync(async database =>
    {
        var loop = Cases.Single(found => found.Name == name);
        var fixedSource = await FixedSource.ApplyAsync(loop.Source, loop.Rule, database.Cancellation, loop.Strategy);
        var before = await RunAsync(loop.Source, database);
        var after = await RunAsync(fixedSource, database);
        Assert.Equal(before, after);
    });

    private static async Task<string> RunAsync(string text, TestDatabase database)
    {
        await database.ExecuteAsync("DROP TABLE IF EXISTS things, things_boxes, things_log; DROP COLLATION IF EXISTS nocase; " + LoopCase.Tables);
        using var source = CompiledSource.Compile(text);
        string lines;
        try
        {
            lines = string.Join(";", (List<string>)(await source.CallAsync("RunAsync", database.ConnectionStringWith("Pooling=false")))!);
        }
        catch (Exception e)
        {
            lines = "THROWS " + (e.InnerException ?? e).GetType().Name + ": " + (e.InnerException ?? e).Message;
        }
        var state = new List<string>();
        foreach (var query in LoopCase.State)
        {
            state.AddRange(await database.RowsAsync(query));
        }

        return lines + "\n" + string.Join("\n", state.Where(s => s.Contains("5") || s.Contains("900") || s.Contains("fresh")));
    }
}
