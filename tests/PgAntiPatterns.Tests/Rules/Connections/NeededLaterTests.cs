using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

/// <summary>A connection that is lost, and that what the method hands out still needs: disposing it there would break working code.</summary>
public sealed class NeededLaterTests
{
    [Theory]
    [InlineData("NpgsqlDataReader Take()", "return command.ExecuteReader();")]
    [InlineData("async Task<NpgsqlDataReader> Take()", "await Task.Yield(); var reader = await command.ExecuteReaderAsync(); return reader;")]
    [InlineData("Task<object?> Take()", "return command.ExecuteScalarAsync();")]
    [InlineData("IEnumerable<int> Take()", "return connection.Query<int>(\"select id from parcels\", buffered: false);")]
    [InlineData("IEnumerable<int> Take()", "return command.ExecuteReader().Cast<IDataRecord>().Select(row => row.GetInt32(0));")]
    [InlineData("Rows Take()", "return new Rows(command.ExecuteReader());")]
    [InlineData("void Take()", "_rows = new Rows(command.ExecuteReader());")]
    [InlineData("void Take()", "_reader = command.ExecuteReader();")]
    [InlineData("void Take(out NpgsqlDataReader reader)", "reader = command.ExecuteReader();")]
    public Task A_connection_that_a_result_still_needs_is_not_disposed_by_the_fix(string head, string statements) => Verify.OffersNothing<ConnectionsAnalyzer, ConnectionNotDisposedFix>($$"""
        sealed class Rows(IDataReader reader)
        {
            public IDataReader Reader { get; } = reader;
        }

        class Parcels(string text)
        {
            private Rows? _rows;
            private NpgsqlDataReader? _reader;

            public object? Kept => (object?)_rows ?? _reader;

            public {{head}}
            {
                var connection = {|PGAP1001:new NpgsqlConnection(text)|};
                connection.Open();
                var command = new NpgsqlCommand("select id from parcels", connection);
                {{statements}}
            }
        }
        """);

    [Theory]
    [InlineData("Lazy<int> M()", "return new Lazy<int>(() => connection.ExecuteScalar<int>(\"select 1\"));")]
    [InlineData("Timer M()", "return new Timer(_ => connection.Execute(\"select 1\"), null, 1, 1);")]
    [InlineData("Page M()", "var rows = connection.Query<int>(\"select 1\", buffered: false); return new Page(rows.Select(row => row + 1));")]
    [InlineData("Task<int> M(bool x)", "return x ? connection.ExecuteScalarAsync<int>(\"select 1\") : Task.FromResult(0);")]
    [InlineData("Task<int> M()", "return connection.ExecuteScalarAsync<int>(\"select 1\").ContinueWith(t => t.Result + 1);")]
    [InlineData("void M()", "running.Add(connection.ExecuteAsync(\"select 1\"));")]
    [InlineData("Task M()", "var started = new List<Task>(); started.Add(connection.ExecuteAsync(\"select 1\")); return Task.WhenAll(started);")]
    [InlineData("Func<int> M()", "int Count() => connection.ExecuteScalar<int>(\"select 1\"); return Count;")]
    public Task A_connection_that_something_unfinished_runs_on_is_not_disposed_by_the_fix(string head, string statements) => Verify.OffersNothing<ConnectionsAnalyzer, ConnectionNotDisposedFix>($$"""
        sealed record Page(IEnumerable<int> Rows);

        class Parcels(NpgsqlDataSource source)
        {
            private readonly List<Task> running = [];

            public int Running => running.Count;

            public {{head}}
            {
                var connection = {|PGAP1001:source.OpenConnection()|};
                {{statements}}
            }
        }
        """);

    [Fact]
    public Task A_reader_whose_rows_are_read_later_is_not_disposed_by_the_fix() => Verify.OffersNothing<ConnectionsAnalyzer, ReaderNotDisposedFix>("""
        class Parcels(NpgsqlDataSource source)
        {
            public IEnumerable<int> M()
            {
                var reader = {|PGAP1003:source.CreateCommand("select 1").ExecuteReader()|};
                var parsed = reader.Parse<int>();
                return parsed.Where(row => row > 1);
            }
        }
        """);

    [Theory]
    [InlineData("async Task<int> M()", "return await connection.ExecuteScalarAsync<int>(\"select 1\").ConfigureAwait(false);")]
    [InlineData("IEnumerable<int> M()", "return connection.Query<int>(\"select 1\").Where(row => row > 1);")]
    [InlineData("async Task<IEnumerable<int>> M()", "var rows = await connection.QueryAsync<int>(\"select 1\"); return rows;")]
    [InlineData("int M()", "var rows = connection.Query<int>(\"select 1\", buffered: false); var sum = 0; foreach (var row in rows) { sum += row; } return sum;")]
    public Task A_connection_whose_work_is_done_is_disposed_by_the_fix(string head, string statements)
    {
        var word = head.StartsWith("async", StringComparison.Ordinal) ? "await using" : "using";
        return Verify.Fixes<ConnectionsAnalyzer, ConnectionNotDisposedFix>($$"""
            class Parcels(NpgsqlDataSource source)
            {
                public {{head}}
                {
                    var connection = {|PGAP1001:source.OpenConnection()|};
                    {{statements}}
                }
            }
            """, $$"""
            class Parcels(NpgsqlDataSource source)
            {
                public {{head}}
                {
                    {{word}} var connection = source.OpenConnection();
                    {{statements}}
                }
            }
            """);
    }

    [Fact]
    public Task A_result_that_has_been_read_needs_the_connection_no_more() => Verify.Fixes<ConnectionsAnalyzer, ConnectionNotDisposedFix>("""
        class Parcels(string text)
        {
            public List<int> Take()
            {
                var connection = {|PGAP1001:new NpgsqlConnection(text)|};
                connection.Open();
                var command = new NpgsqlCommand("select id from parcels", connection);
                using var reader = command.ExecuteReader();
                var rows = new List<int>();
                while (reader.Read())
                {
                    rows.Add(reader.GetInt32(0));
                }

                return rows;
            }
        }
        """, """
        class Parcels(string text)
        {
            public List<int> Take()
            {
                using var connection = new NpgsqlConnection(text);
                connection.Open();
                var command = new NpgsqlCommand("select id from parcels", connection);
                using var reader = command.ExecuteReader();
                var rows = new List<int>();
                while (reader.Read())
                {
                    rows.Add(reader.GetInt32(0));
                }

                return rows;
            }
        }
        """);
}
