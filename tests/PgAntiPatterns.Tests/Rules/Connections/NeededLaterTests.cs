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
