using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Corpus.Fixing;

/// <summary>What became of one fix: nothing to complain about, or what is wrong with it.</summary>
internal sealed record FixOutcome(string What, string? Complaint, int Left = 0)
{
    /// <summary>The files of a project that a fix has really changed.</summary>
    public static async Task<IReadOnlyList<(Document Before, Document After)>> ChangesAsync(Solution before, Solution after, CancellationToken cancellation)
    {
        var changes = new List<(Document, Document)>();
        foreach (var id in after.GetChanges(before).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()))
        {
            var (old, now) = (before.GetDocument(id)!, after.GetDocument(id)!);
            if (!(await old.GetTextAsync(cancellation)).ContentEquals(await now.GetTextAsync(cancellation)))
            {
                changes.Add((old, now));
            }
        }

        return changes;
    }

    /// <summary>What a fix has written, line by line, for the eyes of a reader.</summary>
    public static async Task<string> EditsAsync(IEnumerable<(Document Before, Document After)> changes, CancellationToken cancellation)
    {
        var lines = new List<string>();
        foreach (var (before, after) in changes)
        {
            var (old, now) = (await before.GetTextAsync(cancellation), await after.GetTextAsync(cancellation));
            lines.AddRange(now.GetTextChanges(old).Select(change => $"    - {Short(old.ToString(change.Span))}\n    + {Short(change.NewText ?? "")}"));
        }

        return string.Join('\n', lines);
    }

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 200 ? line : line[..200] + "…";
    }
}
