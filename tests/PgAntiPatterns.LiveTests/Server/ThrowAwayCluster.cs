using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>A PostgreSQL cluster in a temporary folder that goes away with this process, however the process ends.</summary>
/// <remarks>
/// Its owner holds a lock file that the system releases with the process, so a later run can tell what was left behind;
/// on Unix a small script holds the cluster and notices the owner's end at once.
/// </remarks>
internal sealed class ThrowAwayCluster : IRunningServer
{
    private const string Prefix = "pgap-";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly string binaries;
    private readonly FileStream ownership;
    private Process? keeper;

    private ThrowAwayCluster(string binaries, string folder, FileStream ownership, int port)
    {
        this.binaries = binaries;
        this.ownership = ownership;
        Folder = folder;
        Port = port;
        Password = RandomNumberGenerator.GetHexString(32);
    }

    public string Folder { get; }

    public int Port { get; }

    public string Origin => $"a throw-away cluster of {binaries} on 127.0.0.1:{Port}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = "postgres",
        Username = "postgres",
        Password = Password,
    }.ConnectionString;

    private string Password { get; }

    public static async Task<ThrowAwayCluster> StartAsync(string binaries, CancellationToken cancellation)
    {
        await RemoveLeftoversAsync(Path.GetTempPath(), binaries, cancellation);
        var cluster = Prepare(binaries);
        try
        {
            await (OperatingSystem.IsWindows() ? cluster.StartDirectlyAsync(cancellation) : cluster.StartKeptAsync(cancellation));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the clusters in <paramref name="parent"/> whose owner is gone.</summary>
    public static async Task RemoveLeftoversAsync(string parent, string binaries, CancellationToken cancellation)
    {
        foreach (var lockFile in Directory.EnumerateFiles(parent, Prefix + "*.lock"))
        {
            using var ownership = TryOwn(lockFile);
            if (ownership is null)
            {
                continue;
            }

            var folder = Path.ChangeExtension(lockFile, null);
            if (Directory.Exists(folder))
            {
                await StopAsync(folder, binaries, cancellation);
            }

            File.Delete(lockFile);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        if (keeper is not null)
        {
            keeper.StandardInput.Close();
            await keeper.WaitForExitAsync(limit.Token);
            keeper.Dispose();
            keeper = null;
        }

        if (Directory.Exists(Folder))
        {
            await StopAsync(Folder, binaries, limit.Token);
        }

        await ownership.DisposeAsync();
        File.Delete(ownership.Name);
    }

    private static ThrowAwayCluster Prepare(string binaries)
    {
        var folder = Path.Combine(Path.GetTempPath(), Prefix + RandomNumberGenerator.GetHexString(12, lowercase: true));
        var ownership = new FileStream(folder + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var cluster = new ThrowAwayCluster(binaries, folder, ownership, FreePort());
        File.WriteAllText(Path.Combine(folder, "password"), cluster.Password);
        File.WriteAllText(Path.Combine(folder, "settings.conf"), cluster.Settings());
        return cluster;
    }

    private string Settings()
    {
        var sockets = OperatingSystem.IsWindows() ? "" : $"unix_socket_directories = '{Folder}'\n";
        return $"""
            listen_addresses = '127.0.0.1'
            port = {Port}
            {sockets}max_connections = 100
            shared_preload_libraries = 'pg_stat_statements'
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            timezone = 'UTC'
            log_timezone = 'UTC'

            """;
    }

    private async Task StartKeptAsync(CancellationToken cancellation)
    {
        keeper = Keeper("keep", Folder, binaries);
        var output = keeper.StandardOutput;
        var first = await output.ReadLineAsync(cancellation).AsTask().WaitAsync(StartLimit, cancellation);
        if (first != "ready")
        {
            throw new ServerUnavailableException($"{Origin} does not start: {first} {await output.ReadToEndAsync(cancellation)}");
        }
    }

    private async Task StartDirectlyAsync(CancellationToken cancellation)
    {
        var data = Path.Combine(Folder, "data");
        var password = Path.Combine(Folder, "password");
        await RunAsync(binaries, "initdb", ["-D", data, "-U", "postgres", $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"], cancellation);
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), Settings(), cancellation);
        await RunAsync(binaries, "pg_ctl", ["start", "-w", "-t", "60", "-D", data, "-l", Path.Combine(Folder, "log")], cancellation);
    }

    private static async Task StopAsync(string folder, string binaries, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsWindows())
        {
            using var stop = Keeper("stop", folder, binaries);
            await stop.WaitForExitAsync(cancellation);
            return;
        }

        var data = Path.Combine(folder, "data");
        if (File.Exists(Path.Combine(data, "postmaster.pid")))
        {
            await RunAsync(binaries, "pg_ctl", ["stop", "-w", "-m", "immediate", "-D", data], cancellation);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Process Keeper(string mode, string folder, string binaries)
    {
        // Its own session: what is sent to the whole group of the test process must not reach the one that cleans up.
        const string Sessions = "/usr/bin/setsid";
        var script = Path.Combine(AppContext.BaseDirectory, "Server", "keeper.sh");
        string[] command = ["/bin/sh", script, mode, folder, binaries];
        return Start(File.Exists(Sessions) ? [Sessions, .. command] : command);
    }

    private static async Task RunAsync(string binaries, string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Start([Path.Combine(binaries, program), .. arguments]);
        process.StandardInput.Close();
        // Read so that the program never waits for room; a started server keeps the pipe open, so its end is not awaited.
        _ = process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation).WaitAsync(StartLimit, cancellation);
        if (process.ExitCode != 0)
        {
            throw new ServerUnavailableException($"{program} of {binaries} ended with {process.ExitCode}");
        }
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        return Process.Start(start) ?? throw new ServerUnavailableException($"{command[0]} does not start");
    }

    private static FileStream? TryOwn(string lockFile)
    {
        try
        {
            return new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
