using System.Text.RegularExpressions;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>Finds folders with PostgreSQL server programs: PATH first, then the usual places of each system, newest version first.</summary>
internal static partial class ServerBinaries
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public static IEnumerable<string> Folders() =>
        FromPath()
            .Concat(FromUsualPlaces())
            .Where(HoldsServer)
            .Distinct(StringComparer.Ordinal);

    public static bool HoldsServer(string folder) =>
        Programs.All(program => Exists(Path.Combine(folder, program)) || Exists(Path.Combine(folder, program + ".exe")));

    /// <summary>The subfolder <paramref name="bin"/> of every folder in <paramref name="parent"/> that matches, newest version first.</summary>
    public static IEnumerable<string> NewestFirst(string parent, string pattern, string bin)
    {
        if (!Directory.Exists(parent))
        {
            return [];
        }

        return Directory.EnumerateDirectories(parent, pattern)
            .OrderByDescending(VersionOf)
            .Select(folder => Path.Combine(folder, bin));
    }

    private static IEnumerable<string> FromPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> FromUsualPlaces()
    {
        if (OperatingSystem.IsWindows())
        {
            var programFiles = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return NewestFirst(Path.Combine(programFiles, "PostgreSQL"), "*", "bin");
        }

        return
        [
            .. NewestFirst("/usr/lib/postgresql", "*", "bin"),
            .. NewestFirst("/usr", "pgsql-*", "bin"),
            "/usr/local/pgsql/bin",
            .. NewestFirst("/opt/homebrew/opt", "postgresql*", "bin"),
            .. NewestFirst("/usr/local/opt", "postgresql*", "bin"),
            .. NewestFirst("/Library/PostgreSQL", "*", "bin"),
        ];
    }

    // A link whose target was uninstalled still exists as a file.
    private static bool Exists(string file) =>
        File.Exists(file) && File.ResolveLinkTarget(file, returnFinalTarget: true) is null or { Exists: true };

    private static Version VersionOf(string folder)
    {
        var number = VersionNumber().Match(Path.GetFileName(folder)).Value;
        return Version.TryParse(number.Contains('.', StringComparison.Ordinal) ? number : number + ".0", out var version) ? version : new Version(0, 0);
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex VersionNumber();
}
