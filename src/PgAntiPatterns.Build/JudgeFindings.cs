using Microsoft.Build.Framework;
using PgAntiPatterns.Baselines;
using PgAntiPatterns.Build.Reports;

namespace PgAntiPatterns.Build;

/// <summary>Holds the findings of one project against the baseline, and writes them down: as the baseline, and into the report of the solution.</summary>
public sealed class JudgeFindings : ITask
{
    /// <summary>The code of the warning about something in a baseline that is not understood.</summary>
    public const string MistakeCode = "PGAPBASELINE";

    /// <summary>The code of the warning about an entry whose finding is gone.</summary>
    public const string StaleCode = "PGAPSTALE";

    /// <summary>The code of the warning about a log of the compiler that cannot be read.</summary>
    public const string LogCode = "PGAPLOG";

    /// <summary>The code of the warning about a report that cannot be written.</summary>
    public const string ReportCode = "PGAPREPORT";

    /// <summary>The code of the warning that fails a build whose errors are reported here. MSBuild is told to make an error of it: then the build goes on to the next project, and fails in the end.</summary>
    public const string GateCode = "PGAPGATE";

    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost? HostObject { get; set; }

    /// <summary>The compiler's SARIF log.</summary>
    [Required]
    public string Log { get; set; } = "";

    /// <summary>The baseline, whether it exists or not.</summary>
    [Required]
    public string BaselineFile { get; set; } = "";

    /// <summary>The project, as the baseline names it.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The path of the project's file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The preset that switches every rule off and so names them all.</summary>
    [Required]
    public string RulesFile { get; set; } = "";

    /// <summary>What to do with the baseline: <c>write</c>, <c>shrink</c>, <c>off</c>, or only compare.</summary>
    public string Mode { get; set; } = "";

    /// <summary>The framework, where the project is built for several.</summary>
    public string Framework { get; set; } = "";

    /// <summary>All frameworks of the project, where it is built for several.</summary>
    public string Frameworks { get; set; } = "";

    /// <summary>The folder of the report, relative to where the build was started; empty where none is wanted.</summary>
    public string Report { get; set; } = "";

    /// <summary>Where the build was started.</summary>
    public string Start { get; set; } = "";

    /// <summary>True where the compiler was kept from reporting errors, so that the build reaches all projects.</summary>
    public bool HoldsErrors { get; set; }

    private List<string> FrameworkList => Frameworks.Split(';').Select(framework => framework.Trim()).Where(framework => framework.Length > 0).ToList();

    private string BaselineFolder => Path.GetDirectoryName(BaselineFile) ?? "";

    /// <inheritdoc/>
    public bool Execute()
    {
        var rules = File.ReadAllText(RulesFile);
        bool IsRule(string id) => rules.Contains("dotnet_diagnostic." + id + ".severity");
        var reason = "there is none";
        if ((File.Exists(Log) ? CompilerLog.Read(File.ReadAllText(Log), IsRule, out reason) : null) is not { } log)
        {
            return LogIsUnread(reason);
        }

        var mode = Mode.Trim().ToLowerInvariant();
        var old = mode == "off" ? Baseline.Empty : Recorded(IsRule);
        var isWritten = mode == "write" || (mode == "shrink" && File.Exists(BaselineFile));
        // What the compiler did not get to is neither fixed nor unknown.
        var stale = isWritten || !log.IsComplete ? [] : Stale(old, log);
        if (!isWritten)
        {
            Compare(old, stale);
        }
        else if (log.IsComplete && !Write(log, IsRule, isShrunk: mode == "shrink"))
        {
            return false;
        }

        var standings = log.Findings.Select(finding => (Finding: finding, Standing: StandingOf(finding, old, mode == "write"))).ToList();
        Hand(log, standings, stale.Count);
        RaiseHeld(log, standings);
        return true;
    }

