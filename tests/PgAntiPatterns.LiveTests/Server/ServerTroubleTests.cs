using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;
using Xunit.Sdk;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>A server that fails an experiment is named together with it, and the next experiment runs.</summary>
public sealed class ServerTroubleTests(PostgresServer server)
{
    [Fact]
    public Task Server_out_of_connections_is_told_with_server_and_experiment() => server.RunAsync(async database =>
    {
        var role = $"{database.Name}_limited";
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'limited' CONNECTION LIMIT 0");
        try
        {
            await using var source = NpgsqlDataSource.Create(database.ConnectionStringWith($"Username={role};Password=limited"));

            var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => server.RunAsync(
                async _ => await source.OpenConnectionAsync(database.Cancellation)));

            Assert.StartsWith(
                $"The experiment {nameof(ServerTroubleTests)}.{nameof(Server_out_of_connections_is_told_with_server_and_experiment)} could not be carried out on PostgreSQL {database.ServerVersion} (",
                error.Message,
                StringComparison.Ordinal);
            Assert.Contains("it is out of connections (53300 ", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {role}");
        }
    });

    [Fact]
    public async Task Server_that_accepts_but_never_answers_is_told_as_slow()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=nobody;Timeout=1";
        await using var slow = new PostgresServer(_ => Task.FromResult<IRunningServer>(new GivenServer(address)));

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => slow.RunAsync(_ => Task.CompletedTask));

        Assert.Contains(nameof(Server_that_accepts_but_never_answers_is_told_as_slow), error.Message, StringComparison.Ordinal);
        Assert.Contains($"given in {PostgresServer.ConnectionVariable}", error.Message, StringComparison.Ordinal);
        Assert.Contains("it is too slow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Experiment_that_never_ends_is_told_as_slow_even_where_it_blocks_its_thread()
    {
        using var never = new ManualResetEventSlim();

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => server.RunAsync(
            database => Task.Run(() => never.Wait(database.Cancellation)),
            limit: TimeSpan.FromSeconds(2)));

        never.Set();
        Assert.Contains("it is too slow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_stopped_in_the_middle_is_told_and_the_next_experiment_runs_on_a_new_one()
    {
        var binaries = ThrowAwayClusterTests.AnyBinaries();
        var clusters = new List<ThrowAwayCluster>();
        await using var own = new PostgresServer(async cancellation =>
        {
            clusters.Add(await ThrowAwayCluster.StartAsync(binaries, cancellation));
            return clusters[^1];
        });

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => own.RunAsync(async database =>
        {
            await database.ExecuteAsync("CREATE TABLE lost (id int)");
            await clusters[0].DisposeAsync();
            await database.ExecuteAsync("INSERT INTO lost VALUES (1)");
        }));
        Assert.Contains($"127.0.0.1:{clusters[0].Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("it cannot be reached, or the connection broke", error.Message, StringComparison.Ordinal);

        await own.RunAsync(async database => Assert.Equal(["(1)"], await database.RowsAsync("SELECT 1")));
        Assert.Equal(2, clusters.Count);
    }

    [Fact]
    public async Task Experiments_under_way_when_the_server_stops_are_each_told_with_that_server_even_when_there_is_a_new_one()
    {
        var binaries = ThrowAwayClusterTests.AnyBinaries();
        var clusters = new List<ThrowAwayCluster>();
        await using var own = new PostgresServer(async cancellation =>
        {
            clusters.Add(await ThrowAwayCluster.StartAsync(binaries, cancellation));
            return clusters[^1];
        });
        var (stopped, replaced) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var counting = own.RunAsync(async database => await CountAfterAsync(database, first, stopped), name: "Counting");
        var late = own.RunAsync(async database => await CountAfterAsync(database, second, replaced), name: "Late");
        await Task.WhenAll(first.Task, second.Task);

        await clusters[0].DisposeAsync();
        stopped.SetResult();
        var told = await Assert.ThrowsAsync<ServerUnavailableException>(() => counting);
        await own.RunAsync(async database => Assert.Equal(0, await database.CountBackendsAsync()));
        replaced.SetResult();
        var toldLate = await Assert.ThrowsAsync<ServerUnavailableException>(() => late);

        Assert.Equal(2, clusters.Count);
        foreach (var (error, name) in new[] { (told, "Counting"), (toldLate, "Late") })
        {
            Assert.StartsWith($"The experiment {nameof(ServerTroubleTests)}.{name} could not be carried out on PostgreSQL ", error.Message, StringComparison.Ordinal);
            Assert.Contains($"127.0.0.1:{clusters[0].Port}", error.Message, StringComparison.Ordinal);
        }

        static async Task CountAfterAsync(TestDatabase database, TaskCompletionSource started, TaskCompletionSource until)
        {
            started.SetResult();
            await until.Task;
            await database.CountBackendsAsync();
        }
    }

    [Fact]
    public async Task Server_that_is_slow_in_the_middle_is_told_and_the_next_experiment_runs()
    {
        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => server.RunAsync(async database =>
        {
            await using var connection = new NpgsqlConnection(database.ConnectionStringWith("Command Timeout=1"));
            await connection.OpenAsync(database.Cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_sleep(30)", connection);
            await command.ExecuteNonQueryAsync(database.Cancellation);
        }));

        Assert.Contains(nameof(Server_that_is_slow_in_the_middle_is_told_and_the_next_experiment_runs), error.Message, StringComparison.Ordinal);
        Assert.Contains("it is too slow", error.Message, StringComparison.Ordinal);
        await server.RunAsync(async database => Assert.Equal(["(1)"], await database.RowsAsync("SELECT 1")));
    }

    [Fact]
    public async Task What_an_experiment_itself_finds_wrong_stays_as_it_is()
    {
        await Assert.ThrowsAsync<EqualException>(() => server.RunAsync(_ =>
        {
            Assert.Equal(1, 2);
            return Task.CompletedTask;
        }));
        var error = await Assert.ThrowsAsync<PostgresException>(() => server.RunAsync(database => database.ExecuteAsync("SELECT * FROM missing")));
        Assert.Equal(PostgresErrorCodes.UndefinedTable, error.SqlState);
    }

    [Fact]
    public async Task Without_any_server_one_sentence_tells_why_and_how_to_get_one()
    {
        await using var none = new PostgresServer(cancellation => PostgresServer.FindAsync(
            [_ => throw new ServerUnavailableException("Docker does not run")],
            cancellation));

        // A skip where a person works, a failure where a build must not pass without its experiments.
        XunitException? outcome = null;
        try
        {
            await none.RunAsync(_ => Task.CompletedTask);
        }
        catch (XunitException exception)
        {
            outcome = exception;
        }

        Assert.NotNull(outcome);
        Assert.Equal(PostgresServer.IsContinuousIntegration ? typeof(FailException) : typeof(SkipException), outcome.GetType());
        Assert.Contains(
            "No PostgreSQL server for the live tests (Docker does not run): install PostgreSQL (apt install postgresql), start Docker, or set PGAP_TEST_POSTGRES",
            outcome.Message,
            StringComparison.Ordinal);
    }
}
