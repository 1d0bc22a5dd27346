using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>The PostgreSQL server of this test run: found or started when the first experiment asks for it.</summary>
/// <remarks>
/// In this order: the connection string in PGAP_TEST_POSTGRES, server programs (those in the folder PGAP_TEST_POSTGRES_BIN, or the
/// machine's) as a throw-away cluster, a Docker container. Without any of them an experiment is skipped, and fails where CI is true.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    internal const string ConnectionVariable = "PGAP_TEST_POSTGRES";
    internal const string BinariesVariable = "PGAP_TEST_POSTGRES_BIN";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Func<CancellationToken, Task<IRunningServer>> start;
    private ServerObserver? observer;
    private IRunningServer? server;
    private string? unavailable;

    public PostgresServer()
        : this(FindAsync) => TestProcess.EndWithItsParent();

    internal PostgresServer(Func<CancellationToken, Task<IRunningServer>> start) => this.start = start;

    /// <summary>Runs an experiment on a database of its own; what goes wrong with the server becomes a sentence that names both.</summary>
    public async Task RunAsync(
        Func<TestDatabase, Task> experiment,
        TimeSpan? limit = null,
        [CallerMemberName] string name = "",
        [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var title = $"{Path.GetFileNameWithoutExtension(file)}.{name}";
        string? place = null;
        try
        {
            (var database, place) = await CreateDatabaseAsync(title);
            await using (database)
            {
                // Started on another thread, so that an experiment that blocks runs into its limit as well.
                await Task.Run(() => experiment(database), database.Cancellation).WaitAsync(limit ?? Limit, database.Cancellation);
            }
        }
        catch (Exception exception) when (ServerTrouble.In(exception) is { } trouble)
        {
            throw new ServerUnavailableException($"The experiment {title} could not be carried out on {place ?? Description}: {trouble}.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        gate.Dispose();
    }

    private string Description => (observer, server) switch
    {
        ({ } known, { } running) => $"PostgreSQL {known.Version} ({running.Origin})",
        (null, { } running) => $"the PostgreSQL server ({running.Origin})",
        _ => "the PostgreSQL server",
    };

    /// <summary>A database, and the server that it is on: an experiment may outlast that server, and another one take its place.</summary>
    private async Task<(TestDatabase Database, string Place)> CreateDatabaseAsync(string experiment)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await gate.WaitAsync(cancellation);
        try
        {
            if (observer is null || !await observer.AnswersAsync(cancellation))
            {
                // A server that an earlier experiment has lost is no reason for this one to fail.
                await LetGoAsync();
                await ConnectAsync(cancellation);
            }

            return (await TestDatabase.CreateAsync(observer!, experiment, cancellation), Description);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (unavailable is null)
        {
            try
            {
                server = await start(cancellation);
                observer = await ServerObserver.ConnectAsync(server.ConnectionString, cancellation);
                return;
            }
            catch (NoServerException none)
            {
                unavailable = none.Message;
            }
        }

        Missing(unavailable);
    }

    private async Task LetGoAsync()
    {
        // Forgotten first: one that cannot even be ended is no reason for the next experiment to try it again.
        var (ended, stopped) = (observer, server);
        (observer, server) = (null, null);
        if (ended is not null)
        {
            await ended.DisposeAsync();
        }

        if (stopped is not null)
        {
            await stopped.DisposeAsync();
        }
    }

    /// <summary>Skips the test where a person works, and fails it where a build must not pass without its experiments.</summary>
    [DoesNotReturn]
    internal static void Missing(string reason)
    {
        if (IsContinuousIntegration)
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    internal static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    private static async Task<IRunningServer> FindAsync(CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } given)
        {
            return new GivenServer(given);
        }

        if (Environment.GetEnvironmentVariable(BinariesVariable) is { Length: > 0 } folder)
        {
            return ServerBinaries.HoldsServer(folder)
                ? await ThrowAwayCluster.StartAsync(folder, cancellation)
                : throw new ServerUnavailableException($"{BinariesVariable} names '{folder}', which lacks initdb, pg_ctl or postgres");
        }

        return await FindAsync(
            [
                .. ServerBinaries.Folders().Select<string, Func<CancellationToken, Task<IRunningServer>>>(
                    binaries => async token => await ThrowAwayCluster.StartAsync(binaries, token)),
                async token => await ServerContainer.StartAsync(token),
            ],
            cancellation);
    }

    internal static async Task<IRunningServer> FindAsync(
        IReadOnlyList<Func<CancellationToken, Task<IRunningServer>>> candidates,
        CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var candidate in candidates)
        {
            try
            {
                return await candidate(cancellation);
            }
            catch (ServerUnavailableException exception)
            {
                reasons.Add(exception.Message);
            }
        }

        throw new NoServerException(reasons);
    }
}
