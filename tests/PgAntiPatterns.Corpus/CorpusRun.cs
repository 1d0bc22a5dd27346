using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Corpus.Fixing;

namespace PgAntiPatterns.Corpus;

/// <summary>All that was asked for, over one project after the other, and what it came to.</summary>
internal sealed class CorpusRun(Request request, TextWriter output)
{
    private readonly SortedDictionary<string, TimeSpan> times = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    private TimeSpan slowest;

    public int Projects { get; private set; }

    public long Lines { get; private set; }

    public int Exceptions { get; private set; }

    public int TimeOuts { get; private set; }

    public int Differences { get; private set; }

    public int Offered { get; private set; }

    public int Complaints { get; private set; }

    public int Findings => counts.Values.Sum();

    /// <summary>True where nothing happened that must not happen on anybody's code.</summary>
    public bool IsClean => Exceptions + TimeOuts + Differences + Complaints == 0;

    public async Task AddAsync(Project project)
    {
        using var limit = new CancellationTokenSource(request.Limit * request.Runs);
        var watch = Stopwatch.StartNew();
        try
        {
            await AnalyzeAsync(Prepared(project), limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            TimeOuts++;
            output.WriteLine($"TIME OUT {project.FilePath}");
        }

        slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
    }

    public void Summarize()
    {
        foreach (var (name, time) in times)
        {
            output.WriteLine(Invariant($"{time.TotalSeconds,8:F2} s  {name}"));
        }

        output.WriteLine(string.Join(' ', counts.Select(pair => $"{pair.Key}={pair.Value}")));
        output.WriteLine(Invariant($"{Projects} projects, {Lines:N0} lines, {Findings} findings, {Exceptions} exceptions, {TimeOuts} time-outs, {Differences} differences; slowest project {slowest.TotalSeconds:F1} s"));
        output.WriteLine(Invariant($"{Offered} fixes applied, {Complaints} complaints"));
    }

    private Project Prepared(Project project) => request.All
        ? project.WithCompilationOptions(project.CompilationOptions!.WithSpecificDiagnosticOptions(
            Package.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => KeyValuePair.Create(descriptor.Id, ReportDiagnostic.Warn)).DistinctBy(pair => pair.Key)))
        : project;

    private async Task AnalyzeAsync(Project project, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        Projects++;
        Lines += compilation.SyntaxTrees.Sum(tree => (long)tree.GetText(cancellation).Lines.Count);
        var analysis = await Analysis.OfAsync(project, compilation, request.Concurrency, cancellation);
        Note(project, analysis);
        var first = analysis.Findings.Select(Analysis.Text).ToList();
        for (var run = 1; run < request.Runs; run++)
        {
            // A compilation of its own: what is remembered for one is not to answer for another.
            var again = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees);
            var other = (await Analysis.OfAsync(project, again, request.Concurrency && run % 2 == 0, cancellation)).Findings.Select(Analysis.Text).ToList();
            if (!first.SequenceEqual(other))
            {
                Differences++;
                output.WriteLine($"DIFFERENT {project.FilePath}, run {run + 1}\n{string.Join('\n', first.Except(other).Select(line => "- " + line).Concat(other.Except(first).Select(line => "+ " + line)))}");
            }
        }

        if (request.Fixes)
        {
            Note(await OneByOne.ApplyAsync(project, analysis.Findings, cancellation));
        }

        if (request.FixAll)
        {
            Note(await Everywhere.ApplyAsync(project, analysis.Findings, cancellation));
        }
    }

    private void Note(Project project, Analysis analysis)
    {
        foreach (var exception in analysis.Exceptions)
        {
            Exceptions++;
            output.WriteLine($"EXCEPTION {project.FilePath} {exception}");
        }

        foreach (var finding in analysis.Findings)
        {
            counts[finding.Id] = counts.GetValueOrDefault(finding.Id) + 1;
            if (!request.Quiet)
            {
                output.WriteLine(finding);
            }
        }

        foreach (var (name, time) in analysis.Times)
        {
            times[name] = times.GetValueOrDefault(name) + time;
        }
    }

    private void Note(IEnumerable<FixOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            Offered++;
            if (outcome.Complaint is not null)
            {
                Complaints++;
                output.WriteLine($"FIX {outcome.What} {outcome.Complaint}");
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
