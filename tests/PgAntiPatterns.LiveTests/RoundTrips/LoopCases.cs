namespace PgAntiPatterns.LiveTests.RoundTrips;

/// <summary>One loop for each rule and each way to mend it.</summary>
internal static class LoopCases
{
    internal const string Entities = """
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;

        [Table("things")]
        public class Thing
        {
            [Column("id")] public int Id { get; set; }
            [Column("name")] public string? Name { get; set; }
            [Column("size")] public int Size { get; set; }
            [Column("box_id")] public int BoxId { get; set; }
            public virtual Box Box { get; set; } = null!;
        }

        [Table("things_boxes")]
        public class Box
        {
            [Column("id")] public int Id { get; set; }
            [Column("label")] public string Label { get; set; } = "";
            public virtual List<Thing> Things { get; set; } = [];
        }

        public sealed class Attic(DbContextOptions<Attic> options) : DbContext(options)
        {
            public DbSet<Thing> Things => Set<Thing>();
            public DbSet<Box> Boxes => Set<Box>();

            public static Attic Open(string connection) => new(new DbContextOptionsBuilder<Attic>().UseNpgsql(connection).Options);
        }


        """;

    // Proxies cannot be made of classes that are unloaded again; the loader does the same.
    private const string Loading = """
        private readonly Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader? _loader;
            private Box? _box;

            public Thing()
            {
            }

            private Thing(Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader loader) => _loader = loader;

            public Box Box
            {
                get
                {
                    _loader?.Load(this, nameof(Box));
                    return _box!;
                }
                set => _box = value;
            }
        """;

    internal const string Usings = """
        using Dapper;
        using Npgsql;

        public sealed record Thing(int Id, string? Name, int Size);


        """;

