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
        }
        """);
}
