using BenchmarkDotNet.Attributes;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Benchmarks;

/// <summary>Tokens and readings of a megabyte of statements, per character: 10 ns are 100 MB/s.</summary>
[InProcess]
[MemoryDiagnoser]
public class LexerBenchmarks
{
    private const int Characters = 1_000_000;

    private readonly SqlTemplate template = SqlTemplate.Of(SqlCorpus.OfLength(Characters));

    [Benchmark(OperationsPerInvoke = Characters)]
    public int Tokens() => SqlLexer.Tokenize(template).Length;

    [Benchmark(OperationsPerInvoke = Characters)]
    public int Reading() => SqlReader.Read(template).Statements.Count;
}
