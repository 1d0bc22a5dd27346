using BenchmarkDotNet.Running;
using PgAntiPatterns.Benchmarks;

// Without arguments: the figures of a page. With arguments: BenchmarkDotNet's own, such as --filter *Lexer*.
if (args is ["loops"])
{
    await LoopFigures.WriteAsync(Console.Out);
    return;
}

if (args.Length > 0)
{
    BenchmarkSwitcher.FromAssembly(typeof(LexerBenchmarks).Assembly).Run(args);
    return;
}

LexerFigures.Write(Console.Out);
await FamilyFigures.WriteAsync(Console.Out);
await ConfigurationFigures.WriteAsync(Console.Out);
await GrowthFigures.WriteAsync(Console.Out);
await LoopFigures.WriteAsync(Console.Out);
