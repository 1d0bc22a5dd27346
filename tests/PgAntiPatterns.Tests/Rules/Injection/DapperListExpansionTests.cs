using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class DapperListExpansionTests
{
    [Fact]
    public Task A_list_behind_IN_is_reported_with_and_without_parentheses() => Verify.Reports<InjectionAnalyzer>("""
        class Filter
        {
            public int[] Ids { get; set; } = [];
        }

        class Parcels(NpgsqlConnection connection)
        {
            public IEnumerable<int> Bare(int[] ids) => connection.Query<int>({|PGAP4008:"select id from parcels where id in @ids"|}, new { ids });

            public int Negated(IEnumerable<string> towns) => connection.Execute({|PGAP4008:"delete from parcels where town not in (@towns)"|}, new { towns });

            public Task<int> Typed(Filter filter) => connection.ExecuteAsync({|PGAP4008:"delete from parcels where id IN @Ids"|}, filter);

            public Task<int> Neutral(DbConnection other, List<int> ids) => other.ExecuteAsync({|PGAP4008:"delete from parcels where id = 0 or id in @ids"|}, new { ids });

            public int Added(IDbConnection other, HashSet<int> ids)
            {
                var parameters = new DynamicParameters();
                parameters.Add("ids", ids);
                return other.Execute({|PGAP4008:"delete from parcels where id in @ids"|}, parameters);
            }

            public Task<int> Defined(int[] ids, CancellationToken cancellation) =>
                connection.ExecuteAsync(new CommandDefinition({|PGAP4008:"delete from parcels where id in @ids"|}, new { ids }, cancellationToken: cancellation));

            public int Static(int[] ids) => SqlMapper.Execute(connection, {|PGAP4008:"delete from parcels where id in (@ids)"|}, new { ids });
        }
        """);

    [Fact]
    public Task Scalars_ANY_and_connections_of_ones_own_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Wrapped(DbConnection inner) : DbConnection
        {
            [System.Diagnostics.CodeAnalysis.AllowNull]
            public override string ConnectionString { get => inner.ConnectionString; set => inner.ConnectionString = value; }
            public override string Database => inner.Database;
            public override string DataSource => inner.DataSource;
            public override string ServerVersion => inner.ServerVersion;
            public override ConnectionState State => inner.State;
            public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);
            public override void Close() => inner.Close();
            public override void Open() => inner.Open();
            protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);
            protected override DbCommand CreateDbCommand() => inner.CreateCommand();
        }

        class Parcels(NpgsqlConnection connection, Wrapped wrapped)
        {
            public int Any(int[] ids) => connection.Execute("delete from parcels where id = any(@ids)", new { ids });

            public int Scalars(int first, int second) => connection.Execute("delete from parcels where id in (@first, @second)", new { first, second });

            public int One(int id) => connection.Execute("delete from parcels where id in (@id)", new { id });

            public int Expanded(int[] ids) => wrapped.Execute("delete from parcels where id in @ids", new { ids });

            public int Query(int[] ids) => connection.Execute("delete from parcels where id in (select unnest(@ids))", new { ids });
        }
        """);

    [Fact]
    public Task The_list_is_passed_as_an_array() => Verify.Fixes<InjectionAnalyzer, DapperListExpansionFix>("""
        class Filter
        {
            public IReadOnlyList<int> Ids { get; set; } = [];
        }

        class Parcels(NpgsqlConnection connection)
        {
            public IEnumerable<int> Bare(int[] ids) => connection.Query<int>({|PGAP4008:"select id from parcels where id in @ids order by id"|}, new { ids });

            public int Negated(IEnumerable<string> towns) => connection.Execute({|PGAP4008:"delete from parcels where town not in (@towns)"|}, new { towns });

            public int Member(Filter filter) => connection.Execute({|PGAP4008:"delete from parcels where id in @Ids"|}, new { filter.Ids });

            public int Renamed(Filter filter) => connection.Execute({|PGAP4008:"delete from parcels where id in @wanted"|}, new { wanted = filter.Ids.Where(id => id > 0) });
        }
        """, """
        class Filter
        {
            public IReadOnlyList<int> Ids { get; set; } = [];
        }

        class Parcels(NpgsqlConnection connection)
        {
            public IEnumerable<int> Bare(int[] ids) => connection.Query<int>("select id from parcels where id = ANY(@ids) order by id", new { ids });

            public int Negated(IEnumerable<string> towns) => connection.Execute("delete from parcels where town <> ALL(@towns)", new { towns = towns.ToArray() });

            public int Member(Filter filter) => connection.Execute("delete from parcels where id = ANY(@Ids)", new { Ids = filter.Ids.ToArray() });

            public int Renamed(Filter filter) => connection.Execute("delete from parcels where id = ANY(@wanted)", new { wanted = filter.Ids.Where(id => id > 0).ToArray() });
        }
        """, iterations: 4);

    [Fact]
    public Task A_member_of_a_type_that_is_no_array_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, DapperListExpansionFix>("""
        class Filter
        {
            public HashSet<int> Ids { get; set; } = [];
        }

        class Parcels(NpgsqlConnection connection)
        {
            public int Typed(Filter filter) => connection.Execute({|PGAP4008:"delete from parcels where id in @Ids"|}, filter);
        }
        """);
}
