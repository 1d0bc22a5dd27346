using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build.Reports;

/// <summary>How a report counts a finding.</summary>
internal enum Standing
{
    /// <summary>Neither the baseline nor the source excuses it.</summary>
    New,

    /// <summary>The baseline knows it.</summary>
    Known,

    /// <summary>A pragma or an attribute excuses it.</summary>
    Excused,
}

/// <summary>A finding in a report.</summary>
/// <param name="Identity">What it is known by when its line has moved: the identity that the baseline gives it.</param>
/// <param name="Place">Where it is, in the tree of the report.</param>
/// <param name="Further">The further places that belong to it, in the rule's order.</param>
/// <param name="Reason">What somebody wrote down who excused it.</param>
/// <param name="Projects">The projects that it was found in: one for each that compiles the file, and for each framework.</param>
internal sealed record ReportEntry(string Rule, string Level, string Message, string Identity, Place Place, IReadOnlyList<Place> Further, Standing Standing, string? Reason, IReadOnlyList<string> Projects)
{
    /// <summary>The same for entries that differ in their projects only.</summary>
    public string Key => string.Join("\n", Rule, Level, Message, Identity, Standing.ToString(), Reason, string.Join("\n", Further.Prepend(Place).Select(place => place.ToString())));

    /// <summary>The identity in a form that gives away nothing and has one length.</summary>
    public string Fingerprint => Digest(Identity);

    /// <summary>A finding of a log as the report of a tree writes it.</summary>
    public static ReportEntry Of(LoggedFinding finding, Standing standing, SourceTree tree, string projectFile, string project)
    {
        // What has no place, as an option of a configuration has none, belongs to the project.
        var place = InTree(finding.Place ?? new Place(projectFile, 1, 1, 1, 1));
        var identity = finding.KnownFrom(tree.Root) ?? new KnownFinding(finding.Rule, place.File, "", Digest(finding.Message), 0);
        return new ReportEntry(
            finding.Rule, finding.Level, finding.Message, (identity with { File = place.File }).Key, place, finding.Further.Select(InTree).ToList(), standing, finding.Reason, [project]);

        Place InTree(Place place) => place with { File = tree.PathOf(place.File) };
    }

    private static string Digest(string text)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(16).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