    /// <summary>What the baseline says; nothing where there is none.</summary>
    private Baseline Recorded(Func<string, bool> isRule)
    {
        try
        {
            return File.Exists(BaselineFile) ? BaselineReader.Read(File.ReadAllText(BaselineFile), isRule) : Baseline.Empty;
        }
        catch (Exception trouble) when (SharedFile.IsTrouble(trouble))
        {
            Warn(MistakeCode, BaselineFile, 0, "The baseline cannot be read; " + trouble.Message);
            return Baseline.Empty;
        }
    }

    private bool LogIsUnread(string reason)
    {
        var message = $"The compiler's log '{Log}' cannot be read, so that neither baseline nor report counts; {reason}; write 'version=2.1' behind the file's name in ErrorLog";
        if (HoldsErrors)
        {
            Fail(LogCode, ProjectFile, 0, message);
        }
        else
        {
            Warn(LogCode, ProjectFile, 0, message);
        }

        return !HoldsErrors;
    }

    private Standing StandingOf(LoggedFinding finding, Baseline baseline, bool isRecorded) => finding.Silence switch
    {
        Silence.None => Standing.New,
        Silence.Source => Standing.Excused,
        _ when finding.KnownFrom(BaselineFolder) is { } known && baseline.Knows(Project, known) => Standing.Known,
        Silence.Package => isRecorded ? Standing.Known : Standing.New,
        _ => Standing.Excused,
    };

    private List<BaselineEntry> Stale(Baseline baseline, CompilerLog log)
    {
        var present = new HashSet<string>(log.Findings.Where(finding => finding.Silence is not Silence.Source).Select(finding => finding.KnownFrom(BaselineFolder)).OfType<KnownFinding>().Select(finding => finding.Key));
        return baseline.Of(Project).Where(entry => !present.Contains(entry.Finding.Key) && !log.Silenced.Contains(entry.Finding.Rule)).ToList();
    }

    private void Compare(Baseline baseline, List<BaselineEntry> stale)
    {
        foreach (var mistake in baseline.Mistakes.Where(mistake => mistake.Project is null || string.Equals(mistake.Project, Project, StringComparison.OrdinalIgnoreCase)))
        {
            Warn(MistakeCode, BaselineFile, mistake.Line + 1, "The baseline is not understood; " + mistake.Reason);
        }

        foreach (var entry in stale)
        {
            Warn(StaleCode, BaselineFile, entry.Line + 1, $"{entry.Finding.Rule} in '{entry.Finding.File}' is not found any more; delete the entry, or all such entries with -p:PgAntiPatternsBaseline=shrink");
        }
    }

    private bool Write(CompilerLog log, Func<string, bool> isRule, bool isShrunk)
    {
        var findings = log.Findings.Where(finding => finding.Silence is Silence.None or Silence.Package).Select(finding => finding.KnownFrom(BaselineFolder)).OfType<KnownFinding>().ToList();
        BaselineMistake? refused = null;
        try
        {
            SharedFile.Change(BaselineFile, text =>
            {
                var old = text.Length == 0 ? Baseline.Empty : BaselineReader.Read(text, isRule);
                // What is not understood would be lost.
                refused = old.Mistakes.FirstOrDefault();
                var own = findings.Where(finding => !isShrunk || old.Knows(Project, finding)).Select(finding => new BaselineEntry(Project, finding, 0));
                // A rule that is switched off may find the same again when it is back.
                var unasked = isShrunk ? old.Of(Project).Where(entry => log.Silenced.Contains(entry.Finding.Rule)) : [];
                return refused is null ? BaselineWriter.Write(old.Entries.Where(entry => !string.Equals(entry.Project, Project, StringComparison.OrdinalIgnoreCase) && !IsGone(entry.Project)).Concat(own).Concat(unasked)) : null;
            });
        }
        catch (Exception trouble) when (SharedFile.IsTrouble(trouble))
        {
            Fail(MistakeCode, ProjectFile, 0, $"The baseline cannot be written to '{BaselineFile}'; {trouble.Message}");
            return false;
        }

        if (refused is not null)
        {
            Fail(MistakeCode, BaselineFile, refused.Line + 1, "The baseline is left as it is because it is not understood; " + refused.Reason);
        }

        return refused is null;
    }

