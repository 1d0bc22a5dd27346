using PgAntiPatterns.CodeFixes;
using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Code that a fix would change the meaning of, and code that is no finding.</summary>
public sealed class RefutedTests
{
    private const string Model = """
        class Hive { public int Id { get; set; } public string? Name { get; set; } public int Frames { get; set; } public bool IsDefault { get; set; } public int SiteId { get; set; } }
        class Site { public int Id { get; set; } public string Town { get; set; } = ""; public List<Hive> Hives { get; } = []; }
        class Apiary(DbContextOptions<Apiary> options) : DbContext(options) { public DbSet<Hive> Hives => Set<Hive>(); public DbSet<Site> Sites => Set<Site>(); }
        class Order { public int ArticleId { get; set; } }
        class Tenant;
        class Accessor { public Tenant? Current { get; set; } }
        interface IStore { void Decrease(int id); }

        """;

    [Theory]
    [InlineData("ExecuteDelete", "var old = db.Hives.Where(h => h.SiteId == site).ToList(); db.Hives.AddRange(fresh); db.SaveChanges(); db.Hives.RemoveRange(old); db.SaveChanges();")]
    [InlineData("ExecuteDelete", "var parent = db.Sites.Include(s => s.Hives).Single(s => s.Id == site); db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site)); db.Sites.Remove(parent); db.SaveChanges();")]
    [InlineData("ExecuteDelete", "db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site).AsEnumerable()); db.SaveChanges();")]
    [InlineData("ExecuteDelete", "Func<Hive, bool> old = h => h.SiteId == site; db.Hives.RemoveRange(db.Hives.Where(old).ToList()); db.SaveChanges();")]
    [InlineData("ExecuteUpdate", "Func<Hive, bool> old = h => h.SiteId == site; foreach (var hive in db.Hives.Where(old).ToList()) { hive.Frames = 0; db.SaveChanges(); }")]
    [InlineData("ExecuteUpdate", "var first = db.Hives.Single(h => h.Id == site); first.Frames = 5; foreach (var hive in db.Hives.Where(h => h.SiteId == site).ToList()) { hive.Frames = 0; } db.SaveChanges();")]
    [InlineData("ExecuteUpdate", "foreach (var hive in db.Hives.Where(h => h.SiteId == site).ToList()) { hive.IsDefault = false; } foreach (var hive in db.Hives.Where(h => h.Id == site).ToList()) { hive.IsDefault = true; } db.SaveChanges();")]
    [InlineData("AfterLoop", "foreach (var town in towns) { if (!Known(town)) { db.Sites.Add(new Site { Town = town }); } db.SaveChanges(); } bool Known(string town) => db.Sites.Any(s => s.Town == town);")]
    [InlineData("AfterLoop", "foreach (var town in towns) { var found = (from s in db.Sites where s.Town == town select s).FirstOrDefault(); if (found == null) { db.Add(new Site { Town = town }); } db.SaveChanges(); }")]
    [InlineData("NpgsqlBatch", "foreach (var town in towns) { using var max = new NpgsqlCommand(\"select max(pos) from item\", conn); var pos = (int)max.ExecuteScalar()! + 1; using var insert = new NpgsqlCommand(\"insert into item (name, pos) values (@n, @p)\", conn); insert.Parameters.AddWithValue(\"n\", town); insert.Parameters.AddWithValue(\"p\", pos); insert.ExecuteNonQuery(); }")]
    [InlineData("Copy", "foreach (var name in conn.Query<string>(\"select name from source\")) { using var insert = new NpgsqlCommand(\"insert into item (name) values (@n)\", conn); insert.Parameters.AddWithValue(\"n\", name); insert.ExecuteNonQuery(); }")]
    [InlineData("Hoist", "foreach (var tenant in tenants) { accessor.Current = tenant; var count = db.Hives.Count(); Console.WriteLine(count); }")]
    [InlineData("AnyArray", "foreach (var order in orders) { Normalize(order); var name = conn.QueryFirst<string>(\"select name from stock where id = @ArticleId\", new { order.ArticleId }); Console.WriteLine(name); } void Normalize(Order order) => order.ArticleId %= 100;")]
    [InlineData("Dictionary", "foreach (var order in orders) { Normalize(order); var hive = db.Hives.FirstOrDefault(h => h.Id == order.ArticleId); Console.WriteLine(hive?.Name); } void Normalize(Order order) => order.ArticleId %= 100;")]
    [InlineData("AnyArray", "foreach (var order in maybe) { if (order is null) { continue; } var name = conn.QueryFirst<string>(\"select name from stock where id = @ArticleId\", new { order.ArticleId }); Console.WriteLine(name); }")]
    [InlineData("AnyArray", "foreach (var id in ids) { conn.Open(); using var command = new NpgsqlCommand(\"select name from stock where id = @id\", conn); command.Parameters.AddWithValue(\"id\", id); Console.WriteLine(command.ExecuteScalar()); conn.Close(); }")]
    [InlineData("AnyArray", "foreach (var id in ids) { using var command = new NpgsqlCommand(\"select amount from stock where id = @id\", conn); command.Parameters.AddWithValue(\"id\", id); if ((int)command.ExecuteScalar()! > 0) { store.Decrease(id); } }")]
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
        RuleFix[] fixes = [new LoadedToBeDeletedFix(), new SaveChangesInLoopFix(), new WritePerElementFix(), new EntityQueryPerElementFix(), new SelectPerElementFix()];
        var offered = new List<string?>();
        foreach (var diagnostic in await specimen.DiagnoseAsync([new RoundTripsAnalyzer()], cancellation))
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
    [InlineData("foreach (var hive in fresh) { mail.Send(\"a@b\", \"c@d\", \"s\", hive.Name); hive.Frames = 1; db.SaveChanges(); }")]
    [InlineData("foreach (var hive in fresh) { System.IO.File.Move(hive.Name!, \"done\"); hive.Frames = 1; db.SaveChanges(); }")]
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

    [Fact]
    public Task A_context_whose_saves_are_watched_keeps_what_it_deletes() => Verify.Quiet<RoundTripsAnalyzer>(Model + """
        class SoftDelete : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor;
        class Start { public static void Options(DbContextOptionsBuilder<Apiary> options) => options.UseNpgsql("Host=db").AddInterceptors(new SoftDelete()); }
        class Keeper(Apiary db)
        {
            public void Run(int site)
            {
                db.Hives.RemoveRange(db.Hives.Where(h => h.SiteId == site));
                db.SaveChanges();
            }
        }
        """);
}
