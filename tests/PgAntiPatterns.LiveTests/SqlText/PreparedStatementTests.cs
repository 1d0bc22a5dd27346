using CsCheck;
using Npgsql;
using NpgsqlTypes;
using PgAntiPatterns.LiveTests.Server;
using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.LiveTests.SqlText;

/// <summary>Asks the server, and Npgsql for names, how many parameters a statement has and what kind it is.</summary>
public sealed class PreparedStatementTests(PostgresServer server)
{
    private const int Statements = 2_500;
    private const string Seed = "0N0XIzNsQ0O2";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Parameters_and_kinds_are_those_of_the_server(bool named) => server.RunAsync(
        async database =>
        {
            await database.ExecuteAsync("CREATE TABLE t (a int, b text, j jsonb)");
            await using var connection = new NpgsqlConnection(database.ConnectionStringWith("Pooling=false"));
            await connection.OpenAsync(database.Cancellation);
            var random = PCG.Parse(Seed);
            var generator = GeneratedStatement.Of(named);
            var (asked, kinds) = (new HashSet<string>(), new Dictionary<string, int>());
            while (asked.Count < Statements)
            {
                var statement = generator.Generate(random, null, out _);
                if (!asked.Add(statement.Sql))
                {
                    continue;
                }

                var reading = SqlReader.Read(SqlTemplate.Of(statement.Sql));
                var ours = Ours(reading, named);
                var (count, kind) = await AskAsync(connection, statement.Sql, ours, database.Cancellation);

                Assert.True(statement.Parameters == ours.Count && count == ours.Count, $"{statement.Sql}\nwritten: {statement.Parameters}, ours: {string.Join(", ", ours)}, the server's: {count}");
                Assert.True(reading.Statements.Count == 1 && reading.NpgsqlStatementCount == 1, statement.Sql);
                Assert.True(kind is null || reading.Statements[0].Kind.ToString() == kind || (kind == "Select" && reading.Statements[0].Kind is SqlStatementKind.Values), $"{statement.Sql}\nours: {reading.Statements[0].Kind}, the server's: {kind}");
                kinds[kind ?? "none"] = kinds.GetValueOrDefault(kind ?? "none") + 1;
            }

            // Where a value does not fit, the server tells no kind; that must be the exception.
            Assert.True(kinds.GetValueOrDefault("none") < Statements / 2, string.Join(", ", kinds));
            Assert.All(["Select", "Insert", "Update", "Delete", "Merge"], kind => Assert.True(kinds.GetValueOrDefault(kind) > 50, string.Join(", ", kinds)));
        },
        TimeSpan.FromMinutes(3));

    [Theory]
    [InlineData("select a from t where a = $1::int", "", "1 2")]
    [InlineData("select a from t where a = $1::int and b = '$2'", "", "1 2")]
    [InlineData("select a from t where a = @p1::int and a = @p2::int", "p1", null)]
    public Task A_count_that_is_not_the_servers_is_refused(string sql, string tooFew, string? tooMany) => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE t (a int, b text, j jsonb)");
        await using var connection = new NpgsqlConnection(database.ConnectionStringWith("Pooling=false"));
        await connection.OpenAsync(database.Cancellation);

        // The statement that Npgsql has rewritten misses a name; the server misses a number, or has no type for one that is nowhere.
        foreach (var wrong in new[] { tooFew, tooMany }.OfType<string>())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(connection, sql, wrong.Split(' ', StringSplitOptions.RemoveEmptyEntries), database.Cancellation));
        }
    });

    private static IReadOnlyList<string> Ours(SqlReading reading, bool named) =>
    [
        .. reading.Placeholders.Where(placeholder => !placeholder.IsDoubtful && placeholder.IsPositional != named)
            .Select(placeholder => named ? placeholder.Name : placeholder.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Distinct(),
    ];

    /// <summary>The number of parameters that the prepared statement has, and the kind that its answer tells; null where it fails on a value.</summary>
    private static async Task<(int Count, string? Kind)> AskAsync(NpgsqlConnection connection, string sql, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        var isNamed = names.Any(name => !char.IsAsciiDigit(name[0]));
        foreach (var name in names)
        {
            batch.BatchCommands[0].Parameters.Add(new NpgsqlParameter { ParameterName = isNamed ? name : "", NpgsqlDbType = NpgsqlDbType.Unknown, Value = "1" });
        }

        try
        {
            await batch.PrepareAsync(cancellation);
        }
        catch (PostgresException refused)
        {
            throw new InvalidOperationException($"{refused.SqlState} {refused.MessageText} at {refused.Position}:\n{sql}");
        }

        await using var question = new NpgsqlCommand("SELECT coalesce(cardinality(parameter_types), 0) FROM pg_prepared_statements ORDER BY prepare_time DESC LIMIT 1", connection, transaction);
        var count = (int)(await question.ExecuteScalarAsync(cancellation))!;
        string? kind = null;
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            kind = batch.BatchCommands[0].StatementType.ToString();
        }
        catch (PostgresException)
        {
            // A value that does not fit says nothing of the statement.
        }

        await transaction.RollbackAsync(cancellation);
        connection.UnprepareAll();
        return (count, kind);
    }
}
