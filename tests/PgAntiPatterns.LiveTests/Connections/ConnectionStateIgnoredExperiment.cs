using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1014: a second opening and a command without any fail every time.</summary>
public sealed class ConnectionStateIgnoredExperiment(PostgresServer server)
{
    private static readonly Dictionary<string, string> NeverOpened = new()
    {
        ["a command"] = """
            public async Task<int> RunAsync()
            {
                await using var connection = dataSource.CreateConnection();
                await using var command = new NpgsqlCommand("select 7", connection);
                return (int)(await command.ExecuteScalarAsync())!;
            }
            """,
        ["a transaction"] = """
            public int Run()
            {
                using var connection = new NpgsqlConnection(connectionString);
                using var transaction = connection.BeginTransaction();
                return connection.ExecuteScalar<int>("select 7", transaction: transaction);
            }
            """,
        ["a COPY"] = """
            public string Run()
            {
                using var connection = dataSource.CreateConnection();
                using var reader = connection.BeginTextExport("copy (select 7) to stdout");
                return reader.ReadToEnd().Trim();
            }
            """,
    };

    public static TheoryData<string> NeverOpenedUses => [.. NeverOpened.Keys];

    [Fact]
    public Task The_second_opening_throws_before_and_is_gone_after() => server.RunAsync(async database =>
    {
        var before = RulePage.Before("PGAP1014");
        var after = await FixedSource.ApplyAsync(before, "PGAP1014", database.Cancellation);

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var (answers, answersAfter) = (await CallsAsync(before), await CallsAsync(after));
        Assert.Equal("Connection already open", answers);
        Assert.Equal("the time", answersAfter);
        Measured.Check("PGAP1014", database, ("Five calls: what each of them gets", answers, answersAfter));

        async Task<string> CallsAsync(string text)
        {
            using var code = CompiledSource.Compile(text);
            var answers = new List<string>();
            while (answers.Count < SmallPool.Calls)
            {
                try
                {
                    var answer = await CompiledSource.CallOnAsync(code.New("Clock", source), "NowAsync", database.Cancellation);
                    answers.Add(answer is DateTime ? "the time" : PoolUse.Text(answer));
                }
                catch (InvalidOperationException error)
                {
                    answers.Add(error.Message);
                }
            }

            return string.Join(" / ", answers.Distinct());
        }
    });

    [Theory, MemberData(nameof(NeverOpenedUses))]
    public Task What_needs_an_open_connection_throws_before_and_answers_after(string use) => server.RunAsync(async database =>
    {
        var before = WorkSource.Of(NeverOpened[use]);
        var after = await FixedSource.ApplyAsync(before, "PGAP1014", database.Cancellation);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkSource.UseAsync(before, database));
        Assert.StartsWith("Connection is not open", error.Message, StringComparison.Ordinal);
        Assert.Equal(PoolUse.Giving(7), await WorkSource.UseAsync(after, database));
    });
}
