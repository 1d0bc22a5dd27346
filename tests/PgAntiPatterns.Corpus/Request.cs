using System.Globalization;

namespace PgAntiPatterns.Corpus;

/// <summary>What the command line asks for.</summary>
internal sealed record Request
{
    public const string Usage = """
        usage: PgAntiPatterns.Corpus INPUT… [options]

        INPUT                 a binary log (.binlog), a project or solution, which is built first, or a folder, which is not
        --fixes               applies every fix, one by one
        --fix-all             applies each fix to all reports of its rule in a project
        --runs N              analyzes N times and compares; every second run works on one thread
        --no-concurrency      works on one thread only
        --all                 switches on the rules that are off by default
        --limit SECONDS       how long one project may take (120)
        --references FOLDER   further assemblies for bare folders; may be given several times
        --quiet               leaves out the findings
        """;

    public List<string> Inputs { get; } = [];

    public List<string> References { get; } = [];

    public bool Fixes { get; private set; }

    public bool FixAll { get; private set; }

    public bool Concurrency { get; private set; } = true;

    public bool All { get; private set; }

    public bool Quiet { get; private set; }

    public int Runs { get; private set; } = 1;

    public TimeSpan Limit { get; private set; } = TimeSpan.FromSeconds(120);

    /// <summary>The request, or nothing where the words are not understood.</summary>
    public static Request? Of(IEnumerable<string> words)
    {
        var request = new Request();
        using var word = words.GetEnumerator();
        while (word.MoveNext())
        {
            if (!request.Understands(word))
            {
                return null;
            }
        }

        return request.Inputs.Count > 0 ? request : null;
    }

    private bool Understands(IEnumerator<string> word)
    {
        switch (word.Current)
        {
            case "--fixes":
                return Fixes = true;
            case "--fix-all":
                return FixAll = true;
            case "--no-concurrency":
                Concurrency = false;
                return true;
            case "--all":
                return All = true;
            case "--quiet":
                return Quiet = true;
            case "--runs":
                Runs = NumberAfter(word);
                return Runs > 0;
            case "--limit":
                Limit = TimeSpan.FromSeconds(NumberAfter(word));
                return Limit > TimeSpan.Zero;
            case "--references" when word.MoveNext():
                References.Add(word.Current);
                return Directory.Exists(word.Current);
            case ['-', ..]:
                return false;
            default:
                Inputs.Add(word.Current);
                return true;
        }
    }

    private static int NumberAfter(IEnumerator<string> word) =>
        word.MoveNext() && int.TryParse(word.Current, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
