using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Analysis.Texts;

/// <summary>Which ways of building a text are followed, seen through a rule that reports a pasted value and nothing else.</summary>
public sealed class TextEvaluatorTests
{
    [Theory]
    [InlineData("""string? sql = null; sql ??= Start + $"town = '{town}'"; Send({|PGAP4001:sql|});""")]
    [InlineData("""string sql; try { sql = Start + "town = '" + town + "'"; } catch (FormatException) { sql = Start; } Send({|PGAP4001:sql|});""")]
    [InlineData("""Send({|PGAP4001:string.Concat(new[] { Start, "town = '", town, "'" })|});""")]
    [InlineData("""Func<string, string> where = name => $"town = '{name}'"; Send({|PGAP4001:Start + where(town)|});""")]
    [InlineData("""Send({|PGAP4001:Where(town)|}); string Where(string name) => Start + $"town = '{name}'";""")]
    [InlineData("""FormattableString text = $"select 1 from parcels where town = '{town}'"; Send({|PGAP4001:text.ToString()|});""")]
    [InlineData("""var conditions = new List<string> { "open" }; conditions.Add($"town = '{town}'"); Send({|PGAP4001:Start + string.Join(" and ", conditions)|});""")]
    [InlineData("""var (sql, count) = Pair(town); Send({|PGAP4001:sql|});""")]
    [InlineData("""string sql; switch (town.Length) { case 0: sql = Start + "true"; break; default: sql = Start + $"town = '{town}'"; break; } Send({|PGAP4001:sql|});""")]
    [InlineData("""var sql = Start; while (sql.Length < 100) { sql += $"town = '{town}' or "; if (town.Length > 3) { break; } } Send({|PGAP4001:sql + "true"|});""")]
    [InlineData("""var sql = Start; do { sql = Start + $"town = '{town}'"; } while (town.Length > 90); Send({|PGAP4001:sql|});""")]
    [InlineData("""Send({|PGAP4001:town switch { "" => Start + "true", var name when name.Length > 3 => Start + $"town = '{name}'", _ => throw new ArgumentException(town) }|});""")]
    [InlineData("""Send({|PGAP4001:Start.Filtered(town)|});""")]
    public Task A_pasted_value_is_found(string statements) => Verify.Reports<InjectionAnalyzer>(Program(statements));

    [Theory]
    [InlineData("""var sql = $"town = '{town}'"; sql = Start + "open"; Send(sql);""")]
    [InlineData("""var sql = new StringBuilder($"town = '{town}'"); sql.Clear().Append(Start).Append("open"); Send(sql.ToString());""")]
    [InlineData("""var sql = Start; if (town == "") { sql += $"town = '{town}'"; return; } Send(sql + "open");""")]
    [InlineData("""var conditions = new List<string>(); if (town != "") { conditions.Add("town = @town"); } Send(Start + string.Join(" and ", conditions));""")]
    [InlineData("""Send(FormattableString.Invariant($"select 1 from parcels where kilos > {kilos}"));""")]
    [InlineData("""Send(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"select 1 from parcels where kilos > {kilos}"));""")]
    [InlineData("""if (!IsKnown(town)) { throw new ArgumentException(town); } Send("select 1 from " + town);""")]
    [InlineData("""if (town.Any(letter => !char.IsLetter(letter))) { return; } Send("select 1 from " + town);""")]
    [InlineData("""Send("select 1 from " + (new[] { "parcels", "letters" }.Contains(town) ? town : "parcels"));""")]
    [InlineData("""foreach (var (name, type) in Columns) { Send($"alter table parcels add {name} {type}"); }""")]
    public Task What_cannot_change_the_statement_is_quiet(string statements) => Verify.Quiet<InjectionAnalyzer>(Program(statements));

    [Fact]
    public Task Methods_that_only_this_assembly_can_call_are_judged_by_their_calls() => Verify.Reports<InjectionAnalyzer>("""
        internal sealed class Tables(NpgsqlDataSource source)
        {
            public NpgsqlCommand Count(string table) => source.CreateCommand($"select count(*) from {table}");

            public NpgsqlCommand Newest(string table) => source.CreateCommand({|PGAP4005:$"select max(sent) from {table}"|});
        }

        public static class Program
        {
            internal static void Run(Tables tables, string chosen)
            {
                tables.Count("parcels");
                tables.Count("letters");
                tables.Newest("parcels");
                tables.Newest(chosen);
            }

            public static void Start(string chosen) => Run(null!, chosen);
        }
        """);

    [Fact]
    public Task Bodies_that_call_each_other_or_themselves_come_to_an_end() => Verify.Quiet<InjectionAnalyzer>("""
        class Loops(NpgsqlDataSource source)
        {
            private string _first = "";
            private string _second = "";

            public void Send() => source.CreateCommand("select 1 from parcels where " + Up(3) + First() + _first);

            private string Up(int depth) => depth == 0 ? "true" : Up(depth - 1) + " and true";

            private string First() => Second() + "1";

            private string Second() => First() + "2";

            private void Set()
            {
                _first = _second + "a";
                _second = _first + "b";
            }
        }
        """);

    private static string Program(string statements) => """
        static class Texts
        {
            public static string Filtered(this string start, string town) => start + "town = '" + town + "'";
        }

        public class Parcels(NpgsqlDataSource source)
        {
            private const string Start = "select 1 from parcels where ";
            private static readonly (string Name, string Type)[] Columns = [("open", "boolean"), ("note", "text")];

            public void Run(string town, decimal kilos)
            {
                STATEMENTS
            }

            private void Send(string sql) => source.CreateCommand(sql);

            private static bool IsKnown(string table) => table is "parcels" or "letters";

            private static (string Sql, int Count) Pair(string town) => (Start + $"town = '{town}'", 1);
        }
        """.Replace("STATEMENTS", statements, StringComparison.Ordinal);
}
