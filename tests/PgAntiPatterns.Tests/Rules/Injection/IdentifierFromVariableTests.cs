using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class IdentifierFromVariableTests
{
    [Fact]
    public Task Names_and_sort_orders_from_the_caller_are_reported() => Verify.Reports<InjectionAnalyzer>("""
        record Sorting(string Column, string Direction);

        class Parcels(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public void Table(string table) => source.CreateCommand({|PGAP4005:"select count(*) from " + table|});

            public void Quoted(string column) => source.CreateCommand({|PGAP4005:$"select max(\"{column}\") from parcels"|});

            public void Sorted(Sorting by) => source.CreateCommand({|PGAP4005:$"select 1 from parcels order by {by.Column} {by.Direction}"|});

            public void Schema(string schema) => source.CreateCommand({|PGAP4005:"select 1 from #s#.parcels".Replace("#s#", schema)|});

            public void Copied(string table) => connection.BeginTextImport({|PGAP4005:$"copy {table} from stdin"|});
        }
        """);

    [Fact]
    public Task Constant_quoted_checked_and_configured_names_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class PostOptions
        {
            public string Schema { get; set; } = "post";
        }

        class Parcels(NpgsqlDataSource source, PostOptions options, string prefix)
        {
            private static readonly HashSet<string> Known = ["parcels", "letters"];
            private readonly string _table = prefix + "_parcels";

            public void Configured() => source.CreateCommand($"select 1 from {options.Schema}.{_table}");

            public void Handed(PostOptions given) => source.CreateCommand($"select 1 from {given.Schema}.parcels");

            public void Quoted(string table) => source.CreateCommand("select 1 from " + new NpgsqlCommandBuilder().QuoteIdentifier(table));

            public void Escaped(string table) => source.CreateCommand($"select 1 from \"{table.Replace("\"", "\"\"")}\"");

            public void Checked(string table)
            {
                if (!Known.Contains(table))
                {
                    throw new ArgumentException(table);
                }

                source.CreateCommand($"select 1 from {table}");
            }

            public void Validated(string table)
            {
                RequireName(table);
                source.CreateCommand($"select 1 from {table}");
            }

            private static void RequireName(string name)
            {
                if (!System.Text.RegularExpressions.Regex.IsMatch(name, "^[a-z_]+$"))
                {
                    throw new ArgumentException(name);
                }
            }

            public void Year(int year) => source.CreateCommand($"select 1 from parcels_{year}");

            public void Own() => Count("parcels");

            private void Count(string table) => source.CreateCommand($"select count(*) from {table}");
        }
        """);

    [Fact]
    public Task A_lookalike_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class NpgsqlDataSourceOfMine
        {
            public string CreateCommand(string text) => text;

            public string Count(string table) => CreateCommand($"select count(*) from {table}");
        }
        """);

    [Fact]
    public Task A_name_is_quoted() => Verify.FixesOneByOne<InjectionAnalyzer, IdentifierFromVariableFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void Table(string table) => source.CreateCommand({|PGAP4005:"select count(*) from " + table|});

            public void Column(string column) => source.CreateCommand({|PGAP4005:$"select max(\"{column}\") from parcels"|});
        }
        """, """
        class Parcels(NpgsqlDataSource source)
        {
            public void Table(string table) => source.CreateCommand("select count(*) from " + new NpgsqlCommandBuilder().QuoteIdentifier(table));

            public void Column(string column) => source.CreateCommand($"select max({new NpgsqlCommandBuilder().QuoteIdentifier(column)}) from parcels");
        }
        """);

    [Fact]
    public Task A_sort_order_needs_a_list_of_constants_so_that_nothing_is_offered() => Verify.OffersNothing<InjectionAnalyzer, IdentifierFromVariableFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void Sorted(string column) => source.CreateCommand({|PGAP4005:$"select 1 from parcels order by {column}"|});
        }
        """);
}
