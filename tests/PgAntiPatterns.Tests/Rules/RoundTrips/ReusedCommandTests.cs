using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>A command that is made before its loop and sent in each turn with other values.</summary>
public sealed class ReusedCommandTests
{
    [Fact]
    public Task Each_turn_adds_a_command_to_a_batch() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>("""
        record Jar(int Id, int Grams);

        class Store(NpgsqlConnection connection)
        {
            public async Task Weigh(List<Jar> jars, NpgsqlTransaction transaction, CancellationToken stop)
            {
                await using var command = new NpgsqlCommand("update jars set grams = @grams where id = @id", connection, transaction);
                var grams = command.Parameters.Add("grams", NpgsqlTypes.NpgsqlDbType.Integer);
                command.Parameters.Add(new NpgsqlParameter("@id", NpgsqlTypes.NpgsqlDbType.Integer));
                await command.PrepareAsync(stop);
                foreach (var jar in jars)
                {
                    var full = jar.Grams + 12;
                    grams.Value = full;
                    command.Parameters["id"].Value = jar.Id;
                    await {|PGAP2002:command.ExecuteNonQueryAsync(stop)|};
                }
            }
        }
        """, """
        record Jar(int Id, int Grams);

        class Store(NpgsqlConnection connection)
        {
            public async Task Weigh(List<Jar> jars, NpgsqlTransaction transaction, CancellationToken stop)
            {
                await using var batch = new NpgsqlBatch(connection, transaction);
                foreach (var jar in jars)
                {
                    var full = jar.Grams + 12;
                    batch.BatchCommands.Add(new NpgsqlBatchCommand("update jars set grams = @grams where id = @id") { Parameters = { new NpgsqlParameter("grams", NpgsqlTypes.NpgsqlDbType.Integer) { Value = full }, new NpgsqlParameter("@id", NpgsqlTypes.NpgsqlDbType.Integer) { Value = jar.Id } } });
                }

                if (batch.BatchCommands.Count > 0)
                {
                    await batch.ExecuteNonQueryAsync(stop);
                }
            }
        }
        """);

    [Theory]
    [InlineData("command.Parameters.Add(\"id\", NpgsqlTypes.NpgsqlDbType.Integer);", "command.Parameters[\"id\"].Value = jar; {|PGAP2002:command.ExecuteNonQuery()|}; Console.WriteLine(jar);")]
    [InlineData("command.Parameters.Add(\"id\", NpgsqlTypes.NpgsqlDbType.Integer);", "if (jar > 3) { command.Parameters[\"id\"].Value = jar; } {|PGAP2002:command.ExecuteNonQuery()|};")]
    [InlineData("command.Parameters.Add(\"id\", NpgsqlTypes.NpgsqlDbType.Integer); command.Parameters.Add(\"more\", NpgsqlTypes.NpgsqlDbType.Integer);", "command.Parameters[\"id\"].Value = jar; {|PGAP2002:command.ExecuteNonQuery()|};")]
    [InlineData("command.Parameters.Add(\"id\", NpgsqlTypes.NpgsqlDbType.Integer); command.CommandTimeout = 5;", "command.Parameters[\"id\"].Value = jar; {|PGAP2002:command.ExecuteNonQuery()|};")]
    [InlineData("command.Parameters.Add(\"id\", NpgsqlTypes.NpgsqlDbType.Integer);", "command.Parameters[\"id\"].Value = Next(); command.Parameters[0].Value = jar; {|PGAP2002:command.ExecuteNonQuery()|};")]
    [InlineData("command.Parameters.Add(\"id\", NpgsqlTypes.NpgsqlDbType.Integer);", "command.Parameters[\"id\"].Value = jar + {|PGAP2001:Count(jar)|}; {|PGAP2002:command.ExecuteNonQuery()|};")]
    [InlineData("command.Parameters.AddWithValue(\"id\", 0);", "command.Parameters[\"id\"].Value = jar; {|PGAP2002:command.ExecuteNonQuery()|};")]
    public Task A_command_that_is_more_than_its_parameters_stays(string before, string turn) => Verify.OffersNothing<RoundTripsAnalyzer, WritePerElementFix>($$"""
        class Store(NpgsqlConnection connection)
        {
            public void Empty(List<int> jars)
            {
                using var command = new NpgsqlCommand("delete from jars where id = @id", connection);
                {{before}}
                foreach (var jar in jars)
                {
                    {{turn}}
                }
            }

            private static int Next() => 1;

            private int Count(int jar) => connection.ExecuteScalar<int>("select grams from jars where id = @jar", new { jar });
        }
        """);
}
