using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

/// <summary>Connections that come out of parameters and tuples, that a type keeps, and that are lent to somebody.</summary>
public sealed class HandedOverConnectionTests
{
    [Fact]
    public Task A_connection_out_of_a_parameter_or_a_tuple_is_the_callers_to_give_back() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public int Lost()
            {
                Open({|PGAP1001:out var connection|});
                return connection.Execute("delete from parcels");
            }

            public int Disposed()
            {
                Open(out var connection);
                using (connection)
                {
                    return connection.Execute("delete from parcels");
                }
            }

            public int LostOfTwo()
            {
                var (connection, count) = {|PGAP1001:Both()|};
                return connection.Execute("delete from parcels") + count;
            }

            public int DisposedOfTwo()
            {
                var (connection, count) = Both();
                using var owned = connection;
                return owned.Execute("delete from parcels") + count;
            }

            private void Open(out NpgsqlConnection connection) => connection = source.OpenConnection();

            private (NpgsqlConnection, int) Both() => (source.OpenConnection(), 1);
        }
        """);

    [Fact]
    public Task What_a_type_keeps_and_never_gives_back_is_lost() => Verify.Reports<ConnectionsAnalyzer>("""
        class Keeper
        {
            private readonly NpgsqlConnection _connection;

            public Keeper(NpgsqlDataSource source) => _connection = {|PGAP1001:source.OpenConnection()|};

            public int Count() => _connection.ExecuteScalar<int>("select count(*) from parcels");
        }
        """);

    [Fact]
    public Task What_a_type_keeps_and_the_body_gives_back_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Keeper(NpgsqlDataSource source, string text)
        {
            private NpgsqlConnection? _connection;

            public int UnderUsing()
            {
                using (var connection = source.OpenConnection())
                {
                    _connection = connection;
                    return Count();
                }
            }

            public int OpenedLater()
            {
                using var connection = new NpgsqlConnection(text);
                _connection = connection;
                _connection.Open();
                return Count();
            }

            public int Finally()
            {
                var connection = source.OpenConnection();
                try
                {
                    _connection = connection;
                    return Count();
                }
                finally
                {
                    connection.Dispose();
                }
            }

            private int Count() => _connection!.ExecuteScalar<int>("select count(*) from parcels");
        }
        """);

    [Fact]
    public Task What_a_type_keeps_and_the_body_gives_back_on_some_paths_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Keeper(NpgsqlDataSource source)
        {
            private NpgsqlConnection? _connection;

            public int OnlyOnSuccess()
            {
                var connection = {|PGAP1002:source.OpenConnection()|};
                _connection = connection;
                var count = Count();
                connection.Dispose();
                return count;
            }

            public int Never()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                _connection = connection;
                return Count();
            }

            private int Count() => _connection!.ExecuteScalar<int>("select count(*) from parcels");
        }
        """);

    [Fact]
    public Task What_a_type_gives_back_shows_or_listens_on_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        sealed class Owner : IDisposable
        {
            private readonly NpgsqlConnection _connection;

            public Owner(NpgsqlDataSource source) => _connection = source.OpenConnection();

            public int Count() => _connection.ExecuteScalar<int>("select count(*) from parcels");

            public void Dispose() => _connection.Dispose();
        }

        class Shown(NpgsqlDataSource source)
        {
            public NpgsqlConnection Connection { get; } = source.OpenConnection();
        }

        class Listener
        {
            private readonly NpgsqlConnection _connection;

            public Listener(NpgsqlDataSource source)
            {
                _connection = source.OpenConnection();
                _connection.Notification += (_, heard) => Console.WriteLine(heard.Payload);
            }

            public void Wait() => _connection.Wait();
        }

        class Passed
        {
            private readonly NpgsqlConnection _connection;

            public Passed(NpgsqlDataSource source) => _connection = source.OpenConnection();

            public void End(Action<IDisposable> release) => release(_connection);
        }
        """);

    [Fact]
    public Task A_type_that_only_uses_what_it_is_given_leaves_it_to_the_caller() => Verify.Reports<ConnectionsAnalyzer>("""
        class Store(NpgsqlConnection connection)
        {
            private readonly NpgsqlConnection _connection = connection;

            public int Count() => _connection.ExecuteScalar<int>("select count(*) from parcels");
        }

        sealed class OwningStore(NpgsqlConnection connection) : IDisposable
        {
            private readonly NpgsqlConnection _connection = connection;

            public int Count() => _connection.ExecuteScalar<int>("select count(*) from parcels");

            public void Dispose() => _connection.Dispose();
        }

        class Desk(NpgsqlDataSource source)
        {
            public int Lost() => new Store({|PGAP1001:source.OpenConnection()|}).Count();

            public int Owned()
            {
                using var store = new OwningStore(source.OpenConnection());
                return store.Count();
            }
        }
        """);

    [Fact]
    public async Task What_a_type_of_a_referenced_project_does_with_a_connection_cannot_be_seen()
    {
        const string Library = """
            using Npgsql;
            public class Depot
            {
                private readonly NpgsqlConnection _connection;
                public Depot(NpgsqlConnection connection) => _connection = connection;
                public object Count() => _connection.State;
            }
            """;
        const string Program = """
            class Desk(NpgsqlDataSource source)
            {
                object Count() => new Depot(source.OpenConnection()).Count();
            }
            """;
        var library = CSharpCompilation.Create("Depots", [CSharpSyntaxTree.ParseText(Library, cancellationToken: TestContext.Current.CancellationToken)], References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var apart = Specimen.Against([.. References.All, library.ToMetadataReference()]).With(Program);
        var together = Specimen.Against(References.All).With(Program).Beside("Depot.cs", Library);

        Assert.Empty(await apart.CompileErrorsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await apart.DiagnoseAsync([new ConnectionsAnalyzer()], TestContext.Current.CancellationToken));
        Assert.Single(await together.DiagnoseAsync([new ConnectionsAnalyzer()], TestContext.Current.CancellationToken));
    }

    [Fact]
    public Task Waiting_for_something_else_is_no_listening() => Verify.Reports<ConnectionsAnalyzer>("""
        class Keeper
        {
            private readonly NpgsqlConnection _connection;

            public Keeper(NpgsqlDataSource source) => _connection = {|PGAP1001:source.OpenConnection()|};

            public void Write() => _connection.ExecuteAsync("delete from parcels").Wait();
        }
        """);

    [Fact]
    public Task What_is_returned_or_kept_must_not_need_a_connection_that_is_disposed_here() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            private IEnumerable<int> _kept = [];

            public NpgsqlCommand Command()
            {
                using var connection = source.OpenConnection();
                return {|PGAP1004:new NpgsqlCommand("select 1", connection)|};
            }

            public void Keep()
            {
                using var connection = source.OpenConnection();
                _kept = {|PGAP1004:connection.Query<int>("select 1", buffered: false)|};
            }

            public IReadOnlyList<int> Read()
            {
                using var connection = source.OpenConnection();
                return connection.Query<int>("select 1").ToList();
            }
        }
        """);

    [Fact]
    public Task Actions_side_by_side_share_no_connection() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void Shared()
            {
                using var connection = source.OpenConnection();
                Parallel.Invoke(() => connection.Execute("select 1"), () => {|PGAP1006:connection.Execute("select 2")|});
            }

            public void Apart()
            {
                using var first = source.OpenConnection();
                using var second = source.OpenConnection();
                Parallel.Invoke(() => first.Execute("select 1"), () => second.Execute("select 2"));
            }
        }
        """);
}
