using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class UnparameterizedEfSqlTests
{
    /// <summary>EF Core's own analyzers are not part of these tests, so that nobody else reports the place.</summary>
    private const string Both = "pgap.report_with_ef_rules = true";

    private const string Model = """
        class Parcel
        {
            public int Id { get; set; }
        }

        class Post(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Parcel> Parcels => Set<Parcel>();
        }

        """;

    [Fact]
    public Task Raw_text_is_watched_directly_and_on_detours() => Verify.Reports<InjectionAnalyzer>(Model + """
        class Search(Post post)
        {
            public IQueryable<Parcel> Direct(string town) => post.Parcels.FromSqlRaw({|PGAP4003:$"select * from parcels where town = '{town}'"|});

            public IQueryable<Parcel> Stored(string town)
            {
                var sql = $"select * from parcels where town = '{town}'";
                return post.Parcels.FromSqlRaw({|PGAP4003:sql|});
            }

            public int Built(string town)
            {
                var sql = new StringBuilder("delete from parcels where town = '").Append(town).Append("'");
                return post.Database.ExecuteSqlRaw({|PGAP4003:sql.ToString()|});
            }

            public IQueryable<int> Scalars(string town) => post.Database.SqlQueryRaw<int>({|PGAP4003:"select id from parcels where town = '" + town + "'"|});
        }

        class Seed : Microsoft.EntityFrameworkCore.Migrations.Migration
        {
            protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder builder) =>
                builder.Sql({|PGAP4003:$"insert into towns values ('{Console.ReadLine()}')"|});
        }
        """, Both);

    [Fact]
    public Task Where_EF_reports_the_same_place_only_detours_are_reported() => Verify.Reports<InjectionAnalyzer>(Model + """
        class Search(Post post)
        {
            public IQueryable<Parcel> Direct(string town) => post.Parcels.FromSqlRaw($"select * from parcels where town = '{town}'");

            public IQueryable<Parcel> Added(string town) => post.Parcels.FromSqlRaw("select * from parcels where town = '" + town + "'");

            public IQueryable<Parcel> Stored(string town)
            {
                var sql = $"select * from parcels where town = '{town}'";
                return post.Parcels.FromSqlRaw({|PGAP4003:sql|});
            }

            public IQueryable<Parcel> Formatted(string town) => post.Parcels.FromSqlRaw({|PGAP4003:string.Format("select * from parcels where town = '{0}'", town)|});
        }
        """);

    [Fact]
    public Task Where_EF_s_rule_is_switched_off_this_one_reports() => Verify.Reports<InjectionAnalyzer>(Model + """
        class Search(Post post)
        {
            public IQueryable<Parcel> Direct(string town) => post.Parcels.FromSqlRaw({|PGAP4003:$"select * from parcels where town = '{town}'"|});
        }
        """, "dotnet_diagnostic.EF1002.severity = none");

    [Fact]
    public Task Interpolated_apis_numbers_and_constants_are_quiet() => Verify.Quiet<InjectionAnalyzer>(Model + """
        class Search(Post post)
        {
            private const string Table = "parcels";

            public IQueryable<Parcel> Bound(string town) => post.Parcels.FromSql($"select * from parcels where town = {town}");

            public IQueryable<Parcel> Numbered(string town) => post.Parcels.FromSqlRaw("select * from parcels where town = {0}", town);

            public int Older(string town) => post.Database.ExecuteSqlInterpolated($"delete from parcels where town = {town}");

            public IQueryable<Parcel> Constant(bool newest) => post.Parcels.FromSqlRaw($"select * from {Table} order by id {(newest ? "desc" : "asc")}");

            public IQueryable<Parcel> Typed(int id) => post.Parcels.FromSqlRaw($"select * from parcels where id = {id}");

            public int Truncate() => post.Database.ExecuteSqlRaw($"truncate {post.Model.FindEntityType(typeof(Parcel))!.GetTableName()}");
        }

        class Views : Microsoft.EntityFrameworkCore.Migrations.Migration
        {
            protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder builder)
            {
                foreach (var view in new[] { "open", "late" })
                {
                    builder.Sql($"alter view {view} set schema reports");
                }
            }
        }
        """);

    [Fact]
    public Task A_lookalike_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        static class Lines
        {
            public static IEnumerable<string> FromSqlRaw(this IEnumerable<string> lines, string sql) => lines.Where(line => line == sql);

            public static int Count(List<string> lines, string town) => lines.FromSqlRaw($"select * from parcels where town = '{town}'").Count();
        }
        """);

    [Fact]
    public Task The_interpolated_api_takes_the_string_or_the_raw_one_takes_arguments() => Verify.Fixes<InjectionAnalyzer, UnparameterizedEfSqlFix>(Model + """
        class Search(Post post)
        {
            public IQueryable<Parcel> Direct(string town, int year) => post.Parcels.FromSqlRaw({|PGAP4003:$"select * from parcels where town = '{town}' and year = {year}"|});

            public Task<int> Delete(string term, CancellationToken token) => post.Database.ExecuteSqlRawAsync({|PGAP4003:$"delete from parcels where town like '%{term}%'"|}, token);

            public IQueryable<int> Added(string town) => post.Database.SqlQueryRaw<int>({|PGAP4003:"select id from parcels where town = '" + town + "' and open"|});

            public IQueryable<Parcel> Stored(string town)
            {
                var sql = $"select * from parcels where town = '{town}'";
                return post.Parcels.FromSqlRaw({|PGAP4003:sql|});
            }
        }
        """, Model + """
        class Search(Post post)
        {
            public IQueryable<Parcel> Direct(string town, int year) => post.Parcels.FromSql($"select * from parcels where town = {town} and year = {year}");

            public Task<int> Delete(string term, CancellationToken token) => post.Database.ExecuteSqlAsync({|PGAP4011:$"delete from parcels where town like {"%" + term + "%"}"|}, token);

            public IQueryable<int> Added(string town) => post.Database.SqlQueryRaw<int>("select id from parcels where town = {0} and open", town);

            public IQueryable<Parcel> Stored(string town)
            {
                var sql = "select * from parcels where town = {0}";
                return post.Parcels.FromSqlRaw(sql, town);
            }
        }
        """, editorConfig: Both);

    [Fact]
    public Task A_name_between_the_values_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedEfSqlFix>(Model + """
        class Search(Post post)
        {
            public IQueryable<Parcel> In(string table, string town) => post.Parcels.FromSqlRaw({|PGAP4003:$"select * from {table} where town = '{town}'"|});
        }
        """, Both);

    // The counterpart with two dollars, seed bNLSbiEgoJD4nE6t1, is a case of the live tests: here those would mark a place.
    [Fact]
    public Task A_raw_literal_with_one_dollar_has_no_room_for_a_numbered_placeholder() => Verify.OffersNothing<InjectionAnalyzer, UnparameterizedEfSqlFix>(Model + """"
        class Search(Post post)
        {
            public IQueryable<Parcel> Of(string town, DayOfWeek day) => post.Parcels.FromSqlRaw({|PGAP4003:$"""select * from parcels where town = '{town}' and day = '{day}'"""|});
        }
        """", Both);
}
