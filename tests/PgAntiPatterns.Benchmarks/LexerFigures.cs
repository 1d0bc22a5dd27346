using System.Diagnostics;
using System.Globalization;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Benchmarks;

/// <summary>How fast SQL is cut into tokens and read, in megabytes a second.</summary>
internal static class LexerFigures
{
    private const int Characters = 1_000_000;
    private const int Rounds = 40;

    public static void Write(TextWriter output)
    {
        var template = SqlTemplate.Of(SqlCorpus.OfLength(Characters));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Lexer   {Speed(() => SqlLexer.Tokenize(template)),8:F0} MB/s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Reader  {Speed(() => SqlReader.Read(template)),8:F0} MB/s"));
    }

    /// <summary>The best of several rounds: what else the machine does only makes a round slower.</summary>
    private static double Speed(Action read)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            read();
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        return Characters / 1e6 / best.TotalSeconds;
    }
}
