using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class JoinedInListTests
{
    [Fact]
    public Task Joined_lists_are_reported_whatever_their_elements() => Verify.Reports<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public void Numbers(List<int> ids) => source.CreateCommand({|PGAP4006:$"select 1 from parcels where id in ({string.Join(",", ids)})"|});

            public void Quoted(IEnumerable<string> towns) => source.CreateCommand({|PGAP4006:"select 1 from parcels where town not in ('" + string.Join("','", towns) + "')"|});

            public int Projected(string[] towns)
            {
                var list = string.Join(", ", towns.Select(town => $"'{town}'"));
                return connection.Execute({|PGAP4006:$"delete from parcels where town in ({list})"|});
            }
        }
        """);

    [Fact]
    public Task Placeholders_constants_and_other_joins_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            private static readonly string[] Columns = ["id", "town"];

            public void Numbered(int[] ids) => source.CreateCommand($"select {string.Join(", ", Columns)} from parcels where id in ({string.Join(", ", ids.Select((_, i) => "@p" + i))})");

            public void Collected(int[] ids)
            {
                var marks = new List<string>();
                foreach (var id in ids)
                {
                    marks.Add("$" + (marks.Count + 1));
                }

                source.CreateCommand("select 1 from parcels where id in (" + string.Join(",", marks) + ")");
            }

            public void Array(int[] ids) => source.CreateCommand("select 1 from parcels where id = any($1)");
        }
        """);

    [Fact]
    public Task Placeholders_made_elsewhere_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        abstract class Parcels(NpgsqlDataSource source)
        {
            public void Held(int[] ids)
            {
                var names = ids.Select((_, i) => $"@p{i}").ToArray();
                source.CreateCommand("select 1 from parcels where id in (#)".Replace("#", string.Join(",", names)));
            }

            public void Filled(int[] ids)
            {
                var names = new string[ids.Length];
                for (var i = 0; i < ids.Length; i++)
                {
                    names[i] = "@p" + i;
                }

                source.CreateCommand($"select 1 from parcels where id in ({string.Join(",", names)})");
            }

            public void Helped(int[] ids) => source.CreateCommand($"select 1 from parcels where id in ({string.Join(",", Names(ids.Length))})");

            public void Yielded(int[] ids) => source.CreateCommand($"select 1 from parcels where id in ({string.Join(",", Numbered(ids.Length).ToList())})");

            public void Grouped(int[] ids) => source.CreateCommand($"select 1 from parcels where id in ({string.Join(",", ids.Select(Mark))})");

            public void Queried(int[] ids) => source.CreateCommand($"select 1 from parcels where id in ({string.Join(",", from i in Enumerable.Range(1, ids.Length) select "$" + i)})");

            public void Converted(List<int> ids) => source.CreateCommand($"select 1 from parcels where id in ({string.Join(",", ids.ConvertAll(id => "$" + (ids.IndexOf(id) + 1)))})");

            public void Foreign(int[] ids) => source.CreateCommand($"select 1 from parcels where id in ({string.Join(",", Place(ids))})");

            protected abstract IEnumerable<string> Place(int[] ids);

            private static List<string> Names(int count) => Enumerable.Range(0, count).Select(i => "@p" + i).ToList();

            private static IEnumerable<string> Numbered(int count)
            {
                for (var i = 1; i <= count; i++)
                {
                    yield return $"${i}";
                }
            }

            private static string Mark(int id, int index) => ":p" + index;
        }
        """);

    [Fact]
    public Task Values_made_elsewhere_are_reported() => Verify.Reports<InjectionAnalyzer>("""
        abstract class Parcels(NpgsqlDataSource source)
        {
            public void Held(string[] towns)
            {
                var quoted = towns.Select(town => "'" + town + "'").ToArray();
                source.CreateCommand({|PGAP4006:"select 1 from parcels where town in (#)".Replace("#", string.Join(",", quoted))|});
            }

            public void Foreign() => source.CreateCommand({|PGAP4006:$"select 1 from parcels where town in ('{string.Join("','", Towns())}')"|});

            public void Numbers() => source.CreateCommand({|PGAP4006:$"select 1 from parcels where id in ({string.Join(",", Ids())})"|});

            protected abstract IEnumerable<string> Towns();

            protected abstract IEnumerable<int> Ids();
        }
        """);

    [Fact]
    public Task A_lookalike_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Text
        {
            public string CommandText { get; set; } = "";

            public void Set(int[] ids) => CommandText = $"select 1 from parcels where id in ({string.Join(",", ids)})";
        }
        """);

    [Fact]
    public Task A_list_becomes_one_array() => Verify.Fixes<InjectionAnalyzer, JoinedInListFix>("""
        class Parcels(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public void Numbers(List<int> ids)
            {
                var command = source.CreateCommand({|PGAP4006:$"select 1 from parcels where id in ({string.Join(",", ids)}) and open"|});
                command.ExecuteNonQuery();
            }

            public int Quoted(string[] towns) => connection.Execute({|PGAP4006:"delete from parcels where town not in ('" + string.Join("','", towns) + "')"|});

            public int Lazy(IEnumerable<long> ids) => connection.Execute({|PGAP4006:$"delete from parcels where id IN ({string.Join(", ", ids)})"|});

            public int Filtered(long[] ids) => connection.Execute({|PGAP4006:$"delete from parcels where id IN ({string.Join(", ", ids.Take(3))})"|});
        }
        """, """
        class Parcels(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public void Numbers(List<int> ids)
            {
                var command = source.CreateCommand("select 1 from parcels where id = ANY(@ids) and open");
                command.Parameters.AddWithValue("ids", ids);
                command.ExecuteNonQuery();
            }

            public int Quoted(string[] towns) => connection.Execute("delete from parcels where town <> ALL(@towns)", new { towns });

            public int Lazy(IEnumerable<long> ids) => connection.Execute("delete from parcels where id = ANY(@ids)", new { ids = ids.ToArray() });

            public int Filtered(long[] ids) => connection.Execute("delete from parcels where id = ANY(@ids)", new { ids = ids.Take(3).ToArray() });
        }
        """);
}