    /// <summary>Every case.</summary>
    public static IReadOnlyList<LoopCase> All { get; } =
    [
        new("a lookup with Dapper", "PGAP2001", Usings + Connected("""
            int[] ids = Enumerable.Range(1, 30).Reverse().ToArray();
            foreach (var id in ids)
            {
                var thing = await connection.QuerySingleOrDefaultAsync<Thing>("select id, name, size from things where id = @id", new { id });
                lines.Add($"{id}: {thing?.Name}");
            }
            """)),
        new("a value per key with Npgsql", "PGAP2001", Usings + Connected("""
            int[] ids = Enumerable.Range(1, 33).Reverse().Append(7).ToArray();
            foreach (var id in ids)
            {
                await using var command = new NpgsqlCommand("select name from things where id = @id", connection);
                command.Parameters.AddWithValue("id", id);
                var name = await command.ExecuteScalarAsync();
                lines.Add($"{id}: {name ?? "no row"} {name is DBNull}");
            }
            """)),
        new("a row per key with Npgsql", "PGAP2001", Usings + Connected("""
            var ids = Enumerable.Range(1, 33).Select(n => (long)n).Reverse().ToList();
            foreach (var id in ids)
            {
                await using (var command = new NpgsqlCommand("select name, size from things where id = $1", connection))
                {
                    command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
                    await using (var reader = await command.ExecuteReaderAsync())
                    {
                        if (await reader.ReadAsync())
                        {
                            lines.Add($"{id}: {(reader.IsDBNull(0) ? "none" : reader.GetString(0))} {reader["size"]}");
                        }
                        else
                        {
                            lines.Add("no " + id);
                        }
                    }
                }
            }
            """)),
        new("rows per key with a prepared command", "PGAP2001", Usings + Connected("""
            int[] boxes = Enumerable.Range(1, 33).ToArray();
            await connection.ExecuteAsync("insert into things select n + 30, 'more', 100 - n, 1 + n % 5 from pg_catalog.generate_series(1, 30) as n");
            using var command = new NpgsqlCommand("select id, size from things where box_id = @box order by size desc, id", connection);
            var parameter = command.Parameters.Add("box", NpgsqlTypes.NpgsqlDbType.Integer);
            await command.PrepareAsync();
            foreach (var box in boxes)
            {
                parameter.Value = box;
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    lines.Add($"{box}: {reader.GetInt32(0)} {reader.GetInt32(1)}");
                }
            }
            """)),
        new("a count per key with Npgsql", "PGAP2001", Usings + Connected("""
            var boxes = Enumerable.Range(1, 33).Select(n => new { Box = n }).ToList();
            foreach (var box in boxes)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "select count(*) from things where box_id = @box and size > 9";
                command.Parameters.AddWithValue("box", box.Box);
                lines.Add($"{box.Box}: {(long)command.ExecuteScalar()!}");
            }
            """)),
        new("a largest value per key with Npgsql", "PGAP2001", Usings + Connected("""
            var boxes = Enumerable.Range(1, 33).ToList();
            foreach (var box in boxes)
            {
                using var command = new NpgsqlCommand("select max(size) from things where box_id = @box", connection);
                command.Parameters.AddWithValue("box", box);
                var most = command.ExecuteScalar();
                lines.Add($"{box}: {most} {most is DBNull}");
            }
            """)),
        new("a value per text with Npgsql", "PGAP2001", Usings + Connected("""
            string[] labels = Enumerable.Range(1, 33).Select(n => "box " + n).ToArray();
            foreach (var label in labels)
            {
                using var command = new NpgsqlCommand("select id from things_boxes where label = @label", connection);
                command.Parameters.AddWithValue("label", label);
                lines.Add($"{label}: {command.ExecuteScalar()}");
            }
            """)),
        new("a question that is always the same", "PGAP2001", Usings + Connected("""
            var ids = Enumerable.Range(1, 30).ToList();
            foreach (var id in ids)
            {
                var most = await connection.ExecuteScalarAsync<int>("select max(size) from things");
                lines.Add($"{id} of {most}");
            }
            """)),
        new("commands that write", "PGAP2002", Usings + Connected("""
            var ids = Enumerable.Range(1, 30).ToList();
            foreach (var id in ids)
            {
                await using var command = new NpgsqlCommand("insert into things_log (thing, note) values (@id, 'seen')", connection);
                command.Parameters.AddWithValue("id", id);
                await command.ExecuteNonQueryAsync();
            }
            """), Counted: null),
        new("inserts with Dapper", "PGAP2002", Usings + Connected("""
            var names = (await connection.QueryAsync<string?>("select name from pg_catalog.generate_series(1, 30) as n, lateral (select case when n % 3 = 0 then null else 'note ' || n end as name) as x")).AsList();
            foreach (var name in names)
            {
                await connection.ExecuteAsync("insert into things_log (thing, note) values (@thing, @name)", new { thing = name == null ? 0 : name.Length, name });
            }
            """)),
        new("a sequence for Dapper", "PGAP2007", Usings + Connected("""
            var found = Enumerable.Range(1, 30).Select(n => new Entry(n, n % 4 == 0 ? null : "note " + n)).ToList();
            lines.Add((await connection.ExecuteAsync("insert into things_log (thing, note) values (@Thing, @Note)", found)).ToString());
            """) + "public sealed record Entry(int? Thing, string? Note);"),
        new("a connection per element", "PGAP2006", Usings + """
            public static class Work
            {
                public static async Task<List<string>> RunAsync(string text)
                {
                    var lines = new List<string>();
                    await using var source = NpgsqlDataSource.Create(text);
                    await FillAsync(source, Enumerable.Range(1, 30).ToList());
                    return lines;
                }

                private static async Task FillAsync(NpgsqlDataSource source, List<int> ids)
                {
                    foreach (var id in ids)
                    {
                        await using var connection = await source.OpenConnectionAsync();
                        await connection.ExecuteAsync("insert into things_log (thing, note) values (@id, null)", new { id });
                    }
                }
            }
            """, Counted: "DISCARD ALL"),
        new("an entity by its key", "PGAP2003", Entities + InContext("""
            var ids = Enumerable.Range(5, 30).ToList();
            foreach (var id in ids)
            {
                var thing = await attic.Things.FindAsync(id);
                lines.Add($"{id}: {thing?.Name}");
            }
            """)),
        new("a count per key", "PGAP2003", Entities + InContext("""
            var ids = Enumerable.Range(1, 33).ToList();
            foreach (var id in ids)
            {
                var count = await attic.Things.CountAsync(thing => thing.BoxId == id);
                lines.Add($"{id}: {count}");
            }
            """)),
        new("a sum per key", "PGAP2003", Entities + InContext("""
            var boxes = await attic.Boxes.OrderBy(box => box.Id).ToListAsync();
            foreach (var box in boxes)
            {
                var size = await attic.Things.Where(thing => thing.BoxId == box.Id).SumAsync(thing => thing.Size);
                lines.Add($"{box.Label}: {size}");
            }
            """)),
        new("a list per key", "PGAP2003", Entities + InContext("""
            var ids = Enumerable.Range(1, 33).ToList();
            foreach (var id in ids)
            {
                var things = await attic.Things.Where(thing => thing.BoxId == id).ToListAsync();
                lines.Add($"{id}: {string.Join(", ", things.Select(thing => thing.Id).Order())}");
            }
            """)),
        new("a test per key", "PGAP2003", Entities + InContext("""
            var ids = Enumerable.Range(1, 33).ToList();
            foreach (var id in ids)
            {
                var any = await attic.Things.AnyAsync(thing => thing.BoxId == id);
                lines.Add($"{id}: {any}");
            }
            """)),
        new("a navigation that is loaded", "PGAP2003", Entities + InContext("""
            foreach (var box in await attic.Boxes.OrderBy(box => box.Id).ToListAsync())
            {
                await attic.Entry(box).Collection(b => b.Things).LoadAsync();
                lines.Add($"{box.Label}: {box.Things.Count}");
            }
            """)),
        new("a save per element", "PGAP2004", Entities + InContext("""
            var things = Enumerable.Range(1, 30).Select(n => attic.Attach(new Thing { Id = n, BoxId = 1 }).Entity).ToList();
            foreach (var thing in things)
            {
                thing.Size += thing.Id;
                await attic.SaveChangesAsync();
            }
            """), Counted: null),
        new("a navigation that loads itself", "PGAP2005", Entities.Replace("public virtual Box Box { get; set; } = null!;", Loading, StringComparison.Ordinal) + InContext("""
            foreach (var thing in await attic.Things.OrderBy(thing => thing.Id).ToListAsync())
            {
                lines.Add(thing.Id + " " + thing.Box.Label);
            }
            """)),
        new("rows that are loaded to be deleted", "PGAP2013", Entities + InContext("""
            attic.Things.RemoveRange(await attic.Things.Where(thing => thing.Size > 6).ToListAsync());
            await attic.SaveChangesAsync();
            """)),
        .. SetCases.All,
    ];

    internal static string Connected(string body) => $$"""
        public static class Work
        {
            public static async Task<List<string>> RunAsync(string text)
            {
                var lines = new List<string>();
                await using var connection = new NpgsqlConnection(text);
                await connection.OpenAsync();
                {{body}}
                return lines;
            }
        }

        """;

    internal static string InContext(string body) => $$"""
        public static class Work
        {
            public static async Task<List<string>> RunAsync(string text)
            {
                var lines = new List<string>();
                await using var attic = Attic.Open(text);
                {{body}}
                return lines;
            }
        }

        """;
}
