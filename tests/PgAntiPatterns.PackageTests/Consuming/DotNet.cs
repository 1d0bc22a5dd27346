using System.Diagnostics;
using Xunit;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>Runs the .NET command line as somebody at a shell would, not as part of the test run around it.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The folder for temporary files. A compiler server copies the analyzers there, and one in another session, which cannot see that they are in use, deletes the copies:
    /// with a folder of its own, no build that goes on beside the tests takes the analyzers from theirs. The name is short because sockets lie in it.
    /// </summary>
    public static string? Temporary { get; set; }

    /// <summary>Ends the compiler that has served the tests.</summary>
    public static Task EndCompilerAsync(string folder) => SucceedAsync(folder, "build-server", "shutdown", "--vbcscompiler");

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<string> SucceedAsync(string folder, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(folder, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    public static Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments) => RunAsync(Patience, folder, arguments);

    public static async Task<(int ExitCode, string Output)> RunAsync(TimeSpan limit, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsOfTheTestRun).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // A node that outlives the command would keep our end of its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";

        if (Temporary is not null)
        {
            // One compiler for all builds, as on a developer's machine, whatever this machine has set: it listens in the temporary folder, so that it is nobody else's.
            start.Environment["UseSharedCompilation"] = "true";
            start.Environment["TMPDIR"] = Temporary;
        }

        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
