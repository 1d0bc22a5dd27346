using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ConnectionClosedOnlyOnSuccessTests
{
    [Fact]
    public Task A_close_that_an_error_skips_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source, string text)
        {
            public void Sync()
            {
                var connection = {|PGAP1002:new NpgsqlConnection(text)|};
                connection.Open();
                connection.Execute("select 1");
                connection.Close();
            }

            public async Task Async()
            {
                var connection = await {|PGAP1002:source.OpenConnectionAsync()|};
                await Helper();
                await connection.CloseAsync();
            }

            public async IAsyncEnumerable<int> Iterated()
            {
                var connection = await {|PGAP1002:source.OpenConnectionAsync()|};
                foreach (var number in await connection.QueryAsync<int>("select 1"))
                    yield return number;
                await connection.DisposeAsync();
            }

            private static Task Helper() => Task.Delay(1);
        }
        """);

    [Fact]
    public Task A_close_that_every_error_reaches_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source, string text)
        {
            public void NothingCanFail()
            {
                var connection = source.OpenConnection();
                connection.Close();
            }

            public int RethrowingCatch()
            {
                var connection = new NpgsqlConnection(text);
                try
                {
                    connection.Open();
                    var count = connection.Execute("select 1");
                    connection.Close();
                    return count;
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            }

            public void AfterTheCatch()
            {
                var connection = source.OpenConnection();
                try
                {
                    connection.Execute("select 1");
                }
                catch (Exception e)
                {
                    Console.WriteLine(e);
                }

                connection.Close();
            }

            public DbDataReader LeftToItsReader()
            {
                var connection = new NpgsqlConnection(text);
                connection.Open();
                var command = new NpgsqlCommand("select 1", connection);
                return command.ExecuteReader(CommandBehavior.CloseConnection);
            }
        }
        """);

    [Fact]
    public Task The_close_goes_when_using_takes_its_place() => Verify.Fixes<ConnectionsAnalyzer, ConnectionClosedOnlyOnSuccessFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            public int Sync()
            {
                var connection = {|PGAP1002:source.OpenConnection()|};
                var count = connection.Execute("select 1");
                connection.Close();
                connection.Dispose();
                return count;
            }

            public async Task Async(bool isDeep)
            {
                var connection = await {|PGAP1002:source.OpenConnectionAsync()|};
                if (isDeep)
                {
                    await connection.ExecuteAsync("select 1");
                }

                await connection.CloseAsync();
            }

            public int Early()
            {
                var connection = {|PGAP1002:source.OpenConnection()|};
                var count = connection.Execute("select 1");
                connection.Close();
                Console.WriteLine(count);
                return count;
            }

            public void OpenedForEach(int[] numbers)
            {
                var connection = {|PGAP1002:source.CreateConnection()|};
                foreach (var number in numbers)
                {
                    connection.Open();
                    connection.Execute("select @number", new { number });
                    connection.Close();
                }
            }

            public int OpenedAgain(bool isDeep)
            {
                var connection = {|PGAP1002:source.CreateConnection()|};
                if (isDeep)
                {
                    connection.Open();
                    connection.Execute("select 1");
                    connection.Close();
                }

                connection.Open();
                var count = connection.Execute("select 1");
                connection.Close();
                return count;
            }

            public int Caught()
            {
                var connection = {|PGAP1002:source.CreateConnection()|};
                try
                {
                    connection.Open();
                    var count = connection.Execute("select 1");
                    connection.Close();
                    return count;
                }
                catch (NpgsqlException)
                {
                    return 0;
                }
            }
        }
        """, """
        class Parcels(NpgsqlDataSource source)
        {
            public int Sync()
            {
                using var connection = source.OpenConnection();
                var count = connection.Execute("select 1");
                return count;
            }

            public async Task Async(bool isDeep)
            {
                await using var connection = await source.OpenConnectionAsync();
                if (isDeep)
                {
                    await connection.ExecuteAsync("select 1");
                }

            }

            public int Early()
            {
                using var connection = source.OpenConnection();
                var count = connection.Execute("select 1");
                connection.Close();
                Console.WriteLine(count);
                return count;
            }

            public void OpenedForEach(int[] numbers)
            {
                using var connection = source.CreateConnection();
                foreach (var number in numbers)
                {
                    connection.Open();
                    connection.Execute("select @number", new { number });
                    connection.Close();
                }
            }

            public int OpenedAgain(bool isDeep)
            {
                using var connection = source.CreateConnection();
                if (isDeep)
                {
                    connection.Open();
                    connection.Execute("select 1");
                    connection.Close();
                }

                connection.Open();
                var count = connection.Execute("select 1");
                return count;
            }

            public int Caught()
            {
                using var connection = source.CreateConnection();
                try
                {
                    connection.Open();
                    var count = connection.Execute("select 1");
                    return count;
                }
                catch (NpgsqlException)
                {
                    return 0;
                }
            }
        }
        """);

    // Seed 7bGXhtV8P8fLxO1D.
    [Fact]
    public Task The_close_stays_where_the_state_is_read_behind_it() => Verify.Fixes<ConnectionsAnalyzer, ConnectionClosedOnlyOnSuccessFix>("""
        class Desk(string text)
        {
            public string Check()
            {
                var connection = {|PGAP1002:new NpgsqlConnection(text)|};
                connection.Open();
                connection.Execute("select 1");
                connection.Close();
                return connection.State.ToString();
            }
        }
        """, """
        class Desk(string text)
        {
            public string Check()
            {
                using var connection = new NpgsqlConnection(text);
                connection.Open();
                connection.Execute("select 1");
                connection.Close();
                return connection.State.ToString();
            }
        }
        """);

    [Fact]
    public Task A_return_that_opens_another_connection_does_not_hold_the_first_one() => Verify.Fixes<ConnectionsAnalyzer, ConnectionClosedOnlyOnSuccessFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            public int M()
            {
                var connection = {|PGAP1002:source.OpenConnection()|};
                connection.Execute("select 1");
                connection.Close();
                return Next();
            }

            private int Next()
            {
                using var other = source.OpenConnection();
                return other.ExecuteScalar<int>("select 2");
            }
        }
        """, """
        class Parcels(NpgsqlDataSource source)
        {
            public int M()
            {
                using var connection = source.OpenConnection();
                connection.Execute("select 1");
                connection.Close();
                return Next();
            }

            private int Next()
            {
                using var other = source.OpenConnection();
                return other.ExecuteScalar<int>("select 2");
            }
        }
        """);
}
