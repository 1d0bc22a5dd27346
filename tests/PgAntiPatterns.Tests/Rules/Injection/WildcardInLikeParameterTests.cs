using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class WildcardInLikeParameterTests
{
    [Fact]
    public Task Text_of_the_caller_that_is_glued_to_wildcards_is_reported() => Verify.Reports<InjectionAnalyzer>("""
        record Search(string Text);

        class Books(NpgsqlConnection connection)
        {
            public IEnumerable<int> Sum(string term) => connection.Query<int>({|PGAP4011:"select id from books where title ilike @pattern"|}, new { pattern = "%" + term + "%" });

            public IEnumerable<int> Local(Search search)
            {
                var pattern = $"{search.Text.Trim()}%";
                return connection.Query<int>({|PGAP4011:"select id from books where title like @pattern"|}, new { pattern });
            }

            public void Named(string term)
            {
                using var command = new NpgsqlCommand({|PGAP4011:"select id from books where not title like @pattern"|}, connection);
                command.Parameters.AddWithValue("pattern", string.Format("%{0}%", term.ToLower()));
                command.ExecuteNonQuery();
            }

            public void Concatenated(string term)
            {
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP4011:"select id from books where title ILIKE $1 or author ILIKE $1"|};
                command.Parameters.Add(new NpgsqlParameter { Value = string.Concat("%", term, "%") });
                command.ExecuteNonQuery();
            }

            public IEnumerable<int> Chosen(string? term)
            {
                var parameters = new DynamicParameters();
                parameters.Add("pattern", term is null ? "%" : "%" + term + "%");
                return connection.Query<int>({|PGAP4011:"select id from books where title ilike @pattern"|}, parameters);
            }

            public int Half(string term) => connection.Execute({|PGAP4011:"delete from books where title like @p"|}, new { p = "%" + term.Trim() });

            public int Hole(DbContext context, string term) => context.Database.ExecuteSql({|PGAP4011:$"delete from books where title like {"%" + term + "%"}"|});
        }
        """);

    [Fact]
    public Task Escaped_checked_and_fixed_text_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        static class Patterns
        {
            public static string Escape(this string text) => text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
        }

        enum Kind
        {
            Novel,
        }

        class Books(NpgsqlConnection connection)
        {
            private const string Prefix = "PER-";
            private readonly string _shelf = Environment.MachineName;

            public int Chain(string term) => connection.Execute("delete from books where title like @p", new { p = "%" + term.Replace("%", "\\%").Replace("_", "\\_") + "%" });

            public int Helper(string term) => connection.Execute("delete from books where title like @p", new { p = $"%{term.Escape()}%" });

            public int Local(string term)
            {
                var escaped = Patterns.Escape(term);
                var pattern = escaped + "%";
                return connection.Execute("delete from books where title like @pattern", new { pattern });
            }

            public int Stars(string mask) => connection.Execute("delete from books where title like @p", new { p = mask.Replace('*', '%') + "%" });

            public int Elsewhere(string term) => connection.Execute("delete from books where title like @p", new { p = System.Text.RegularExpressions.Regex.Escape(term) + "%" });

            public int Number(int year, Kind kind) => connection.Execute("delete from books where mark like @p", new { p = kind + "-" + year + "%" });

            public int Constant() => connection.Execute("delete from books where mark like @p", new { p = Prefix + "%" });

            public int Own() => connection.Execute("delete from books where mark like @p", new { p = _shelf + "%" });

            public int Whole(string pattern) => connection.Execute("delete from books where mark like @pattern", new { pattern });

            public int Equal(string room) => connection.Execute("delete from books where mark = @p", new { p = room + "%" });

            public int Listed(string kind) =>
                kind is "novel" or "poem" ? connection.Execute("delete from books where kind like @p", new { p = kind + "%" }) : 0;
        }
        """);

    [Fact]
    public Task Text_is_escaped_before_the_wildcards_are_added() => Verify.FixesOneByOne<InjectionAnalyzer, WildcardInLikeParameterFix>("""
        #nullable enable
        class Books(NpgsqlConnection connection)
        {
            public IEnumerable<int> Sum(string term) => connection.Query<int>({|PGAP4011:"select id from books where title ilike @pattern"|}, new { pattern = "%" + term + "%" });

            public IEnumerable<int> Hole(string? term, string author)
            {
                var pattern = $"{term}%{author.Trim()}%";
                return connection.Query<int>({|PGAP4011:"select id from books where title like @pattern"|}, new { pattern });
            }
        }
        """, """
        #nullable enable
        class Books(NpgsqlConnection connection)
        {
            public IEnumerable<int> Sum(string term) => connection.Query<int>("select id from books where title ilike @pattern", new { pattern = "%" + term.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%" });

            public IEnumerable<int> Hole(string? term, string author)
            {
                var pattern = $"{term?.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%{author.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
                return connection.Query<int>("select id from books where title like @pattern", new { pattern });
            }
        }
        """);

    [Fact]
    public Task Another_escape_character_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, WildcardInLikeParameterFix>("""
        class Books(NpgsqlConnection connection)
        {
            public int Sum(string term) => connection.Execute({|PGAP4011:"delete from books where title like @pattern escape '!'"|}, new { pattern = "%" + term + "%" });
        }
        """);
}
