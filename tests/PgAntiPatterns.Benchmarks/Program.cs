using BenchmarkDotNet.Running;
using PgAntiPatterns.Benchmarks;

// --write: the tables of docs/performance.md; loops, growth, family: one set of figures. Without arguments: the figures of an engine and an area. Other arguments are BenchmarkDotNet's own, such as --filter *Lexer*.
if (args is ["loops"])
{
    await LoopFigures.WriteAsync(Console.Out);
    return;
}

if (args is ["growth"])
{
    await GrowthFigures.WriteAsync(Console.Out);
    return;
}

if (args is ["family"])
{
    await FamilyFigures.WriteAsync(Console.Out);
    return;
}

if (args is ["edit", .. var rounds])
{
    Console.WriteLine(await EditFigures.TableAsync(rounds is [var number] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 20));
    return;
}

if (args is ["--write"])
{
    var tables = await PackageFigures.TablesAsync();
    Console.WriteLine(tables);
    Page.Write(tables);
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