    /// <summary>True for a project that is no longer there, or is no longer built for that framework: nobody else would take its entries out.</summary>
    private bool IsGone(string project)
    {
        var (file, own) = (ProjectName.FileOf(project), ProjectName.FileOf(Project));
        return !File.Exists(Path.Combine(BaselineFolder, file))
            || (string.Equals(file, own, StringComparison.OrdinalIgnoreCase) && !FrameworkList.Select(framework => ProjectName.Of(own, framework)).DefaultIfEmpty(own).Contains(project, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Hands the project's findings to the report, where one is wanted.</summary>
    private void Hand(CompilerLog log, List<(LoggedFinding Finding, Standing Standing)> standings, int stale)
    {
        if (Report.Trim() is not { Length: > 0 } folder)
        {
            return;
        }

        try
        {
            var tree = SourceTree.Around(ProjectFile, Start, BaselineFolder);
            var name = ProjectName.Of(tree.PathOf(ProjectFile), Framework);
            var path = Path.GetFullPath(Path.Combine(Start, folder));
            var entries = standings.Select(judged => ReportEntry.Of(judged.Finding, judged.Standing, tree, ProjectFile, name));
            if (!new ReportFolder(path, tree).Take(new ReportProject(name, stale, log.IsComplete), entries, log.Rules.Values, FrameworkList))
            {
                Warn(ReportCode, Path.Combine(path, ReportFolder.SarifName), 0, "This is no report that the package has written, and is written anew");
            }
        }
        catch (Exception trouble) when (SharedFile.IsTrouble(trouble))
        {
            WarnOnce(ReportCode, ProjectFile, $"The report cannot be written to '{folder}'; {trouble.Message}");
        }
    }

    /// <summary>Reports the errors that the compiler was kept from reporting.</summary>
    private void RaiseHeld(CompilerLog log, List<(LoggedFinding Finding, Standing Standing)> standings)
    {
        var held = HoldsErrors ? standings.Where(judged => judged is { Standing: Standing.New, Finding: { Silence: Silence.Package, Level: "error" } }).Select(judged => judged.Finding).ToList() : [];
        foreach (var finding in held)
        {
            var place = finding.Place ?? new Place(ProjectFile, 0, 0, 0, 0);
            var page = log.Rules.TryGetValue(finding.Rule, out var rule) && rule.Page is { } address ? $" ({address})" : "";
            BuildEngine.LogErrorEvent(new BuildErrorEventArgs(null, finding.Rule, place.File, place.Line, place.Column, 0, 0, finding.Message + page, finding.Rule, nameof(JudgeFindings)));
        }

        if (held.Count > 0)
        {
            Warn(GateCode, ProjectFile, 0, held.Count == 1 ? "1 finding is an error" : $"{held.Count} findings are errors");
        }
    }

    private void Warn(string code, string file, int line, string message) =>
        BuildEngine.LogWarningEvent(new BuildWarningEventArgs(null, code, file, line, line == 0 ? 0 : 1, 0, 0, message, null, nameof(JudgeFindings)));

    /// <summary>Warns about what is the same in every project of the build.</summary>
    private void WarnOnce(string code, string file, string message)
    {
        if (BuildEngine is IBuildEngine4 engine)
        {
            if (engine.GetRegisteredTaskObject(message, RegisteredTaskObjectLifetime.Build) is not null)
            {
                return;
            }

            engine.RegisterTaskObject(message, message, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        Warn(code, file, 0, message);
    }

    private void Fail(string code, string file, int line, string message) =>
        BuildEngine.LogErrorEvent(new BuildErrorEventArgs(null, code, file, line, line == 0 ? 0 : 1, 0, 0, message, null, nameof(JudgeFindings)));
}
