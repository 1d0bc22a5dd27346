using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ReaderNotDisposedTests
{
    [Fact]
    public Task A_reader_that_keeps_a_connection_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Stock(NpgsqlDataSource source, IDbConnection injected, string text)
        {
            public int OfADataSource()
            {
                var reader = {|PGAP1003:source.CreateCommand("select 1").ExecuteReader()|};
                return reader.Read() ? reader.GetInt32(0) : 0;
            }

            public int ClosedOnlyOnSuccess()
            {
                var reader = {|PGAP1003:source.CreateCommand("select 1").ExecuteReader()|};
                var number = reader.Read() ? reader.GetInt32(0) : 0;
                reader.Close();
                return number;
            }

            public void OfDapper()
            {
                var reader = {|PGAP1003:injected.ExecuteReader("select 1")|};
                while (reader.Read())
                {
                }
            }

            public void WithItsConnection()
            {
                var connection = new NpgsqlConnection(text);
                connection.Open();
                var reader = {|PGAP1003:new NpgsqlCommand("select 1", connection).ExecuteReader(CommandBehavior.CloseConnection)|};
                reader.Read();
            }

            public int OnAConnectionThatDapperOpens()
            {
                var connection = new NpgsqlConnection(text);
                var reader = {|PGAP1003:connection.ExecuteReader("select 1")|};
                return reader.Read() ? reader.GetInt32(0) : 0;
            }

            public async Task<int> GridOnAConnectionThatDapperOpens()
            {
                var connection = source.CreateConnection();
                var grid = await {|PGAP1003:connection.QueryMultipleAsync("select 1; select 2")|};
                return await grid.ReadFirstAsync<int>();
            }

            public int InTheWay()
            {
                using var connection = source.OpenConnection();
                using var command = new NpgsqlCommand("select 1", connection);
                var reader = {|PGAP1003:command.ExecuteReader()|};
                reader.Read();
                return connection.Execute("select 2");
            }

            public int GridLeftHalfway()
            {
                var grid = {|PGAP1003:injected.QueryMultiple("select 1; select 2")|};
                return grid.ReadFirst<int>();
            }
        }
        """);

    [Fact]
    public Task A_reader_that_ends_in_time_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Stock(NpgsqlDataSource source, IDbConnection injected, string text)
        {
            private NpgsqlConnection? kept;

            public bool WithItsConnection()
            {
                using var connection = source.OpenConnection();
                var reader = new NpgsqlCommand("select 1", connection).ExecuteReader();
                return reader.Read();
            }

            public bool WithTheConnectionThatDapperOpened()
            {
                using var connection = new NpgsqlConnection(text);
                var reader = connection.ExecuteReader("select 1");
                return reader.Read();
            }

            public bool ClosedWithTheConnectionThatDapperOpened()
            {
                var connection = new NpgsqlConnection(text);
                var reader = connection.ExecuteReader("select 1");
                var any = reader.Read();
                connection.Close();
                return any;
            }

            public IDbConnection WithAConnectionThatIsReturned()
            {
                var connection = new NpgsqlConnection(text);
                var reader = connection.ExecuteReader("select 1");
                reader.Read();
                return connection;
            }

            public bool WithAConnectionThatIsKept()
            {
                var connection = new NpgsqlConnection(text);
                var reader = connection.ExecuteReader("select 1");
                kept = connection;
                return reader.Read();
            }

            public DataTable Loaded()
            {
                var table = new DataTable();
                table.Load(injected.ExecuteReader("select 1"));
                return table;
            }

            public DbDataReader Returned() => source.CreateCommand("select 1").ExecuteReader();

            public int GridReadToItsEnd()
            {
                var grid = injected.QueryMultiple("select 1; select 2");
                return grid.ReadFirst<int>() + grid.ReadFirst<int>();
            }

            public int Finally()
            {
                var reader = injected.ExecuteReader("select 1");
                try
                {
                    return reader.Read() ? 1 : 0;
                }
                finally
                {
                    reader.Close();
                }
            }

            public object? NoReaderAtAll() => source.CreateCommand("select 1").ExecuteScalar();
        }
        """);

    [Fact]
    public Task The_reader_goes_under_using_and_ends_before_the_next_command() => Verify.Fixes<ConnectionsAnalyzer, ReaderNotDisposedFix>("""
        class Stock(NpgsqlDataSource source)
        {
            public async Task<int> RecountAsync()
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var command = new NpgsqlCommand("select 1", connection);
                var reader = await {|PGAP1003:command.ExecuteReaderAsync()|};
                var total = await reader.ReadAsync() ? reader.GetInt32(0) : 0;

                return total + await connection.ExecuteAsync("select 2");
            }

            public int Read()
            {
                var reader = {|PGAP1003:source.CreateCommand("select 1").ExecuteReader()|};
                reader.Read();
                return reader.GetInt32(0);
            }

            public int ReadInALoop(NpgsqlConnection connection)
            {
                var sum = 0;
                foreach (var number in new[] { 1, 2 })
                {
                    var reader = {|PGAP1003:connection.ExecuteReader("select @number", new { number })|};
                    reader.Read();
                    sum += reader.GetInt32(0);
                }

                return sum;
            }

            public int ReadHalfAGrid()
            {
                using var connection = source.OpenConnection();
                var grid = {|PGAP1003:connection.QueryMultiple("select 1; select 2")|};
                var one = grid.ReadSingle<int>();
                return one + connection.ExecuteScalar<int>("select 3");
            }
        }
        """, """
        class Stock(NpgsqlDataSource source)
        {
            public async Task<int> RecountAsync()
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var command = new NpgsqlCommand("select 1", connection);
                await using var reader = await command.ExecuteReaderAsync();
                var total = await reader.ReadAsync() ? reader.GetInt32(0) : 0;
                await reader.CloseAsync();

                return total + await connection.ExecuteAsync("select 2");
            }

            public int Read()
            {
                using var reader = source.CreateCommand("select 1").ExecuteReader();
                reader.Read();
                return reader.GetInt32(0);
            }

            public int ReadInALoop(NpgsqlConnection connection)
            {
                var sum = 0;
                foreach (var number in new[] { 1, 2 })
                {
                    using var reader = connection.ExecuteReader("select @number", new { number });
                    reader.Read();
                    sum += reader.GetInt32(0);
                }

                return sum;
            }

            public int ReadHalfAGrid()
            {
                using var connection = source.OpenConnection();
                using var grid = connection.QueryMultiple("select 1; select 2");
                var one = grid.ReadSingle<int>();
                grid.Dispose();
                return one + connection.ExecuteScalar<int>("select 3");
            }
        }
        """);

    [Fact]
    public Task A_reader_whose_rows_are_read_later_is_left_alone() => Verify.OffersNothing<ConnectionsAnalyzer, ReaderNotDisposedFix>("""
        class Stock(NpgsqlDataSource source)
        {
            public IEnumerable<int> Parsed()
            {
                var reader = {|PGAP1003:source.CreateCommand("select 1").ExecuteReader()|};
                return reader.Parse<int>();
            }
        }
        """);
}
