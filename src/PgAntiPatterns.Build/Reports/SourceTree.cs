using System.Text.RegularExpressions;
using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build.Reports;

/// <summary>The tree of sources that a report is about: paths in it are relative to its root and have slashes.</summary>
internal sealed class SourceTree(string root)
{
    /// <summary>What a deterministic build writes for the root of the repository.</summary>
    private static readonly Regex Mapped = new(@"^([A-Za-z]:)?[\\/]_[\\/]");

    /// <summary>The folder that everything is relative to.</summary>
    public string Root { get; } = root;

    /// <summary>The repository that holds the folder where the build was started, or else the project; without one, the folder of the build or of the baseline.</summary>
    public static SourceTree Around(string project, string start, string baselineFolder)
    {
        var isBelowStart = start.Length > 0 && !IsOutside(RelativePaths.From(start, project));
        return new SourceTree((isBelowStart ? RepositoryOf(start) : null) ?? RepositoryOf(Path.GetDirectoryName(project) ?? "") ?? (isBelowStart ? start : baselineFolder));
    }

    /// <summary>A path as the report writes it; a file outside of the tree keeps its whole path.</summary>
    public string PathOf(string file)
    {
        if (Mapped.Match(file) is { Success: true } mapped)
        {
            return file.Substring(mapped.Length).Replace('\\', '/');
        }

        var path = RelativePaths.From(Root, file);
        return IsOutside(path) ? file.Replace('\\', '/') : path;
    }

    /// <summary>True for a path that begins at a root or leaves the folder that it is relative to.</summary>
    public static bool IsOutside(string path) => path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path);

    /// <summary>A path with everything escaped that an address does not hold.</summary>
    public static string Escaped(string path) => string.Join("/", path.Split('/').Select(Uri.EscapeDataString));

    private static string? RepositoryOf(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            // In a worktree or a submodule it is a file.
            var git = Path.Combine(place.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return place.FullName;
            }
        }

        return null;
    }
}
