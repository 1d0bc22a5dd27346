namespace PgAntiPatterns.Baselines;

/// <summary>Reads a baseline. Whatever is wrong in it takes away the entry that it is in and no other.</summary>
internal sealed class BaselineReader
{
    private static readonly string[] ConflictMarks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

    /// <summary>What is put where one side of a conflict ends and the other begins: white space to a reader of JSON, and found again where a comma is missing.</summary>
    private const string ConflictMiddle = "\t \t \t";

    private const string Conflict = "a merge conflict is left here; keep the entries of both sides and delete the marks";

    private readonly Func<string, bool> _isRule;
    private readonly List<BaselineEntry> _entries = [];
    private readonly List<BaselineMistake> _mistakes = [];

    private BaselineReader(Func<string, bool> isRule) => _isRule = isRule;

    /// <summary>What a baseline says.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="isRule">Tells the ids of rules from others.</param>
    public static Baseline Read(string text, Func<string, bool> isRule)
    {
        var reader = new BaselineReader(isRule);
        if (JsonReader.Read(text, out var line, out var reason) is { } root)
        {
            reader.ReadWhole(root);
        }
        else if (WithoutMarks(text) is { } merged && (JsonReader.Read(merged, out _, out _) ?? JsonReader.Read(merged.Replace(ConflictMiddle, ","), out _, out _)) is { } both)
        {
            var place = Array.FindIndex(text.Split('\n'), IsMark);
            reader.Mistake(place, both["projects"]?.Members?.LastOrDefault(project => project.Value.Line <= place).Key, Conflict);
            reader.ReadWhole(both);
        }
        else
        {
            reader.ReadByLine(text.Split('\n'), line, reason);
        }

        return new Baseline(reader._entries, reader._mistakes);
    }

    private void ReadWhole(JsonValue root)
    {
        if (root["projects"]?.Members is not { } projects)
        {
            Mistake(root.Line, null, "it has no \"projects\"; write it anew with -p:PgAntiPatternsBaseline=write after deleting it");
            return;
        }

        if (root.TextOf("version") != Baseline.Version)
        {
            Mistake(root["version"]?.Line ?? root.Line, null, "its version is not " + Baseline.Version + ", so that none of its entries counts");
            return;
        }

        foreach (var project in projects)
        {
            foreach (var entry in project.Value.Items ?? [])
            {
                ReadEntry(project.Key, entry, entry.Line);
            }

            if (project.Value.Items is null)
            {
                Mistake(project.Value.Line, project.Key, "a project has a list of entries");
            }
        }
    }

    /// <summary>Reads what is left of a file that is no JSON any more: the entries stand on lines of their own.</summary>
    private void ReadByLine(string[] lines, int brokenLine, string reason)
    {
        string? project = null;
        var conflict = Array.FindIndex(lines, IsMark);
        var blamed = conflict >= 0 ? conflict : brokenLine;
        for (var i = 0; i < lines.Length; i++)
        {
            if (i == blamed)
            {
                Mistake(i, project, conflict >= 0 ? Conflict : reason);
            }

            var line = lines[i].Trim().TrimEnd(',');
            if (JsonReader.Read("{" + line + "]}", out _, out _)?.Members is [var begun] && begun.Value.Items is not null)
            {
                project = begun.Key;
            }
            else if (project is not null && line.StartsWith("{", StringComparison.Ordinal) && JsonReader.Read(line, out _, out _) is { } entry)
            {
                ReadEntry(project, entry, i);
            }
        }
    }

    /// <summary>The text with both sides of every conflict and none of its marks, line by line; null where there is no conflict. What both sides had before is none of them.</summary>
    private static string? WithoutMarks(string text)
    {
        var lines = text.Split('\n');
        var (isFound, isOld) = (false, false);
        for (var i = 0; i < lines.Length; i++)
        {
            var isMark = IsMark(lines[i]);
            isFound |= isMark;
            isOld = isMark ? lines[i].StartsWith("|||||||", StringComparison.Ordinal) : isOld;
            lines[i] = isMark && lines[i].StartsWith("=======", StringComparison.Ordinal) ? ConflictMiddle : isMark || isOld ? "" : lines[i];
        }

        return isFound ? string.Join("\n", lines) : null;
    }

    private static bool IsMark(string line) => ConflictMarks.Any(mark => line.StartsWith(mark, StringComparison.Ordinal));

    private void ReadEntry(string project, JsonValue entry, int line)
    {
        var rule = entry.TextOf("rule");
        if (rule is not null && !_isRule(rule))
        {
            Mistake(line, project, $"there is no rule {rule}; delete the entry");
        }
        else if (rule is not null && entry.TextOf("file") is { } file && entry.TextOf("member") is { } member && entry.TextOf("text") is { } text && entry.NumberOf("ordinal") is { } ordinal)
        {
            _entries.Add(new BaselineEntry(project, new KnownFinding(rule, file, member, text, ordinal), line));
        }
        else
        {
            Mistake(line, project, "an entry has \"rule\", \"file\", \"member\", \"text\" and \"ordinal\"");
        }
    }

    private void Mistake(int line, string? project, string reason) => _mistakes.Add(new BaselineMistake(line, project, reason));
}
