using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class ConnectionPerElementTests
{
    [Fact]
    public Task A_connection_per_element_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Parcels(NpgsqlDataSource source, string text)
        {
            public async Task Rented(int[] ids)
            {
                foreach (var id in ids)
                {
                    await using var connection = await {|PGAP2006:source.OpenConnectionAsync()|};
                    await {|PGAP2002:connection.ExecuteAsync("update parcels set sent = true where id = @id", new { id })|};
                }
            }

            public void Opened(List<int> ids)
            {
                for (var at = 0; at < ids.Count; at++)
                {
                    using var connection = new NpgsqlConnection(text);
                    {|PGAP2006:connection.Open()|};
                    {|PGAP2001:connection.QuerySingle<int>("select weight from parcels where id = @id", new { id = ids[at] })|};
                }
            }
        }
        """);

    [Fact]
    public Task Connections_that_cannot_be_shared_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public async Task Tries()
            {
                for (var attempt = 0; attempt < 5; attempt++)
                {
                    try
                    {
                        await using var connection = await source.OpenConnectionAsync();
                        await connection.ExecuteAsync("update parcels set sent = true");
                        return;
                    }
                    catch (NpgsqlException)
                    {
                    }
                }
            }

            public async Task Beats(PeriodicTimer timer)
            {
                while (await timer.WaitForNextTickAsync())
                {
                    await using var connection = await source.OpenConnectionAsync();
                    await connection.ExecuteAsync("update beats set at = now()");
                }
            }

            public void Sites(Dictionary<string, string> sites)
            {
                foreach (var (name, text) in sites)
                {
                    using var connection = new NpgsqlConnection(text);
                    connection.Open();
                    connection.Execute("update sites set seen = now() where name = @name", new { name });
                }
            }
        }
        """);

    [Fact]
    public Task Parallel_turns_need_a_connection_each() => Verify.Reports<RoundTripsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public Task AtOnce(int[] ids) => Parallel.ForEachAsync(ids, async (id, stop) =>
            {
                await using var connection = await source.OpenConnectionAsync(stop);
                await {|PGAP2002:connection.ExecuteAsync("update parcels set sent = true where id = @id", new { id })|};
            });
        }
        """);

    [Fact]
    public Task The_connection_is_opened_before_the_loop() => Verify.FixesOneByOne<RoundTripsAnalyzer, ConnectionPerElementFix>("""
        class Parcels(NpgsqlDataSource source, string text)
        {
            public async Task Rented(int[] ids)
            {
                foreach (var id in ids)
                {
                    await using var connection = await {|PGAP2006:source.OpenConnectionAsync()|};
                    await {|PGAP2002:connection.ExecuteAsync("update parcels set sent = true where id = @id", new { id })|};
                }
            }

            public void Opened(int[] ids)
            {
                foreach (var id in ids)
                {
                    using var connection = new NpgsqlConnection(text);
                    {|PGAP2006:connection.Open()|};
                    {|PGAP2002:connection.Execute("update parcels set sent = true where id = @id", new { id })|};
                }
            }
        }
        """, """
        class Parcels(NpgsqlDataSource source, string text)
        {
            public async Task Rented(int[] ids)
            {
                await using var connection = await source.OpenConnectionAsync();
                foreach (var id in ids)
                {
                    await {|PGAP2002:connection.ExecuteAsync("update parcels set sent = true where id = @id", new { id })|};
                }
            }

            public void Opened(int[] ids)
            {
                using var connection = new NpgsqlConnection(text);
                connection.Open();
                foreach (var id in ids)
                {
                    {|PGAP2002:connection.Execute("update parcels set sent = true where id = @id", new { id })|};
                }
            }
        }
        """);

    [Fact]
    public Task A_connection_that_a_method_opens_and_hands_out_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        interface IConnections { Task<NpgsqlConnection> Open(string database = "main"); NpgsqlConnection Make(); }

        class Connections(string text) : IConnections
        {
            public async Task<NpgsqlConnection> Open(string database)
            {
                var connection = new NpgsqlConnection(text);
                await connection.OpenAsync();
                return connection;
            }

            public NpgsqlConnection Make() => new(text);
        }

        class Cleaner(IConnections connections)
        {
            public async Task Clean(List<int> ids)
            {
                foreach (var id in ids)
                {
                    await using var connection = await {|PGAP2006:connections.Open()|};
                    await {|PGAP2002:connection.ExecuteAsync("delete from notes where id = @id", new { id })|};
                }
            }

            public async Task Closed(List<int> ids)
            {
                foreach (var id in ids)
                {
                    await using var connection = connections.Make();
                    await {|PGAP2002:connection.ExecuteAsync("delete from notes where id = @id", new { id })|};
                }
            }

            public async Task Everywhere(List<string> databases)
            {
                foreach (var database in databases)
                {
                    await using var connection = await connections.Open(database);
                    await connection.ExecuteAsync("delete from notes where at < now() - interval '1 year'");
                }
            }
        }
        """);

    [Fact]
    public Task A_connection_that_a_method_opens_once_and_keeps_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Unit(string text) : IDisposable
        {
            private NpgsqlConnection? _connection;

            public NpgsqlConnection Early()
            {
                if (_connection is not null)
                {
                    return _connection;
                }

                _connection = new NpgsqlConnection(text);
                _connection.Open();
                return _connection;
            }

            public NpgsqlConnection Shared()
            {
                if (_connection is { } known)
                {
                    return known;
                }

                var connection = new NpgsqlConnection(text);
                connection.Open();
                _connection = connection;
                return connection;
            }

            public void Dispose() => _connection?.Dispose();

            public void Clean(List<int> ids)
            {
                foreach (var id in ids)
                {
                    var connection = Early();
                    Note(connection.ConnectionString, id);
                }

                foreach (var id in ids)
                {
                    var connection = Shared();
                    Note(connection.ConnectionString, id);
                }
            }

            private static void Note(string text, int id) => Console.WriteLine($"{text} {id}");
        }
        """);
}
