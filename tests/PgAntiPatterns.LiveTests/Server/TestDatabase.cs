using Npgsql;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>An empty database of one experiment: to prepare, to hand to the code under test, and to count what that code does to it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly TimeSpan SettlingLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettlingStep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SessionsStep = TimeSpan.FromMilliseconds(250);

    private readonly ServerObserver observer;

    private TestDatabase(ServerObserver observer, NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        this.observer = observer;
        Name = settings.Database!;
        ConnectionString = settings.ConnectionString;
        ApplicationName = settings.ApplicationName!;
        Cancellation = cancellation;
    }

    public string Name { get; }

    /// <summary>For the code under test: pooled, and impatient, so that a leak shows in seconds.</summary>
    public string ConnectionString { get; }

    /// <summary>The name under which <see cref="ConnectionString"/> is known in pg_stat_activity.</summary>
    public string ApplicationName { get; }

    public string ServerVersion => observer.Version;

    public CancellationToken Cancellation { get; }

    /// <summary>The connection string with further settings, such as <c>Maximum Pool Size=2</c>; the last of two equal keys counts.</summary>
    public string ConnectionStringWith(string settings) => $"{ConnectionString};{settings}";

    /// <summary>Runs statements on a connection that is closed afterwards.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>The query's rows as PostgreSQL writes them, for comparison.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string query)
    {
        var rows = new List<string>();
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT row::text FROM ({query}) AS row", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    /// <summary>Asks one value from outside of the database, so that asking changes none of its counts.</summary>
    public Task<T> ObserveAsync<T>(string sql, params object[] values) => observer.ReadAsync<T>(sql, values, Cancellation);

    /// <summary>The server's processes that work for an application on this database now.</summary>
    public Task<long> CountBackendsAsync(string? applicationName = null) =>
        ObserveAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND application_name = $2",
            Name,
            applicationName ?? ApplicationName);

    /// <summary>Waits until an application has so many processes: a closed session takes the server a moment to end.</summary>
    public async Task<long> BackendsSettledAtAsync(long expected, string? applicationName = null)
    {
        var deadline = DateTime.UtcNow + SettlingLimit;
        var count = await CountBackendsAsync(applicationName);
        while (count != expected && DateTime.UtcNow < deadline)
        {
            await Task.Delay(SettlingStep, Cancellation);
            count = await CountBackendsAsync(applicationName);
        }

        return count;
    }

    /// <summary>How often statements like the pattern (ILIKE, on normalized text: constants read $1, $2 …) were executed since the last reset.</summary>
    public async Task<long> CountStatementsAsync(string pattern)
    {
        RequireStatementCounts();
        return await ObserveAsync<long>(
            """
            SELECT coalesce(sum(calls), 0)::bigint
            FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid
            WHERE datname = $1 AND query ILIKE $2
            """,
            Name,
            pattern);
    }

    public async Task ResetStatementsAsync()
    {
        RequireStatementCounts();
        await ObserveAsync<string>("SELECT pg_stat_statements_reset(0, oid, 0)::text FROM pg_database WHERE datname = $1", Name);
    }

    /// <summary>How many sessions were ever opened to this database: the server's own count, which a session enters a moment after it began.</summary>
    public async Task<long> CountSessionsAsync()
    {
        var deadline = DateTime.UtcNow + SettlingLimit;
        var count = await ReadAsync();
        while (DateTime.UtcNow < deadline)
        {
            await Task.Delay(SessionsStep, Cancellation);
            var earlier = count;
            count = await ReadAsync();
            if (count == earlier)
            {
                break;
            }
        }

        return count;

        Task<long> ReadAsync() => ObserveAsync<long>("SELECT sessions FROM pg_stat_database WHERE datname = $1", Name);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await observer.DropDatabaseAsync(Name, CancellationToken.None);
        }
        catch (Exception gone) when (gone is NpgsqlException or ServerUnavailableException)
        {
            // What stopped the server is the experiment's to tell; the database goes with the server or at the next run's start.
        }
    }

    internal static async Task<TestDatabase> CreateAsync(ServerObserver observer, string experiment, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(await observer.CreateDatabaseAsync(cancellation))
        {
            // The server cuts names off at 63 bytes.
            ApplicationName = experiment.Length > 60 ? experiment[..60] : experiment,
            Timeout = 5,
            CommandTimeout = 15,
        };
        return new TestDatabase(observer, settings, cancellation);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = "", Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private void RequireStatementCounts()
    {
        if (!observer.CountsStatements)
        {
            PostgresServer.Missing("The server counts no statements: preload pg_stat_statements (Debian: part of postgresql, Fedora: postgresql-contrib).");
        }
    }
}
