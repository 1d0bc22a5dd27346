using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

/// <summary>What the rules about leaks must not mistake for one.</summary>
public sealed class GivenBackConnectionTests
{
    [Fact]
    public Task A_connection_that_is_given_back_on_every_path_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source, string text)
        {
            public void Finally()
            {
                NpgsqlConnection? connection = null;
                try
                {
                    connection = source.OpenConnection();
                    connection.Execute("select 1");
                }
                finally
                {
                    connection?.Dispose();
                }
            }

            public void StateFirst()
            {
                IDbConnection connection = new NpgsqlConnection(text);
                try
                {
                    if (connection.State != ConnectionState.Open)
                        connection.Open();
                    connection.Execute("select 1");
                }
                finally
                {
                    if (connection.State is ConnectionState.Open)
                        connection.Close();
                }
            }

            public void OwnOrGiven(NpgsqlConnection? given)
            {
                var isOwn = given is null;
                var connection = given ?? source.OpenConnection();
                try
                {
                    connection.Execute("select 1");
                }
                finally
                {
                    if (isOwn)
                        connection.Dispose();
                }
            }

            public void Retried()
            {
                for (var attempt = 0; ; attempt++)
                {
                    var connection = source.OpenConnection();
                    try
                    {
                        connection.Execute("select 1");
                        return;
                    }
                    catch (NpgsqlException) when (attempt < 3)
                    {
                    }
                    finally
                    {
                        connection.Dispose();
                    }
                }
            }

            public async Task Configured()
            {
                var connection = await source.OpenConnectionAsync();
                await using var guard = connection.ConfigureAwait(false);
                await connection.ExecuteAsync("select 1");
            }

            public void ByHelper()
            {
                var connection = source.OpenConnection();
                try
                {
                    connection.Execute("select 1");
                }
                finally
                {
                    End(connection);
                }
            }

            public void ByLocalFunction()
            {
                NpgsqlConnection? connection = null;
                try
                {
                    connection = source.OpenConnection();
                    connection.Execute("select 1");
                }
                finally
                {
                    Clean();
                }

                void Clean() => connection?.Dispose();
            }

            private static void End(NpgsqlConnection connection)
            {
                connection.Close();
                connection.Dispose();
            }
        }
        """);

    [Fact]
    public Task A_connection_that_somebody_else_owns_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Session(NpgsqlConnection connection) : IDisposable
        {
            public void Dispose() => connection.Dispose();
        }

        class Parcels(NpgsqlDataSource source)
        {
            private NpgsqlConnection? _kept;
            private NpgsqlTransaction? _transaction;

            public NpgsqlConnection Returned() => source.OpenConnection();

            public (NpgsqlConnection, int) InTuple() => (source.OpenConnection(), 1);

            public Session Wrapped() => new(source.OpenConnection());

            public void Out(out NpgsqlConnection connection) => connection = source.OpenConnection();

            public void Kept() => _kept ??= source.OpenConnection();

            public void Swapped() => Interlocked.Exchange(ref _kept, source.OpenConnection())?.Dispose();

            public void Collected(List<NpgsqlConnection> all) => all.Add(source.OpenConnection());

            public Func<NpgsqlConnection> Deferred() => () => source.OpenConnection();

            public void KeptByTransaction()
            {
                var connection = source.OpenConnection();
                _transaction = connection.BeginTransaction();
            }

            public Task<int> Continued()
            {
                var connection = source.OpenConnection();
                return connection.ExecuteAsync("select 1").ContinueWith(task => { connection.Dispose(); return task.Result; });
            }

            public NpgsqlConnection Prepared()
            {
                var connection = source.OpenConnection();
                connection.Execute("set search_path to parcels");
                return connection;
            }
        }
        """);

    [Fact]
    public Task A_state_that_is_asked_for_with_a_question_mark_is_understood() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Stores(NpgsqlDataSource source)
        {
            public int Compared()
            {
                NpgsqlConnection? connection = null;
                try
                {
                    connection = source.OpenConnection();
                    return connection.Execute("select 1");
                }
                finally
                {
                    if (connection?.State == ConnectionState.Open)
                    {
                        connection.Close();
                    }
                }
            }

            public int Matched()
            {
                NpgsqlConnection? connection = null;
                try
                {
                    connection = source.OpenConnection();
                    return connection.Execute("select 1");
                }
                finally
                {
                    if (connection?.State is not (null or ConnectionState.Closed))
                        connection.Dispose();
                }
            }

            public int Reader()
            {
                DbDataReader? reader = null;
                try
                {
                    reader = source.CreateCommand("select 1").ExecuteReader();
                    return reader.Read() ? 1 : 0;
                }
                finally
                {
                    if (reader?.IsClosed == false)
                    {
                        reader.Close();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task A_state_that_is_asked_for_with_a_question_mark_and_left_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Stores(NpgsqlDataSource source)
        {
            public int Open()
            {
                NpgsqlConnection? connection = null;
                try
                {
                    connection = {|PGAP1001:source.OpenConnection()|};
                    return connection.Execute("select 1");
                }
                finally
                {
                    if (connection?.State == ConnectionState.Closed)
                    {
                        connection.Dispose();
                    }
                }
            }
        }
        """);
}
