using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Loops that load rows, give each the same kind of values and save them.</summary>
public sealed class EntityUpdateTests
{
    private const string Strategy = "PGAP2004.ExecuteUpdate";

    private const string Model = """
        class Hive
        {
            public int Id { get; set; }
            public string? Name { get; set; }
            public int Frames { get; set; }
            public decimal Weight { get; set; }
            public DateTime? SeenAt { get; set; }
            [System.ComponentModel.DataAnnotations.Schema.NotMapped] public int Guess { get; set; }
            public string Label { get => Name + "!"; set => Name = value; }
            public Site Site { get; set; } = new();
        }

        class Site { public int Id { get; set; } public string Town { get; set; } = ""; }

        class Apiary(DbContextOptions<Apiary> options) : DbContext(options)
        {
            public DbSet<Hive> Hives => Set<Hive>();
        }


        """;

    [Fact]
    public Task Entities_that_are_all_given_values_are_updated_in_one_statement() => Verify.FixesOneByOne<RoundTripsAnalyzer, SaveChangesInLoopFix>(
        Model + """
        class Keeper(Apiary apiary)
        {
            public async Task See(DateTime now, decimal factor, CancellationToken stop)
            {
                // The heavy ones.
                foreach (var hive in await apiary.Hives.Where(h => h.Weight > 20).OrderBy(h => h.Id).ToListAsync(stop))
                {
                    hive.SeenAt = now;
                    hive.Name = null;
                    hive.Weight *= factor;
                    hive.Frames++;
                    await {|PGAP2004:apiary.SaveChangesAsync(stop)|};
                }
            }
        }
        """,
        Model + """
        class Keeper(Apiary apiary)
        {
            public async Task See(DateTime now, decimal factor, CancellationToken stop)
            {
                // The heavy ones.
                await apiary.Hives.Where(h => h.Weight > 20).ExecuteUpdateAsync(rows => rows
                    .SetProperty(hive => hive.SeenAt, now)
                    .SetProperty(hive => hive.Name, (string?)null)
                    .SetProperty(hive => hive.Weight, hive => hive.Weight * factor)
                    .SetProperty(hive => hive.Frames, hive => hive.Frames + 1), stop);
                await apiary.SaveChangesAsync(stop);
            }
        }
        """,
        Strategy);

    [Fact]
    public Task A_list_that_is_only_walked_over_is_not_loaded() => Verify.FixesOneByOne<RoundTripsAnalyzer, SaveChangesInLoopFix>(
        Model + """
        class Keeper(Apiary apiary)
        {
            public void See(int more)
            {
                var all = apiary.Set<Hive>().ToList();
                foreach (var hive in all)
                {
                    hive.Frames = hive.Id + more;
                    {|PGAP2004:apiary.SaveChanges()|};
                }
            }
        }
        """,
        Model + """
        class Keeper(Apiary apiary)
        {
            public void See(int more)
            {
                apiary.Set<Hive>().ExecuteUpdate(rows => rows.SetProperty(hive => hive.Frames, hive => hive.Id + more));
                apiary.SaveChanges();
            }
        }
        """,
        Strategy);

