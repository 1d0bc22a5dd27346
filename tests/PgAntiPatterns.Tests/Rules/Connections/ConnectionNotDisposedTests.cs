using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ConnectionNotDisposedTests
{
    [Fact]
    public Task A_connection_that_nobody_gives_back_is_reported_where_it_is_made() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source, string text)
        {
            public async Task Awaited()
            {
                var connection = await {|PGAP1001:source.OpenConnectionAsync()|}.ConfigureAwait(false);
                await connection.ExecuteAsync("delete from parcels");
            }

            public void Opened()
            {
                IDbConnection connection = {|PGAP1001:new NpgsqlConnection(text)|};
                connection.Open();
                connection.Execute("delete from parcels");
            }

            public void Inline() => new NpgsqlCommand("delete from parcels", {|PGAP1001:source.OpenConnection()|}).ExecuteNonQuery();

            public void Discarded() => _ = {|PGAP1001:source.OpenConnection()|};

            public int Chained() => {|PGAP1001:source.OpenConnection()|}.Execute("delete from parcels");

            public void ThroughItsCommand()
            {
                var command = new NpgsqlCommand("delete from parcels", {|PGAP1001:new NpgsqlConnection(text)|});
                command.Connection!.Open();
                command.ExecuteNonQuery();
            }

            public void Either(bool fresh)
            {
                var connection = fresh ? {|PGAP1001:source.OpenConnection()|} : null;
                connection?.Execute("delete from parcels");
            }

            public async Task Later()
            {
                var pending = {|PGAP1001:source.OpenConnectionAsync()|}.AsTask();
                var connection = await pending;
                connection.Execute("delete from parcels");
            }
        }
        """);

    [Fact]
    public Task A_connection_lost_on_one_of_several_paths_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public int EarlyReturn()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                var count = connection.ExecuteScalar<int>("select count(*) from parcels");
                if (count == 0)
                    return -1;
                connection.Close();
                return count;
            }

            public void OneCase(int choice)
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                switch (choice)
                {
                    case 1:
                        connection.Dispose();
                        break;
                    case 2:
                        connection.Execute("select 1");
                        break;
                    default:
                        connection.Close();
                        break;
                }
            }

            public void EachTurn(int[] numbers)
            {
                foreach (var number in numbers)
                {
                    var connection = {|PGAP1001:source.OpenConnection()|};
                    connection.Execute("select @number", new { number });
                }
            }

            public void Overwritten(NpgsqlDataSource other)
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                connection.Execute("select 1");
                connection = other.OpenConnection();
                using (connection)
                {
                    connection.Execute("select 2");
                }
            }

            public bool Swallowed()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                try
                {
                    connection.Execute("select 1");
                    return true;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            }
        }
        """);

    [Fact]
    public Task A_connection_that_a_helper_of_the_project_makes_is_its_callers() => Verify.Reports<ConnectionsAnalyzer>("""
        interface IConnections
        {
            IDbConnection Make();
        }

        class Connections(string text) : IConnections
        {
            protected NpgsqlConnection Fresh => new(text);

            public IDbConnection Make() => new NpgsqlConnection(text);

            public async Task<NpgsqlConnection> OpenAsync()
            {
                var connection = Fresh;
                await connection.OpenAsync();
                return connection;
            }
        }

        class Parcels(IConnections connections, Connections opener)
        {
            public void ThroughAnInterface()
            {
                var connection = {|PGAP1001:connections.Make()|};
                connection.Open();
                connection.Execute("select 1");
            }

            public async Task Opened()
            {
                var connection = await {|PGAP1001:opener.OpenAsync()|};
                connection.Execute("select 1");
            }

            public async Task Disposed()
            {
                await using var connection = await opener.OpenAsync();
                using var other = connections.Make();
                other.Open();
            }
        }
        """);

    [Fact]
    public Task A_connection_that_is_never_opened_here_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Parcels(string text)
        {
            public IEnumerable<int> ByDapper() => new NpgsqlConnection(text).Query<int>("select 1");

            public void ByAdapter(DataTable table) => new NpgsqlDataAdapter("select 1", new NpgsqlConnection(text)).Fill(table);

            public string? Asked() => new NpgsqlConnection(text).Host;
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlConnection : IDisposable
            {
                public void Open() { }
                public void Dispose() { }
            }

            class Parcels
            {
                public void Opened()
                {
                    var connection = new NpgsqlConnection();
                    connection.Open();
                }
            }
        }
        """);

    [Fact]
    public Task Unfinished_code_is_quiet_where_it_is_not_understood() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public NpgsqlConnection Unreachable()
            {
                throw new NotSupportedException();
        #pragma warning disable CS0162 // Unreachable: what is not understood is what the test is about.
                var connection = source.OpenConnection();
                goto end;
                end:
                return connection;
            }
        }
        """);

    [Fact]
    public Task The_declaration_goes_under_using_as_the_body_allows() => Verify.Fixes<ConnectionsAnalyzer, ConnectionNotDisposedFix>("""
        class Parcels(NpgsqlDataSource source, string text)
        {
            public async Task Awaited()
            {
                // The pool of the shop.
                var connection = await {|PGAP1001:source.OpenConnectionAsync()|}; // rented
                await connection.ExecuteAsync("select 1");
            }

            public void Plain()
            {
                IDbConnection connection = {|PGAP1001:new NpgsqlConnection(text)|};
                connection.Open();
                connection.Execute("select 1");
            }

            public async Task Neutral()
            {
                IDbConnection connection = {|PGAP1001:new NpgsqlConnection(text)|};
                connection.Open();
                await connection.ExecuteAsync("select 1");
            }
        }
        """, """
        class Parcels(NpgsqlDataSource source, string text)
        {
            public async Task Awaited()
            {
                // The pool of the shop.
                await using var connection = await source.OpenConnectionAsync(); // rented
                await connection.ExecuteAsync("select 1");
            }

            public void Plain()
            {
                using IDbConnection connection = new NpgsqlConnection(text);
                connection.Open();
                connection.Execute("select 1");
            }

            public async Task Neutral()
            {
                using IDbConnection connection = new NpgsqlConnection(text);
                connection.Open();
                await connection.ExecuteAsync("select 1");
            }
        }
        """);

    [Fact]
    public Task A_connection_that_somebody_needs_later_is_left_alone() => Verify.OffersNothing<ConnectionsAnalyzer, ConnectionNotDisposedFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            private NpgsqlConnection? _connection;
            private IEnumerable<int> _numbers = [];

            public NpgsqlConnection? Maybe(bool isNeeded)
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                return isNeeded ? connection : null;
            }

            public Task<int> AsTask()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                return connection.ExecuteAsync("select 1");
            }

            public IEnumerable<int> AsRows()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                return connection.Query<int>("select 1", buffered: false).Where(number => number > 0);
            }

            public DbDataReader AsReader()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                var reader = new NpgsqlCommand("select 1", connection).ExecuteReader();
                return reader;
            }

            public void AsRowsOfAField()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                _numbers = connection.Query<int>("select 1", buffered: false);
            }

            public void AsMember()
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                _connection = connection;
            }

            public int Count() => _connection!.Execute("select 1") + _numbers.Count();
        }
        """);

    [Fact]
    public Task A_connection_without_a_declaration_of_its_own_is_left_alone() => Verify.OffersNothing<ConnectionsAnalyzer, ConnectionNotDisposedFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            public int Chained() => {|PGAP1001:source.OpenConnection()|}.Execute("select 1");
        }
        """);

    [Fact]
    public Task Nothing_is_awaited_inside_a_lock() => Verify.Fixes<ConnectionsAnalyzer, ConnectionNotDisposedFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            private readonly object gate = new();

            public async Task M()
            {
                await Task.Yield();
                lock (gate)
                {
                    var connection = {|PGAP1001:source.OpenConnection()|};
                    connection.Execute("select 1");
                }
            }
        }
        """, """
        class Parcels(NpgsqlDataSource source)
        {
            private readonly object gate = new();

            public async Task M()
            {
                await Task.Yield();
                lock (gate)
                {
                    using var connection = source.OpenConnection();
                    connection.Execute("select 1");
                }
            }
        }
        """);

    [Fact]
    public Task A_declaration_that_is_jumped_over_is_left_alone() => Verify.OffersNothing<ConnectionsAnalyzer, ConnectionNotDisposedFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void M()
            {
                var n = 0;
            again:
                n++;
                var connection = {|PGAP1001:source.OpenConnection()|};
                if (connection.ExecuteScalar<bool>("select false") && n < 3)
                {
                    goto again;
                }
            }
        }
        """);
}
