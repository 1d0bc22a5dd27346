using System.Globalization;

namespace PgAntiPatterns.Build.Reports;

/// <summary>Where a line of a file is read: on the service that runs the build, as its environment tells, or in the tree.</summary>
internal sealed class SourceLinks
{
    private readonly Func<string, string, string> _link;

    private SourceLinks(Func<string, string, string> link) => _link = link;

    /// <summary>The links that fit an environment.</summary>
    public static SourceLinks In(Func<string, string?> variable)
    {
        string? Said(string name) => variable(name) is { Length: > 0 } value ? value.TrimEnd('/') : null;
        return Said("GITHUB_SERVER_URL") is { } server && Said("GITHUB_REPOSITORY") is { } repository && Said("GITHUB_SHA") is { } commit
                ? new SourceLinks((path, line) => $"{server}/{repository}/blob/{commit}/{path}#L{line}")
            : Said("CI_PROJECT_URL") is { } project && Said("CI_COMMIT_SHA") is { } revision
                ? new SourceLinks((path, line) => $"{project}/-/blob/{revision}/{path}#L{line}")
            : Said("BUILD_REPOSITORY_URI") is { } address && Said("BUILD_SOURCEVERSION") is { } version
                ? Said("BUILD_REPOSITORY_PROVIDER") == "TfsGit"
                    ? new SourceLinks((path, line) => $"{address}?path=/{path}&version=GC{version}&line={line}&lineEnd={line}&lineStartColumn=1&lineEndColumn=1000")
                    : new SourceLinks((path, line) => $"{address}/blob/{version}/{path}#L{line}")
            : new SourceLinks((path, line) => $"{path}#L{line}");
    }

    /// <summary>The address of a line; null for a file that is not in the tree.</summary>
    public string? To(Place place) =>
        SourceTree.IsOutside(place.File) ? null : _link(SourceTree.Escaped(place.File), Math.Max(place.Line, 1).ToString(CultureInfo.InvariantCulture));
}
