using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PgAntiPatterns.Benchmarks.Corpora;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.Benchmarks;

/// <summary>What the package adds to the compiler of a build: the compiler's own process, started anew each time, with everything that the SDK gives it by default.</summary>
internal static class BuildFigures
{
    private static readonly (int Files, int Rounds)[] Sizes = [(100, 3), (1000, 2)];

    /// <summary>A row for each kind and size.</summary>
    public static async Task<string> TableAsync()
    {
        var table = new StringBuilder("| Project | Files | Compile, s | Package, new process | Package, running compiler | Package, peak memory |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var kind in Enum.GetValues<ProjectKind>())
        {
            foreach (var (files, rounds) in Sizes)
            {
                var (without, with, inServer) = await MeasureAsync(kind, files, rounds);
                table.Append(CultureInfo.InvariantCulture, $"| {kind} | {files} | {without.Seconds:F1} | {with.Seconds / without.Seconds:F2} | {inServer:F2} | {with.Bytes / without.Bytes:F2} |\n");
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {files}: {without} -> {with}, {inServer:F3}"));
            }
        }

        return table.ToString();
    }

    private static async Task<(Cost Without, Cost With, double InServer)> MeasureAsync(ProjectKind kind, int files, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("pgap-build").FullName;
        try
        {
            foreach (var (number, source) in ProjectCorpus.Create(kind, files).Index())
            {
                await File.WriteAllTextAsync(Path.Combine(folder, $"File{number}.cs"), source);
            }

            var drivers = CompileRun.PathsOf(kind).Where(path => !path.Contains("Microsoft.NETCore.App.Ref", StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder, "Corpus.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
                  <ItemGroup>{string.Concat(drivers.Select(path => $"<Reference Include=\"{path}\" />"))}</ItemGroup>
                </Project>
                """);
            var (compiler, arguments) = await CommandLineAsync(folder);
            var package = new[] { typeof(AreaAnalyzer).Assembly.Location, typeof(Sql.SqlLexer).Assembly.Location }.Select(path => $"/analyzer:{path}");
            await WriteAsync("without.rsp", arguments);
            await WriteAsync("with.rsp", arguments.Concat(package));

            var without = new List<Cost>();
            var with = new List<Cost>();
            for (var round = 0; round < rounds; round++)
            {
                without.Add(await CompileAsync(compiler, folder, "without.rsp"));
                with.Add(await CompileAsync(compiler, folder, "with.rsp"));
            }

            return (Typical(without), Typical(with), await InServerAsync(compiler, folder, rounds));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Task WriteAsync(string file, IEnumerable<string> lines) => File.WriteAllLinesAsync(Path.Combine(folder, file), lines.Where(line => line != "/noconfig").Select(Quoted));
    }

    /// <summary>The least time, which nothing else disturbed, and the memory in the middle, since a collection of garbage more or less is chance.</summary>
    private static Cost Typical(IReadOnlyList<Cost> costs) => new(costs.Min(cost => cost.Seconds), costs.Select(cost => cost.Bytes).Order().ElementAt(costs.Count / 2));

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) && !argument.Contains('"', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;

    /// <summary>What the build would hand to the compiler, and the compiler itself.</summary>
    private static async Task<(string Compiler, IReadOnlyList<string> Arguments)> CommandLineAsync(string folder)
    {
        await OutputAsync(folder, "restore", "-v:q");
        var output = await OutputAsync(folder, "msbuild", "-t:Compile", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:UseSharedCompilation=false", "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath");
        using var told = JsonDocument.Parse(output);
        var compiler = Path.Combine(told.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll");
        return (compiler, [.. told.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)]);
    }

    private static async Task<string> OutputAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: {output}");
    }

    private static async Task<Cost> CompileAsync(string compiler, string folder, string arguments)
    {
        using var process = Start(folder, "exec", compiler, "/noconfig", $"@{arguments}");
        var output = process.StandardOutput.ReadToEndAsync();
        var (seconds, bytes) = (0.0, 0.0);
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            (seconds, bytes) = process.HasExited ? (seconds, bytes) : (process.TotalProcessorTime.TotalSeconds, Math.Max(bytes, process.PeakWorkingSet64));
        }

        return process.ExitCode == 0 ? new Cost(seconds, bytes) : throw new InvalidOperationException($"The corpus does not compile: {(await output)[..1000]}");
    }

    /// <summary>The same in the compiler's server, which <c>dotnet build</c> leaves running and which has compiled both before: with the package, divided by without.</summary>
    private static async Task<double> InServerAsync(string compiler, string folder, int rounds)
    {
        var pipe = $"pgap-{Guid.NewGuid():N}";
        using var server = Start(folder, "exec", Path.Combine(Path.GetDirectoryName(compiler)!, "VBCSCompiler.dll"), $"-pipename:{pipe}");
        try
        {
            var best = new Dictionary<string, double>();
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var arguments in new[] { "without.rsp", "with.rsp" })
                {
                    server.Refresh();
                    var before = server.TotalProcessorTime;
                    await OutputAsync(folder, "exec", compiler, "/noconfig", $"/shared:{pipe}", $"@{arguments}");
                    server.Refresh();
                    var seconds = (server.TotalProcessorTime - before).TotalSeconds;
                    // The first round pays for the just-in-time compiler.
                    best[arguments] = round == 0 ? double.MaxValue : Math.Min(best[arguments], seconds);
                }
            }

            return best["with.rsp"] / best["without.rsp"];
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
    }

    /// <summary>What one run of the compiler needed.</summary>
    /// <param name="Seconds">Processor time, on all threads.</param>
    /// <param name="Bytes">The most memory it held at a time.</param>
    private readonly record struct Cost(double Seconds, double Bytes);
}
