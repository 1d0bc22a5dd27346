using BenchmarkDotNet.Running;
using PgAntiPatterns.Benchmarks;

// --write: the tables of docs/performance.md; edit --write, build --write: the one about edits, about builds; edit, build, loops, growth, family: one set of figures. Without arguments: the figures of an engine and an area. Other arguments are BenchmarkDotNet's own, such as --filter *Lexer*.
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

if (args is ["edit", .. var more])
{
    var table = await EditFigures.TableAsync();
    Console.WriteLine(table);
    if (more is ["--write"])
    {
        Page.Write("edit", table);
    }

    return;
}

if (args is ["build", .. var further])
{
    var table = await BuildFigures.TableAsync();
    Console.WriteLine(table);
    if (further is ["--write"])
    {
        Page.Write("build", table);
    }

    return;
}

if (args is ["--write"])
{
    var tables = await PackageFigures.TablesAsync();
    Console.WriteLine(tables);
    Page.Write("package", tables);
    var table = await EditFigures.TableAsync();
    Console.WriteLine(table);
    Page.Write("edit", table);
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
