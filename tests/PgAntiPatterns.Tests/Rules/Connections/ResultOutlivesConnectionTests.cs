using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ResultOutlivesConnectionTests
{
    [Fact]
    public Task What_is_returned_while_its_connection_is_disposed_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(NpgsqlDataSource source, DbContextOptions<Depot> options)
        {
            public async Task<DbDataReader> ReaderAsync()
            {
                await using var connection = await source.OpenConnectionAsync();
                var command = new NpgsqlCommand("select 1", connection);
                return await {|PGAP1004:command.ExecuteReaderAsync()|};
            }

            public Task<int> TaskInAStatement()
            {
                using (var connection = source.OpenConnection())
                {
                    var task = {|PGAP1004:connection.ExecuteAsync("select 1")|};
                    return task;
                }
            }

            public Task<int> ThroughAHelper()
            {
                using var connection = source.OpenConnection();
                return {|PGAP1004:CountAsync(connection)|};
            }

            public Task Together()
            {
                using var first = source.OpenConnection();
                using var second = source.OpenConnection();
                return Task.WhenAll({|PGAP1004:first.ExecuteAsync("select 1")|}, {|PGAP1004:second.ExecuteAsync("select 2")|});
            }

            public IEnumerable<int> PerElement(int[] numbers)
            {
                using var connection = source.OpenConnection();
                return {|PGAP1004:numbers.Select(number => connection.ExecuteScalar<int>("select @number", new { number }))|};
            }

            public IEnumerable<int> Unbuffered()
            {
                using var connection = source.OpenConnection();
                return {|PGAP1004:connection.Query<int>("select 1", buffered: false).Where(number => number > 0)|};
            }

            public IQueryable<Bin> Query()
            {
                using var depot = new Depot(options);
                return {|PGAP1004:depot.Bins.Where(bin => bin.Id > 1).OrderBy(bin => bin.Name)|};
            }

            public IEnumerable<int> Iterated()
            {
                using var connection = source.OpenConnection();
                using var reader = new NpgsqlCommand("select 1", connection).ExecuteReader();
                return {|PGAP1004:Rows(reader)|};
            }

            public async Task Forgotten()
            {
                await using var connection = await source.OpenConnectionAsync();
                _ = {|PGAP1004:connection.ExecuteAsync("select 1")|};
            }

            private static Task<int> CountAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<int>("select 1");

            private static IEnumerable<int> Rows(NpgsqlDataReader reader)
            {
                while (reader.Read())
                    yield return reader.GetInt32(0);
            }
        }
        """);

    [Fact]
    public Task What_is_complete_or_outlives_the_method_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Bins(NpgsqlDataSource source, DbContextOptions<Depot> options, Depot injected)
        {
            public async Task<int> Awaited()
            {
                await using var connection = await source.OpenConnectionAsync();
                return await connection.ExecuteAsync("select 1");
            }

            public IEnumerable<int> Buffered()
            {
                using var connection = source.OpenConnection();
                return connection.Query<int>("select 1").Where(number => number > 0);
            }

            public IEnumerable<Bin> Listed()
            {
                using var depot = new Depot(options);
                return depot.Bins.ToList().Where(bin => bin.Id > 1);
            }

            public async IAsyncEnumerable<Bin> Streamed()
            {
                await using var depot = new Depot(options);
                await foreach (var bin in depot.Bins.AsAsyncEnumerable())
                    yield return bin;
            }

            public IQueryable<Bin> OfTheCaller() => injected.Bins.Where(bin => bin.Id > 1);

            public IEnumerable<int> PerElement(int[] numbers)
            {
                using var connection = source.OpenConnection();
                return numbers.Select(number => connection.ExecuteScalar<int>("select @number", new { number })).ToList();
            }

            public Task Finished(Task other)
            {
                using var connection = source.OpenConnection();
                connection.Execute("select 1");
                return Task.WhenAll(other, Task.CompletedTask);
            }

            public Task<object?> OfTheDataSource() => source.CreateCommand("select 1").ExecuteScalarAsync();
        }
        """);

    [Theory]
    [InlineData("Task<int> M() { using var c = source.OpenConnection(); return Count(c); } static Task<int> Count(NpgsqlConnection c) => Task.FromResult(c.ExecuteScalar<int>(\"select 1\"));")]
    [InlineData("Task M() { using var c = source.OpenConnection(); return Log(c); } static Task Log(NpgsqlConnection c) { Console.WriteLine(c.DataSource); return Task.CompletedTask; }")]
    [InlineData("ValueTask<int> M() { using var c = source.OpenConnection(); return Count(c); } static ValueTask<int> Count(NpgsqlConnection c) => c.FullState == 0 ? default : new(c.ExecuteScalar<int>(\"select 1\"));")]
    [InlineData("Task M(ILog log) { using var c = source.OpenConnection(); return log.WriteAsync(c); }")]
    [InlineData("async Task<int> M() { await using var c = await source.OpenConnectionAsync(); var first = Count(c); var second = c.ExecuteAsync(\"select 1\"); return await first + await second; } static Task<int> Count(NpgsqlConnection c) => Task.FromResult(c.ExecuteScalar<int>(\"select 1\"));")]
    public Task A_helper_that_has_finished_when_it_returns_is_quiet(string member) => Verify.Quiet<ConnectionsAnalyzer>($$"""
        interface ILog
        {
            Task WriteAsync(NpgsqlConnection connection);
        }

        class Parcels(NpgsqlDataSource source)
        {
            public {{member}}
        }
        """);

    [Fact]
    public Task The_method_awaits_or_buffers() => Verify.Fixes<ConnectionsAnalyzer, ResultOutlivesConnectionFix>("""
        class Bins(NpgsqlDataSource source)
        {
            public Task<int> Count(bool isDeep)
            {
                using var connection = source.OpenConnection();
                if (isDeep)
                {
                    return {|PGAP1004:connection.ExecuteScalarAsync<int>("select 1")|};
                }

                return Other();
            }

            public IEnumerable<int> Rows()
            {
                using var connection = source.OpenConnection();
                return {|PGAP1004:connection.Query<int>("select 1", buffered: false)|};
            }

            public Task WithoutResult()
            {
                using (var connection = source.OpenConnection())
                {
                    // The last thing that happens.
                    return {|PGAP1004:connection.ExecuteAsync("select 1")|};
                }
            }

            public async Task Forgotten()
            {
                await using var connection = await source.OpenConnectionAsync();
                _ = {|PGAP1004:connection.ExecuteAsync("select 1")|};
            }

            private static Task<int> Other() => Task.FromResult(1);
        }
        """, """
        class Bins(NpgsqlDataSource source)
        {
            public async Task<int> Count(bool isDeep)
            {
                using var connection = source.OpenConnection();
                if (isDeep)
                {
                    return await connection.ExecuteScalarAsync<int>("select 1");
                }

                return await Other();
            }

            public IEnumerable<int> Rows()
            {
                using var connection = source.OpenConnection();
                return connection.Query<int>("select 1");
            }

            public async Task WithoutResult()
            {
                using (var connection = source.OpenConnection())
                {
                    // The last thing that happens.
                    await connection.ExecuteAsync("select 1");
                }
            }

            public async Task Forgotten()
            {
                await using var connection = await source.OpenConnectionAsync();
                await connection.ExecuteAsync("select 1");
            }

            private static Task<int> Other() => Task.FromResult(1);
        }
        """);

    [Fact]
    public Task A_reader_is_left_to_its_author() => Verify.OffersNothing<ConnectionsAnalyzer, ResultOutlivesConnectionFix>("""
        class Bins(NpgsqlDataSource source)
        {
            public IDataReader Read()
            {
                using var connection = source.OpenConnection();
                return {|PGAP1004:connection.ExecuteReader("select 1")|};
            }

            public Task Early(bool isDeep)
            {
                using var connection = source.OpenConnection();
                if (isDeep)
                {
                    return {|PGAP1004:connection.ExecuteAsync("select 1")|};
                }

                return {|PGAP1004:connection.ExecuteAsync("select 2")|};
            }
        }
        """);

    [Theory]
    [InlineData("in int key", "return {|PGAP1004:connection.ExecuteScalarAsync<int>(\"select 1\")|};")]
    [InlineData("ReadOnlySpan<char> name", "return {|PGAP1004:connection.ExecuteScalarAsync<int>(\"select 1\")|};")]
    public Task The_awaiting_method_compiles(string parameter, string statement) => Verify.OffersNothing<ConnectionsAnalyzer, ResultOutlivesConnectionFix>($$"""
        class Parcels(NpgsqlDataSource source)
        {
            public Task<int> M({{parameter}})
            {
                using var connection = source.OpenConnection();
                {{statement}}
            }
        }
        """);

    [Fact]
    public Task Nothing_is_awaited_inside_a_lock() => Verify.OffersNothing<ConnectionsAnalyzer, ResultOutlivesConnectionFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            private readonly object gate = new();

            public Task<int> M()
            {
                lock (gate)
                {
                    using var connection = source.OpenConnection();
                    return {|PGAP1004:connection.ExecuteScalarAsync<int>("select 1")|};
                }
            }
        }
        """);
}
