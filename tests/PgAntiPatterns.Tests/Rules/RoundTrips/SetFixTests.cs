using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Fixes that make one statement for all keys or all rows.</summary>
public sealed class SetFixTests
{
    private const string Model = """
        class Hive { public int Id { get; set; } public string Name { get; set; } = ""; public List<Frame> Frames { get; set; } = []; }
        class Frame { public int Id { get; set; } public int HiveId { get; set; } public int? SpareId { get; set; } public int Bees { get; set; } }
        class Apiary(DbContextOptions<Apiary> options) : DbContext(options)
        {
            public DbSet<Hive> Hives => Set<Hive>();
            public DbSet<Frame> Frames => Set<Frame>();
        }

        """;

    [Fact]
    public Task Counts_sums_lists_and_tests_per_key_become_one_query_each() => Verify.Fixes<RoundTripsAnalyzer, EntityQueryPerElementFix>(
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print(List<int> ids, List<Hive> hives, CancellationToken token)
            {
                foreach (var id in ids)
                {
                    var count = await {|PGAP2003:apiary.Frames.CountAsync(f => f.HiveId == id, token)|};
                    Console.WriteLine(count);
                }

                foreach (var hive in hives)
                {
                    var bees = {|PGAP2003:apiary.Frames.Where(f => f.HiveId == hive.Id).Sum(f => f.Bees)|};
                    Console.WriteLine(bees);
                }

                foreach (var id in ids)
                {
                    var any = await {|PGAP2003:apiary.Frames.AnyAsync(f => f.HiveId == id)|};
                    Console.WriteLine(any);
                }
            }
        }
        """,
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print(List<int> ids, List<Hive> hives, CancellationToken token)
            {
                var countById = await apiary.Frames.Where(f => ids.Contains(f.HiveId)).GroupBy(f => f.HiveId).Select(group => new { group.Key, Value = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Value, token);
                foreach (var id in ids)
                {
                    countById.TryGetValue(id, out var count);
                    Console.WriteLine(count);
                }

                var hiveIds = hives.Select(hive => hive.Id).Distinct().ToList();
                var beesByHiveId = apiary.Frames.Where(f => hiveIds.Contains(f.HiveId)).GroupBy(f => f.HiveId).Select(group => new { group.Key, Value = group.Sum(f => f.Bees) }).ToDictionary(group => group.Key, group => group.Value);
                foreach (var hive in hives)
                {
                    beesByHiveId.TryGetValue(hive.Id, out var bees);
                    Console.WriteLine(bees);
                }

                var anyById = (await apiary.Frames.Where(f => ids.Contains(f.HiveId)).Select(f => f.HiveId).Distinct().ToListAsync()).ToHashSet();
                foreach (var id in ids)
                {
                    var any = anyById.Contains(id);
                    Console.WriteLine(any);
                }
            }
        }
        """,
        "PGAP2003.Groups",
        iterations: 3);

    [Fact]
    public Task A_list_per_key_becomes_a_lookup() => Verify.Fixes<RoundTripsAnalyzer, EntityQueryPerElementFix>(
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print(Hive[] hives)
            {
                foreach (var hive in hives)
                {
                    var frames = await {|PGAP2003:apiary.Frames.AsNoTracking().Where(f => f.HiveId == hive.Id).ToListAsync()|};
                    Console.WriteLine(frames.Count);
                }
            }
        }
        """,
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print(Hive[] hives)
            {
                var hiveIds = hives.Select(hive => hive.Id).Distinct().ToList();
                var framesByHiveId = (await apiary.Frames.AsNoTracking().Where(f => hiveIds.Contains(f.HiveId)).ToListAsync()).ToLookup(f => f.HiveId);
                foreach (var hive in hives)
                {
                    var frames = framesByHiveId[hive.Id].ToList();
                    Console.WriteLine(frames.Count);
                }
            }
        }
        """,
        "PGAP2003.Lookup");

    [Fact]
    public Task An_explicit_load_becomes_an_include() => Verify.Fixes<RoundTripsAnalyzer, EntityQueryPerElementFix>(
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print()
            {
                foreach (var hive in await apiary.Hives.Where(h => h.Name != "").ToListAsync())
                {
                    await {|PGAP2003:apiary.Entry(hive).Collection(h => h.Frames).LoadAsync()|};
                    Console.WriteLine(hive.Frames.Count);
                }
            }
        }
        """,
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print()
            {
                foreach (var hive in await apiary.Hives.Include(h => h.Frames).Where(h => h.Name != "").ToListAsync())
                {
                    Console.WriteLine(hive.Frames.Count);
                }
            }
        }
        """,
        "PGAP2003.Include");

    [Fact]
    public Task An_explicit_load_beside_another_collection_splits_the_query() => Verify.Fixes<RoundTripsAnalyzer, EntityQueryPerElementFix>(
        Model.Replace("public List<Frame> Frames", "public List<Frame> Spares { get; set; } = []; public List<Frame> Frames", StringComparison.Ordinal) + """
        class Report(Apiary apiary)
        {
            public void Print()
            {
                foreach (var hive in apiary.Hives.Include(h => h.Spares).ToList())
                {
                    {|PGAP2003:apiary.Entry(hive).Collection(h => h.Frames).Load()|};
                    Console.WriteLine(hive.Frames.Count);
                }
            }
        }
        """,
        Model.Replace("public List<Frame> Frames", "public List<Frame> Spares { get; set; } = []; public List<Frame> Frames", StringComparison.Ordinal) + """
        class Report(Apiary apiary)
        {
            public void Print()
            {
                foreach (var hive in apiary.Hives.Include(h => h.Frames).AsSplitQuery().Include(h => h.Spares).ToList())
                {
                    Console.WriteLine(hive.Frames.Count);
                }
            }
        }
        """,
        "PGAP2003.Include");

    [Fact]
    public Task Columns_of_another_type_and_changed_sets_stay() => Verify.OffersNothing<RoundTripsAnalyzer, EntityQueryPerElementFix>(Model + """
        class Report(Apiary apiary)
        {
            public void Print(List<int> ids, IEnumerable<int> once)
            {
                foreach (var id in ids)
                {
                    var spare = {|PGAP2003:apiary.Frames.Count(f => f.SpareId == id)|};
                    Console.WriteLine(spare);
                }

                foreach (var id in ids)
                {
                    var frames = {|PGAP2003:apiary.Frames.Where(f => f.HiveId == id).ToList()|};
                    apiary.Frames.Add(new Frame { HiveId = id + frames.Count });
                }

                foreach (var id in once)
                {
                    var many = {|PGAP2003:apiary.Frames.Count(f => f.HiveId == id && f.Bees > 0)|};
                    Console.WriteLine(many);
                }
            }
        }
        """);

    [Fact]
    public Task An_insert_of_each_element_becomes_one_from_arrays() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>(
        """
        record Jar(int Number, string? Label, decimal? Grams);

        class Shelf(NpgsqlConnection connection, IDbTransaction transaction)
        {
            public async Task Fill(List<Jar> jars, int shelf)
            {
                foreach (var jar in jars)
                {
                    await {|PGAP2002:connection.ExecuteAsync("insert into jars (nr, label, grams) values (@Number, @Label, @Grams)", jar, transaction)|};
                }
            }
        }
        """,
        """
        record Jar(int Number, string? Label, decimal? Grams);

        class Shelf(NpgsqlConnection connection, IDbTransaction transaction)
        {
            public async Task Fill(List<Jar> jars, int shelf)
            {
                await connection.ExecuteAsync("insert into jars (nr, label, grams) select * from unnest(@Number, @Label, @Grams)", new { Number = jars.Select(jar => jar.Number).ToArray(), Label = jars.Select(jar => jar.Label).ToArray(), Grams = jars.Select(jar => jar.Grams).ToArray() }, transaction);
            }
        }
        """);

    [Fact]
    public Task An_insert_of_what_is_made_of_each_element_becomes_one_from_arrays() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>(
        """
        class Shelf(NpgsqlConnection connection)
        {
            public void Fill(string[] labels, int shelf)
            {
                foreach (var label in labels)
                    {|PGAP2002:connection.Execute("insert into jars (label, shelf) values (@text, @shelf)", new { text = label.Trim(), shelf })|};
            }
        }
        """,
        """
        class Shelf(NpgsqlConnection connection)
        {
            public void Fill(string[] labels, int shelf)
            {
                connection.Execute("insert into jars (label, shelf) select * from unnest(@text, @shelf)", new { text = labels.Select(label => label.Trim()).ToArray(), shelf = labels.Select(label => shelf).ToArray() });
            }
        }
        """);

    [Fact]
    public Task Statements_and_types_that_arrays_do_not_carry_stay() => Verify.OffersNothing<RoundTripsAnalyzer, WritePerElementFix>("""
        record Jar(int Number, DateTime Filled);

        class Shelf(NpgsqlConnection connection)
        {
            public void Fill(List<Jar> jars)
            {
                foreach (var jar in jars)
                {
                    {|PGAP2002:connection.Execute("insert into jars (nr, filled) values (@Number, @Filled)", jar)|};
                }

                foreach (var jar in jars)
                {
                    {|PGAP2002:connection.Execute("insert into jars (nr) values (@Number) on conflict do nothing", jar)|};
                }
            }
        }
        """);

    [Fact]
    public Task A_command_in_a_block_of_its_own_is_collected_too() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>(
        """
        class Shelf(NpgsqlConnection connection)
        {
            public async Task Fill(List<int> jars)
            {
                for (var at = 0; at < jars.Count; at++)
                {
                    await using (var command = new NpgsqlCommand("insert into jars (nr, at) values ($1, $2)", connection))
                    {
                        command.Parameters.AddWithValue(jars[at]);
                        command.Parameters.AddWithValue(at);
                        await {|PGAP2002:command.ExecuteNonQueryAsync()|};
                    }
                }
            }
        }
        """,
        """
        class Shelf(NpgsqlConnection connection)
        {
            public async Task Fill(List<int> jars)
            {
                await using var batch = new NpgsqlBatch(connection);
                for (var at = 0; at < jars.Count; at++)
                {
                    var command = new NpgsqlBatchCommand("insert into jars (nr, at) values ($1, $2)");
                    command.Parameters.AddWithValue(jars[at]);
                    command.Parameters.AddWithValue(at);
                    batch.BatchCommands.Add(command);
                }

                if (batch.BatchCommands.Count > 0)
                {
                    await batch.ExecuteNonQueryAsync();
                }
            }
        }
        """);

    [Fact]
    public Task A_lookup_by_a_property_of_the_element_takes_the_keys_first() => Verify.Fixes<RoundTripsAnalyzer, EntityQueryPerElementFix>(
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print(List<Frame> frames)
            {
                foreach (var frame in frames)
                {
                    var hive = await {|PGAP2003:apiary.Hives.FirstOrDefaultAsync(h => h.Id == frame.HiveId)|};
                    Console.WriteLine(hive?.Name);
                }
            }
        }
        """,
        Model + """
        class Report(Apiary apiary)
        {
            public async Task Print(List<Frame> frames)
            {
                var frameHiveIds = frames.Select(frame => frame.HiveId).Distinct().ToList();
                var hiveByFrameHiveId = await apiary.Hives.Where(x => frameHiveIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id);
                foreach (var frame in frames)
                {
                    hiveByFrameHiveId.TryGetValue(frame.HiveId, out var hive);
                    Console.WriteLine(hive?.Name);
                }
            }
        }
        """,
        "PGAP2003.Dictionary");
}
