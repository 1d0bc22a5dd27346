using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Xunit;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>Another run of these tests, in a process and a temporary folder of its own, that has its server up and is there to be killed.</summary>
internal sealed class OtherRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Process process;
    private readonly int port;
    private readonly int keeper;

    private OtherRun(Process process, string temporary, int port, int keeper)
    {
        this.process = process;
        this.port = port;
        this.keeper = keeper;
        Temporary = temporary;
    }

    public string Temporary { get; }

    public static async Task<OtherRun> StartAsync(string binaries, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("On Windows there is no keeper; the next run removes what a killed run leaves.");
            throw new UnreachableException();
        }

        var temporary = Directory.CreateTempSubdirectory("pgap-other-run-").FullName;
        // The server's user has to pass through.
        File.SetUnixFileMode(temporary, (UnixFileMode)0b111_001_001);

        // This one lasts for two seconds with its server up: time to stop the process where it stands, until it is killed.
        var test = $"{typeof(ServerTroubleTests).FullName}.{nameof(ServerTroubleTests.Experiment_that_never_ends_is_told_as_slow_even_where_it_blocks_its_thread)}";
        var start = new ProcessStartInfo("dotnet", [typeof(OtherRun).Assembly.Location, "-method", test]) { RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = temporary;
        // A killed process would leave its diagnostic sockets there.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment[PostgresServer.BinariesVariable] = binaries;
        start.Environment.Remove(PostgresServer.ConnectionVariable);
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync(cancellation);
        while (!process.HasExited)
        {
            // postmaster.pid: its fourth line is the port, its eighth says when the server takes connections.
            if (Directory.GetDirectories(temporary) is [var folder]
                && Lines(Path.Combine(folder, "data", "postmaster.pid")) is [_, _, _, var port, _, _, _, var status, ..]
                && status.StartsWith("ready", StringComparison.Ordinal)
                && Lines(Path.Combine(folder, "keeper.pid")) is [var keeper])
            {
                Stop(process.Id);
                return new OtherRun(process, temporary, int.Parse(port, CultureInfo.InvariantCulture), int.Parse(keeper, CultureInfo.InvariantCulture));
            }

            await Task.Delay(Step, cancellation);
        }

        Directory.Delete(temporary, recursive: true);
        throw new InvalidOperationException($"The other run ended with {process.ExitCode} before its server was up.");
    }

    public bool ServerAnswers()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void KillKeeper()
    {
        using var running = Process.GetProcessById(keeper);
        running.Kill();
    }

    public async Task<bool> HasLeftNothingAsync(CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + Limit;
        while (Leftovers() is not "" && DateTime.UtcNow < deadline)
        {
            await Task.Delay(Step, cancellation);
        }

        return Leftovers() is "";
    }

    public string Leftovers() => string.Join(' ', Directory.GetFileSystemEntries(Temporary).Select(Path.GetFileName));

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        Directory.Delete(Temporary, recursive: true);
    }

    private static void Stop(int process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -STOP {process}"]);
        kill.WaitForExit();
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
