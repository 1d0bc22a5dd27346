using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class CommandLookupDeclinedTests
{
    [Theory]
    [InlineData("select name from articles where id = @id limit 1")]
    [InlineData("select name from articles where id = @id order by random() limit 1")]
    [InlineData("select distinct name from articles where id = @id")]
    [InlineData("select name from articles where id = @id or parent = @id")]
    [InlineData("select name from articles where id > @id")]
    [InlineData("select name from articles where hidden or id = @id")]
    [InlineData("select string_agg(name, ', ') from articles where id = @id")]
    [InlineData("select max(size) - min(size) from articles where id = @id")]
    [InlineData("select coalesce(sum(size), 0) from articles where id = @id")]
    [InlineData("select name from articles where id = @id for update")]
    [InlineData("select count(*) from articles where id = @id order by 1")]
    [InlineData("select name from articles where id = @id union select name from old where 1 = 1")]
    [InlineData("select name from (select * from articles) as a where id = @id")]
    [InlineData("select name from articles where id = @id::bigint")]
    [InlineData("select name from articles where lower(id) = @id")]
    [InlineData("select name, row_number() over (order by size) from articles where id = @id")]
    [InlineData("select * from articles, shelves where id = @id")]
    [InlineData("select name from articles where id = @id -- the key")]
    [InlineData("select 1; select name from articles where id = @id")]
    public Task A_statement_about_more_than_rows_of_one_key_stays(string sql) => Verify.OffersNothing<RoundTripsAnalyzer, SelectPerElementFix>($$"""
        class Articles(NpgsqlConnection connection)
        {
            public void Print(int[] ids)
            {
                foreach (var id in ids)
                {
                    using var command = new NpgsqlCommand("{{sql}}", connection);
                    command.Parameters.AddWithValue("id", id);
                    Console.WriteLine({|PGAP2001:command.ExecuteScalar()|});
                }
            }
        }
        """);

    [Theory]
    [InlineData("command.Parameters.AddWithValue(\"id\", id + 1); Console.WriteLine({|PGAP2001:command.ExecuteScalar()|});")]
    [InlineData("command.Parameters.AddWithValue(\"id\", id); command.CommandTimeout = id; Console.WriteLine({|PGAP2001:command.ExecuteScalar()|});")]
    [InlineData("command.Parameters.Add(new NpgsqlParameter { ParameterName = \"id\", DbType = DbType.Int32, Value = id }); Console.WriteLine({|PGAP2001:command.ExecuteScalar()|});")]
    [InlineData("command.Parameters.AddWithValue(\"id\", id); using var reader = {|PGAP2001:command.ExecuteReader()|}; Console.WriteLine(reader.HasRows);")]
    [InlineData("command.Parameters.AddWithValue(\"id\", id); using var reader = {|PGAP2001:command.ExecuteReader(CommandBehavior.SingleRow)|}; if (reader.Read()) { Console.WriteLine(reader.GetString(0)); }")]
    [InlineData("command.Parameters.AddWithValue(\"id\", id); using var reader = {|PGAP2001:command.ExecuteReader()|}; while (reader.Read()) { if (id > 3) { Console.WriteLine(reader.GetString(0)); } }")]
    [InlineData("command.Parameters.AddWithValue(\"id\", id); using var reader = {|PGAP2001:command.ExecuteReader()|}; while (reader.Read()) { if (!reader.IsDBNull(0)) { Console.WriteLine(reader.GetString(0)); } }")]
    [InlineData("command.Parameters.AddWithValue(\"id\", id); using var reader = {|PGAP2001:command.ExecuteReader()|}; while (reader.Read()) { Show(reader); }")]
    [InlineData("command.Parameters.AddWithValue(\"id\", id); using var reader = {|PGAP2001:command.ExecuteReader()|}; if (reader.Read()) { Console.WriteLine(reader.GetString(0)); } reader.NextResult();")]
    public Task A_command_that_is_more_than_asked_for_one_key_stays(string body) => Verify.OffersNothing<RoundTripsAnalyzer, SelectPerElementFix>($$"""
        class Articles(NpgsqlConnection connection)
        {
            public void Print(List<int> ids)
            {
                foreach (var id in ids)
                {
                    using var command = new NpgsqlCommand("select name from articles where id = @id", connection);
                    {{body}}
                }
            }

            private static void Show(NpgsqlDataReader reader) => Console.WriteLine(reader.GetString(0));
        }
        """);

    [Fact]
    public Task A_loop_that_changes_rows_and_keys_that_come_once_stay() => Verify.OffersNothing<RoundTripsAnalyzer, SelectPerElementFix>("""
        class Articles(NpgsqlConnection connection)
        {
            public void Renamed(List<int> ids)
            {
                foreach (var id in ids)
                {
                    using var command = new NpgsqlCommand("select name from articles where id = @id", connection);
                    command.Parameters.AddWithValue("id", id);
                    Console.WriteLine({|PGAP2001:command.ExecuteScalar()|});
                    Rename(id);
                }
            }

            public void Once(IEnumerable<int> ids)
            {
                foreach (var id in ids)
                {
                    using var command = new NpgsqlCommand("select name from articles where id = @id", connection);
                    command.Parameters.AddWithValue("id", id);
                    Console.WriteLine({|PGAP2001:command.ExecuteScalar()|});
                }
            }

            private void Rename(int id)
            {
                using var command = new NpgsqlCommand("update articles set name = 'a' where id < 7", connection);
                command.ExecuteNonQuery();
            }
        }
        """);
}
