using System.Globalization;

namespace PgAntiPatterns.LiveTests.Equivalence.RoundTrips;

/// <summary>Things in boxes and a log of them: what loops walk over.</summary>
internal static class ThingsWorld
{
    private const string Schema = """
        CREATE TABLE things_boxes (id int PRIMARY KEY, label text NOT NULL);
        CREATE TABLE things (id int PRIMARY KEY, name text, size int NOT NULL, box_id int NOT NULL REFERENCES things_boxes);
        CREATE TABLE things_log (at int GENERATED ALWAYS AS IDENTITY, thing int CHECK (thing <> 7), note text, code text);
        """;

    private const string State = """
        SELECT concat_ws(chr(10), (SELECT string_agg(things::text, chr(10) ORDER BY id) FROM things), (SELECT string_agg(things_boxes::text, chr(10) ORDER BY id) FROM things_boxes),
            (SELECT string_agg(ROW(thing, note, code)::text, chr(10) ORDER BY at) FROM things_log))
        """;

    private const string Support = """
        using System.ComponentModel.DataAnnotations.Schema;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Npgsql;

        namespace PgAntiPatterns.Generated;

        public sealed record Row(int Id, string? Name, int Size);

        public sealed class Item
        {
            public int Id { get; set; }
            public string? Name { get; set; }
            public int Size { get; set; }
        }

        public sealed record Entry(int? Thing, string? Note, string Code);

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

            public static Attic Open(NpgsqlConnection connection) => new(new DbContextOptionsBuilder<Attic>().UseNpgsql(connection).Options);
        }

        [Table("things")]
        public class LazyThing
        {
            private readonly ILazyLoader? _loader;
            private LazyBox? _box;

            public LazyThing()
            {
            }

            private LazyThing(ILazyLoader loader) => _loader = loader;

            [Column("id")] public int Id { get; set; }
            [Column("name")] public string? Name { get; set; }
            [Column("size")] public int Size { get; set; }
            [Column("box_id")] public int BoxId { get; set; }

            public LazyBox Box
            {
                get
                {
                    _loader?.Load(this, nameof(Box));
                    return _box!;
                }
                set => _box = value;
            }
        }

        [Table("things_boxes")]
        public class LazyBox
        {
            private readonly ILazyLoader? _loader;
            private List<LazyThing> _things = [];

            public LazyBox()
            {
            }

            private LazyBox(ILazyLoader loader) => _loader = loader;

            [Column("id")] public int Id { get; set; }
            [Column("label")] public string Label { get; set; } = "";

            public List<LazyThing> Things
            {
                get
                {
                    _loader?.Load(this, nameof(Things));
                    return _things;
                }
                set => _things = value;
            }
        }

        public sealed class LazyAttic(DbContextOptions<LazyAttic> options) : DbContext(options)
        {
            public DbSet<LazyThing> Things => Set<LazyThing>();
            public DbSet<LazyBox> Boxes => Set<LazyBox>();

            public static LazyAttic Open(NpgsqlConnection connection) => new(new DbContextOptionsBuilder<LazyAttic>().UseNpgsql(connection).Options);

            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<LazyThing>().HasOne(thing => thing.Box).WithMany(box => box.Things).HasForeignKey(thing => thing.BoxId);
            }
        }
        """;

    /// <summary>For loops that read, or write without a transaction of their own.</summary>
    public static World Open { get; } = new(Support, Schema, State, Access.Connection);

    /// <summary>For loops that open connections or save.</summary>
    public static World Committed { get; } = new(Support, Schema, State, Access.ConnectionString) { Clear = "DELETE FROM things; DELETE FROM things_boxes; DELETE FROM things_log" };

    public static string Fill(Dice dice)
    {
        var boxes = Enumerable.Range(1, dice.Number(4)).ToArray();
        if (boxes.Length == 0)
        {
            return "";
        }

        var things = Enumerable.Range(1, 9).Where(_ => dice.Chance(60))
            .Select(id => string.Create(CultureInfo.InvariantCulture, $"({id}, {(dice.Chance(20) ? "NULL" : Texts.Literal(Texts.Text(dice)))}, {dice.Of(0, 1, 3, 5, -2, 100)}, {dice.Of(boxes)})")).ToArray();
        return $"INSERT INTO things_boxes VALUES {string.Join(", ", boxes.Select(id => string.Create(CultureInfo.InvariantCulture, $"({id}, {Texts.Literal(Texts.Text(dice))})")))}"
            + (things.Length == 0 ? "" : $"; INSERT INTO things VALUES {string.Join(", ", things.OrderBy(_ => dice.Number(9)))}");
    }

    /// <summary>Keys as loops get them: found and missing, several times, none at all.</summary>
    public static List<int> Keys(Dice dice) => dice.Several(6, () => dice.Number(11));

    /// <summary>A call with one collection of keys.</summary>
    public static Call WithKeys(Dice dice, string type) => new(As(type, Keys(dice))) { Rows = Fill(dice), Culture = dice.Of(Texts.Cultures) };

    /// <summary>A question in front of the loop is asked even for no keys, and may then fail, as the fix says.</summary>
    public static Call AskedBefore(Dice dice, string type)
    {
        var keys = Keys(dice);
        return new Call(As(type, keys)) { Rows = Fill(dice), Culture = dice.Of(Texts.Cultures), IsRefused = keys.Count == 0 };
    }

    public static object As(string type, List<int> keys) => type switch
    {
        "int[]" => keys.ToArray(),
        "HashSet<int>" => keys.ToHashSet(),
        _ => keys,
    };
}
