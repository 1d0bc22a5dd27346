using System.Runtime.InteropServices;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>The process that runs these tests, a child of the test host.</summary>
internal static class TestProcess
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static Timer? watch;

    /// <summary>Ends this process when its parent is gone: when `dotnet test` is killed, its child would go on with the experiments.</summary>
    public static void EndWithItsParent()
    {
        if (OperatingSystem.IsWindows() || watch is not null)
        {
            return;
        }

        var parent = GetParentId();
        watch = new Timer(_ => EndIfOrphaned(parent), null, Step, Step);
    }

    private static void EndIfOrphaned(int parent)
    {
        if (GetParentId() != parent)
        {
            Environment.Exit(1);
        }
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetParentId();
}
