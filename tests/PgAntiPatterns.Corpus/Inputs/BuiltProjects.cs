using System.Diagnostics;
using Microsoft.Build.Logging.StructuredLogger;
using Microsoft.CodeAnalysis;
using BuiltProject = Microsoft.Build.Logging.StructuredLogger.Project;
using CompilerCall = Microsoft.Build.Logging.StructuredLogger.Task;
using Project = Microsoft.CodeAnalysis.Project;

namespace PgAntiPatterns.Corpus.Inputs;

/// <summary>The calls of the compiler that a build wrote down in its binary log, each a project exactly as the compiler saw it.</summary>
internal static class BuiltProjects
{
    /// <summary>Builds a project or a solution and reads its log.</summary>
    public static async System.Threading.Tasks.Task<IReadOnlyList<Project>> BuildAsync(string project, CancellationToken cancellation)
    {
        var log = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.binlog");
        try
        {
            // What the compiler was called with is in the log even where it found errors.
            using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", project, "-t:Rebuild", "-v:q", "-nologo", $"-bl:{log}", "-p:TreatWarningsAsErrors=false"]) { RedirectStandardOutput = true })!;
            var output = await build.StandardOutput.ReadToEndAsync(cancellation);
            await build.WaitForExitAsync(cancellation);
            return File.Exists(log) ? Read(log) : throw new InvalidDataException($"{project} cannot be built: {output}");
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>The projects of a binary log. The files that the build read must still be there.</summary>
    public static IReadOnlyList<Project> Read(string log)
    {
        var calls = new List<CompilerCall>();
        BinaryLog.ReadBuild(log).VisitAllChildren<CompilerCall>(task =>
        {
            if (task is { Name: "Csc", CommandLineArguments.Length: > 0 })
            {
                calls.Add(task);
            }
        });
        return [.. calls.Select(ProjectOf)];
    }

    private static Project ProjectOf(CompilerCall call)
    {
        using var workspace = new AdhocWorkspace();
        var file = call.GetNearestParent<BuiltProject>()!.ProjectFile;
        var info = CommandLineProject.CreateProjectInfo(Path.GetFileName(file), LanguageNames.CSharp, ArgumentsOf(call), Path.GetDirectoryName(file)!, workspace);
        return workspace.CurrentSolution.AddProject(info.WithFilePath(file)).GetProject(info.Id)!;
    }

    /// <summary>What follows the compiler's own path. The build's analyzers are not loaded, and what its generators made is missing.</summary>
    private static IEnumerable<string> ArgumentsOf(CompilerCall call)
    {
        var words = CommandLineParser.SplitCommandLineIntoArguments(call.CommandLineArguments, removeHashComments: false).Select(word => word.Trim('"')).ToList();
        return words.Skip(words.FindIndex(word => Path.GetFileNameWithoutExtension(word) == "csc") + 1).Where(word => !word.StartsWith("/analyzer:", StringComparison.Ordinal));
    }
}