    [Theory]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Name = Guid.NewGuid().ToString();")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Site = hives[0].Site;")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Site.Town = \"Ulm\";")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Frames = hive.Name == null ? 1 : 2;")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Name = hive.Id.ToString();")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Weight = hive.Weight / 3;")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Frames = hives[0].Frames++;")]
    [InlineData("foreach (var hive in apiary.Hives.Include(h => h.Site).ToList())", "hive.Frames = 1;")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Name = hive.Name + \"x\";")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Guess = 1;")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Label = \"a\";")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Frames = 1; hive.Weight = hive.Frames;")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Frames++; hive.Frames++;")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "if (hive.Id > 3) { hive.Frames = 1; }")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "hive.Frames = 1; Console.WriteLine(hive.Id);")]
    [InlineData("foreach (var hive in apiary.Hives.ToList())", "/* seen */ hive.Frames = 1;")]
    [InlineData("foreach (var hive in apiary.Hives.Distinct().ToList())", "hive.Frames = 1;")]
    [InlineData("foreach (var hive in apiary.Hives.AsNoTracking().ToList())", "hive.Frames = 1;")]
    [InlineData("foreach (var hive in other.Hives.ToList())", "hive.Frames = 1;")]
    [InlineData("Func<Hive, bool> old = h => h.Id > 3; foreach (var hive in apiary.Hives.Where(old).ToList())", "hive.Frames = 1;")]
    [InlineData("foreach (var hive in apiary.Hives.AsEnumerable().Where(h => h.Id > 3).ToList())", "hive.Frames = 1;")]
    [InlineData("apiary.Hives.AddRange(hives); foreach (var hive in apiary.Hives.ToList())", "hive.Frames = 1;")]
    [InlineData("foreach (var hive in hives)", "hive.Frames = 1;")]
    [InlineData("var all = apiary.Hives.ToList(); Console.WriteLine(hives.Count); foreach (var hive in all)", "hive.Frames = 1;")]
    [InlineData("var all = apiary.Hives.ToList(); hives.Clear(); foreach (var hive in all)", "hive.Frames = 1;")]
    public async Task What_one_update_cannot_say_is_left_to_the_change_tracker(string loop, string body)
    {
        var specimen = Specimen.Against(References.All).With(Model + $$"""
            class Keeper(Apiary apiary, Apiary other)
            {
                public void See(List<Hive> hives)
                {
                    {{loop}}
                    {
                        {{body}}
                        apiary.SaveChanges();
                    }
                }
            }
            """);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    [Theory]
    [InlineData("public override int SaveChanges() => base.SaveChanges();")]
    [InlineData("protected override void OnModelCreating(ModelBuilder model) => model.Entity<Hive>().Ignore(hive => hive.Frames);")]
    [InlineData("protected override void OnModelCreating(ModelBuilder model) => model.Entity<Hive>().Property(hive => hive.Weight).IsConcurrencyToken();")]
    public async Task A_context_that_does_more_when_it_saves_keeps_saving(string member)
    {
        var specimen = Specimen.Against(References.All).With(Model.Replace("public DbSet", member + "\n    public DbSet", StringComparison.Ordinal) + """
            class Keeper(Apiary apiary)
            {
                public void See()
                {
                    foreach (var hive in apiary.Hives.ToList())
                    {
                        hive.Frames = 1;
                        apiary.SaveChanges();
                    }
                }
            }
            """);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    [Theory]
    [InlineData("class Ears : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor;")]
    [InlineData("class Start { public static void Watch(DbContext context) => context.SavingChanges += (_, _) => { }; }")]
    [InlineData("class Hives : IEntityTypeConfiguration<Hive> { public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Hive> hive) => hive.Property<uint>(\"xmin\").IsRowVersion(); }")]
    public async Task Whoever_watches_saves_or_rows_is_not_passed_by(string other)
    {
        var specimen = Specimen.Against(References.All).With(Model + other + """

            class Keeper(Apiary apiary)
            {
                public void See()
                {
                    foreach (var hive in apiary.Hives.ToList())
                    {
                        hive.Frames = 1;
                        apiary.SaveChanges();
                    }
                }
            }
            """);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    [Theory]
    [InlineData("var first = apiary.Hives.Find(1);", "", "Console.WriteLine(first?.Frames);")]
    [InlineData("var all = apiary.Hives.ToList();", "all", "Console.WriteLine(all.Count);")]
    [InlineData("", "", "Console.WriteLine(_seen?.Frames);")]
    public async Task Entities_that_the_method_has_elsewhere_are_not_passed_by(string before, string walked, string behind)
    {
        var specimen = Specimen.Against(References.All).With(Model + $$"""
            class Keeper(Apiary apiary)
            {
                private Hive? _seen = null;

                public void See()
                {
                    {{before}}
                    foreach (var hive in {{(walked.Length > 0 ? walked : "apiary.Hives.ToList()")}})
                    {
                        hive.Frames = 1;
                        apiary.SaveChanges();
                    }

                    {{behind}}
                }
            }
            """);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    [Fact]
    public async Task What_a_later_turn_of_an_outer_loop_sees_is_not_passed_by()
    {
        var specimen = Specimen.Against(References.All).With(Model + """
            class Keeper(Apiary apiary)
            {
                public void See(int years)
                {
                    for (var year = 0; year < years; year++)
                    {
                        foreach (var hive in apiary.Hives.ToList())
                        {
                            hive.Frames = 1;
                            apiary.SaveChanges();
                        }

                        var seen = Other();
                        Console.WriteLine(seen.Frames);
                    }
                }

                private static Hive Other() => new();
            }
            """);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    [Fact]
    public async Task Rows_of_two_tables_keep_being_saved()
    {
        var specimen = Specimen.Against(References.All).With(Model.Replace("class Hive\n{", "[System.ComponentModel.DataAnnotations.Schema.Table(\"boxes\")] class Box { public int Size { get; set; } }\nclass Hive : Box\n{", StringComparison.Ordinal) + """
            class Keeper(Apiary apiary)
            {
                public void See()
                {
                    foreach (var hive in apiary.Hives.ToList())
                    {
                        hive.Frames = 1;
                        apiary.SaveChanges();
                    }
                }
            }
            """);
        Assert.Contains("Hive : Box", await specimen.SourceAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal([], await OfferedAsync(specimen));
    }

    private static async Task<IEnumerable<string>> OfferedAsync(Specimen specimen)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal([], await specimen.CompileErrorsAsync(cancellation));
        var save = (await specimen.DiagnoseAsync([new RoundTripsAnalyzer()], cancellation)).Single(diagnostic => diagnostic.Id == SaveChangesInLoop.RuleId);
        return (await specimen.PlansAsync(new SaveChangesInLoopFix(), save, cancellation)).Select(plan => plan.Strategy).Where(strategy => strategy == "ExecuteUpdate");
    }
}
