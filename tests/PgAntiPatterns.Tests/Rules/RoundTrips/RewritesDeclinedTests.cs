using PgAntiPatterns.CodeFixes;
using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Code that a fix would change the meaning of, and code that is no finding.</summary>
public sealed class RewritesDeclinedTests
{
    private const string Model = """
        class Hive { public int Id { get; set; } public string? Name { get; set; } public int Frames { get; set; } public bool IsDefault { get; set; } public int SiteId { get; set; } public virtual Site? Site { get; set; } }
        class Row { public int Id { get; set; } public int Amount { get; set; } }
        class Site { public int Id { get; set; } public string Town { get; set; } = ""; public List<Hive> Hives { get; } = []; public string Label => Hives.Count + Keep.Name(this); }
        static class Keep { public static Apiary? Db { get; set; } public static string Name(Site site) => Db!.Sites.First(s => s.Id == site.Id).Town; }
        class Apiary(DbContextOptions<Apiary> options) : DbContext(options) { public DbSet<Hive> Hives => Set<Hive>(); public DbSet<Site> Sites => Set<Site>(); }
        class Order { public int ArticleId { get; set; } }
        class Tenant;
        class Accessor { public Tenant? Current { get; set; } }
        interface IStore { void Decrease(int id); }

        """;

    [Theory]
    [InlineData("AfterLoop", "foreach (var town in towns) { if (!Known(town)) { db.Sites.Add(new Site { Town = town }); } db.SaveChanges(); } bool Known(string town) => db.Sites.Any(s => s.Town == town);")]
    [InlineData("AfterLoop", "foreach (var town in towns) { var found = (from s in db.Sites where s.Town == town select s).FirstOrDefault(); if (found == null) { db.Add(new Site { Town = town }); } db.SaveChanges(); }")]
    [InlineData("NpgsqlBatch", "foreach (var town in towns) { using var max = new NpgsqlCommand(\"select max(pos) from item\", conn); var pos = (int)max.ExecuteScalar()! + 1; using var insert = new NpgsqlCommand(\"insert into item (name, pos) values (@n, @p)\", conn); insert.Parameters.AddWithValue(\"n\", town); insert.Parameters.AddWithValue(\"p\", pos); insert.ExecuteNonQuery(); }")]
    [InlineData("Copy", "foreach (var name in conn.Query<string>(\"select name from source\")) { using var insert = new NpgsqlCommand(\"insert into item (name) values (@n)\", conn); insert.Parameters.AddWithValue(\"n\", name); insert.ExecuteNonQuery(); }")]
    [InlineData("AnyArray", "foreach (var order in orders) { Normalize(order); var name = conn.QueryFirst<string>(\"select name from stock where id = @ArticleId\", new { order.ArticleId }); Console.WriteLine(name); } void Normalize(Order order) => order.ArticleId %= 100;")]
    [InlineData("Dictionary", "foreach (var order in orders) { Normalize(order); var hive = db.Hives.FirstOrDefault(h => h.Id == order.ArticleId); Console.WriteLine(hive?.Name); } void Normalize(Order order) => order.ArticleId %= 100;")]
    [InlineData("AnyArray", "foreach (var order in maybe) { if (order is null) { continue; } var name = conn.QueryFirst<string>(\"select name from stock where id = @ArticleId\", new { order.ArticleId }); Console.WriteLine(name); }")]
    [InlineData("AnyArray", "foreach (var id in ids) { conn.Open(); using var command = new NpgsqlCommand(\"select name from stock where id = @id\", conn); command.Parameters.AddWithValue(\"id\", id); Console.WriteLine(command.ExecuteScalar()); conn.Close(); }")]
    [InlineData("AnyArray", "foreach (var id in ids) { using var command = new NpgsqlCommand(\"select amount from stock where id = @id\", conn); command.Parameters.AddWithValue(\"id\", id); if ((int)command.ExecuteScalar()! > 0) { store.Decrease(id); } }")]
    [InlineData("AfterLoop", "foreach (var hive in fresh) { hive.Name = hive.Site!.Town; db.SaveChanges(); }")]
    [InlineData("AfterLoop", "foreach (var hive in fresh) { hive.Name = hive.Site?.Town; db.SaveChanges(); }")]
    [InlineData("AfterLoop", "foreach (var hive in fresh) { hive.Name = TownOf(hive); db.SaveChanges(); } string TownOf(Hive hive) => hive.Site!.Town;")]
    [InlineData("AfterLoop", "var all = db.Sites.AsNoTracking().ToList(); foreach (var found in all) { db.Add(new Hive { Name = found.Label }); db.SaveChanges(); }")]
    [InlineData("AfterLoop", "foreach (var hive in fresh) { using var transaction = db.Database.BeginTransaction(); hive.Frames = 1; db.SaveChanges(); transaction.Commit(); }")]
    [InlineData("AnyArray", "foreach (var order in orders) { var same = order; same.ArticleId %= 100; var name = conn.QueryFirst<string>(\"select name from stock where id = @ArticleId\", new { order.ArticleId }); Console.WriteLine(name); }")]
    [InlineData("AnyArray", "foreach (var order in orders) { orders[0].ArticleId = 7; using var command = new NpgsqlCommand(\"select name from stock where id = @id\", conn); command.Parameters.AddWithValue(\"id\", order.ArticleId); Console.WriteLine(command.ExecuteScalar()); }")]
    [InlineData("AnyArray", "foreach (var order in orders) { var name = conn.QueryFirst<string>(\"select name from stock where id = @ArticleId\", new { order.ArticleId }); Console.WriteLine(name); Next(); } void Next() => orders[1].ArticleId++;")]
    [InlineData("Dictionary", "foreach (var order in orders) { foreach (var other in orders) { other.ArticleId++; } var hive = db.Hives.FirstOrDefault(h => h.Id == order.ArticleId); Console.WriteLine(hive?.Name); }")]
    [InlineData("Groups", "foreach (var order in orders) { var same = order; same.ArticleId %= 100; var count = db.Hives.Count(h => h.SiteId == order.ArticleId); Console.WriteLine(count); }")]
    [InlineData("AnyArray", "foreach (var id in ids) { var row = conn.QueryFirst<Row>(\"select id, amount from stock where id = @id\", new { id }); Take(row); Console.WriteLine(row.Amount); } void Take(Row row) => row.Amount -= 1;")]
    [InlineData("Lookup", "foreach (var id in ids) { var found = db.Hives.AsNoTracking().Where(h => h.SiteId == id).ToList(); Take(found); } void Take(List<Hive> found) { foreach (var hive in found) { Console.WriteLine(hive.Frames--); } }")]
    public async Task A_rewrite_that_means_something_else_is_not_offered(string strategy, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var specimen = Specimen.Against(References.All).With(Model + $$"""
            class Keeper(Apiary db, NpgsqlConnection conn, Accessor accessor, IStore store)
            {
                public void Run(int site, List<int> ids, List<string> towns, List<Hive> fresh, List<Tenant> tenants, List<Order> orders, List<Order?> maybe)
                {
                    {{body}}
                }
            }
            """);
        Assert.Empty(await specimen.CompileErrorsAsync(cancellation));
        var diagnostics = await specimen.DiagnoseAsync([new RoundTripsAnalyzer()], cancellation);
        Assert.NotEmpty(diagnostics);
        RuleFix[] fixes = [new LoadedToBeDeletedFix(), new SaveChangesInLoopFix(), new WritePerElementFix(), new EntityQueryPerElementFix(), new SelectPerElementFix()];
        var offered = new List<string?>();
        foreach (var diagnostic in diagnostics)
        {
            foreach (var fix in fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                offered.AddRange((await specimen.PlansAsync(fix, diagnostic, cancellation)).Select(plan => plan.Strategy));
            }
        }

        Assert.DoesNotContain(strategy, offered);
    }

    [Theory]
    [InlineData("foreach (var tenant in tenants) { accessor.Current = tenant; Console.WriteLine(db.Hives.Count()); }")]
    [InlineData("foreach (var town in towns) { conn.ChangeDatabase(town); Console.WriteLine(conn.ExecuteScalar<long>(\"select count(*) from orders\")); }")]
    [InlineData("foreach (var town in towns) { using var answer = http.Send(new(System.Net.Http.HttpMethod.Post, town)); Console.WriteLine(db.Hives.Count()); }")]
    [InlineData("var job = db.Hives.Single(h => h.Id == 1); foreach (var town in towns) { Console.WriteLine(town); job.Frames++; db.SaveChanges(); }")]
    public Task A_turn_that_is_meant_that_way_is_quiet(string body) => Verify.Quiet<RoundTripsAnalyzer>(Model + $$"""
        class Keeper(Apiary db, NpgsqlConnection conn, Accessor accessor, System.Net.Http.HttpClient http, System.Net.Mail.SmtpClient mail)
        {
            public void Run(List<string> towns, List<Hive> fresh, List<Tenant> tenants)
            {
                {{body}}
            }
        }
        """);
}
