namespace PgAntiPatterns.Baselines;

/// <summary>Paths as a baseline and a report write them: relative and with slashes, so that they are the same on every machine.</summary>
internal static class RelativePaths
{
    /// <summary>A file as seen from a folder; the file's own path where the two have nothing in common.</summary>
    public static string From(string folder, string file)
    {
        var (start, goal) = (Parts(folder), Parts(file));
        var shared = 0;
        while (shared < start.Count && shared < goal.Count - 1 && string.Equals(start[shared], goal[shared], StringComparison.OrdinalIgnoreCase))
        {
            shared++;
        }

        return shared == 0 && start.Count > 0 && !IsBelowRoot(folder, file)
            ? file.Replace('\\', '/')
            : string.Join("/", Enumerable.Repeat("..", start.Count - shared).Concat(goal.Skip(shared)));
    }

    /// <summary>True where two paths, however they are spelled, lead to the same file.</summary>
    public static bool AreEqual(string first, string second) => Parts(first).SequenceEqual(Parts(second), StringComparer.OrdinalIgnoreCase);

    /// <summary>True where both begin at the one root that a file system without drives has.</summary>
    private static bool IsBelowRoot(string folder, string file) => folder.StartsWith("/", StringComparison.Ordinal) && file.StartsWith("/", StringComparison.Ordinal);

    private static List<string> Parts(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', '\\').Where(part => part.Length > 0 && part != "."))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return parts;
    }
}
