using System.Globalization;
using System.Text;

namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>A program of ordinary classes with SQL in some of them: every file differs in names and numbers, none from run to run.</summary>
internal static partial class CodeCorpus
{
    /// <summary>Files with so many lines in all, and so many places that hand SQL to a library.</summary>
    public static IReadOnlyList<string> Create(int lines, int sinks)
    {
        var files = new List<string>();
        var done = 0;
        while (done < lines)
        {
            // One sink a file until there are enough.
            var number = files.Count;
            var file = WithClass(number, number < sinks ? Sinks[number % Sinks.Length] : "");
            files.Add(file);
            done += file.Count(character => character == '\n');
        }

        return files;
    }

    private static string WithClass(int number, string sink)
    {
        var text = new StringBuilder(Head);
        text.Append(sink);
        for (var method = 0; method < 20; method++)
        {
            text.Append(Methods[(number + method) % Methods.Length].Replace("$M", method.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.Append("}\n").ToString().Replace("$N", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
