using System.Data;
using System.Security.Cryptography;
using Npgsql;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>One connection, in a database of its own, that watches the server without being part of what it counts.</summary>
/// <remarks>Databases carry the run's name, and the observer's connection shows that the run lives; those of dead runs are dropped.</remarks>
internal sealed class ServerObserver : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly NpgsqlConnection connection;
    private readonly string connectionString;
    private readonly string run;
    private int databases;

    private ServerObserver(NpgsqlConnection connection, string connectionString, string run, bool countsStatements)
    {
        this.connection = connection;
        this.connectionString = connectionString;
        this.run = run;
        CountsStatements = countsStatements;
        Version = connection.PostgreSqlVersion.ToString();
    }

    public string Version { get; }

    public bool CountsStatements { get; }

    public static async Task<ServerObserver> ConnectAsync(string connectionString, CancellationToken cancellation)
    {
        var run = $"pgap_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        await using var maintenance = await OpenAsync(connectionString, run, database: null, cancellation);
        if (maintenance.PostgreSqlVersion.Major < 14)
        {
            throw new ServerUnavailableException($"the experiments need PostgreSQL 14 or newer, this is {maintenance.PostgreSqlVersion}");
        }

        if (!await ReadAsync<bool>(maintenance, "SELECT current_setting('is_superuser') = 'on'", [], cancellation))
        {
            throw new ServerUnavailableException("the experiments need a superuser, for counting statements and for roles of their own");
        }

        await DropLeftoversAsync(maintenance, cancellation);
        await ExecuteAsync(maintenance, $"CREATE DATABASE {run}_observer TEMPLATE template0", cancellation);
        var connection = await OpenAsync(connectionString, run, $"{run}_observer", cancellation);
        return new ServerObserver(connection, connectionString, run, await StartCountingStatementsAsync(connection, cancellation));
    }

    /// <summary>Creates an empty database and gives the connection string to it.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellation)
    {
        var name = $"{run}_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0", cancellation);
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Drops the database and ends the sessions that still use it.</summary>
    public Task DropDatabaseAsync(string name, CancellationToken cancellation) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", cancellation);

    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        if (connection.State != ConnectionState.Open)
        {
            return false;
        }

        try
        {
            await ExecuteAsync("SELECT", cancellation);
            return true;
        }
        catch (Exception gone) when (gone is NpgsqlException or ServerUnavailableException)
        {
            return false;
        }
    }

    public async Task<T> ReadAsync<T>(string sql, object[] values, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        try
        {
            return await ReadAsync<T>(connection, sql, values, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The gate is left: an experiment that outlasts its server still comes to it, and has to be told.
        await connection.DisposeAsync();
        try
        {
            await using var maintenance = await OpenAsync(connectionString, run, database: null, CancellationToken.None);
            await ExecuteAsync(maintenance, $"DROP DATABASE IF EXISTS {run}_observer WITH (FORCE)", CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The server is gone, and its databases with it; or the next run drops what this one leaves.
        }
    }

    /// <summary>Waits for its turn; what another experiment has lost in the meantime is told as such.</summary>
    private async Task EnterAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        if (connection.State != ConnectionState.Open)
        {
            gate.Release();
            throw new ServerUnavailableException("the connection that observes it is gone");
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        try
        {
            await ExecuteAsync(connection, sql, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, string run, string? database, CancellationToken cancellation)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = run,
            Pooling = false,
            Timeout = Math.Min(given.Timeout, 10),
            CommandTimeout = 30,
        };
        settings.Database = database ?? settings.Database;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task DropLeftoversAsync(NpgsqlConnection maintenance, CancellationToken cancellation)
    {
        var leftovers = await ReadAsync<string[]>(
            maintenance,
            """
            SELECT coalesce(array_agg(datname::text), '{}')
            FROM pg_database
            WHERE datname ~ '^pgap_[0-9a-f]{8}_'
                AND pg_get_userbyid(datdba) = current_user
                AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = left(datname, 13))
            """,
            [],
            cancellation);
        foreach (var leftover in leftovers)
        {
            await ExecuteAsync(maintenance, $"DROP DATABASE IF EXISTS {leftover} WITH (FORCE)", cancellation);
        }
    }

    private static async Task<bool> StartCountingStatementsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string Preloaded = "SELECT current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%'";
        if (!await ReadAsync<bool>(connection, Preloaded, [], cancellation))
        {
            return false;
        }

        try
        {
            await ExecuteAsync(connection, "CREATE EXTENSION pg_stat_statements", cancellation);
            return true;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.FeatureNotSupported)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<T> ReadAsync<T>(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
