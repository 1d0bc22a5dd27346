using Microsoft.CodeAnalysis;
using PgAntiPatterns.Corpus;
using PgAntiPatterns.Corpus.Inputs;

if (Request.Of(args) is not { } request)
{
    Console.Error.WriteLine(Request.Usage);
    return 2;
}

var run = new CorpusRun(request, Console.Out);
foreach (var input in request.Inputs)
{
    foreach (var project in await ProjectsOfAsync(input))
    {
        await run.AddAsync(project);
    }
}

run.Summarize();
return run.IsClean ? 0 : 1;

async Task<IReadOnlyList<Project>> ProjectsOfAsync(string input) => Path.GetExtension(input) switch
{
    ".binlog" => BuiltProjects.Read(input),
    ".csproj" or ".sln" or ".slnx" => await BuiltProjects.BuildAsync(input, CancellationToken.None),
    _ => BareFolder.Load(input, request.References),
};
