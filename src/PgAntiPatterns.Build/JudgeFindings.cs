using Microsoft.Build.Framework;
using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Build;

/// <summary>Holds the findings of one project against the baseline: writes them down, or names the entries whose finding is gone.</summary>
public sealed class JudgeFindings : ITask
{
    /// <summary>The code of the warning about something in a baseline that is not understood.</summary>
    public const string MistakeCode = "PGAPBASELINE";

    /// <summary>The code of the warning about an entry whose finding is gone.</summary>
    public const string StaleCode = "PGAPSTALE";

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

    /// <summary>The preset that switches every rule off and so names them all.</summary>
    [Required]
    public string RulesFile { get; set; } = "";

    /// <summary>What to do: <c>write</c>, <c>shrink</c>, or only compare.</summary>
    public string Mode { get; set; } = "";

    /// <inheritdoc/>
    public bool Execute()
    {
        var rules = File.ReadAllText(RulesFile);
        bool IsRule(string id) => rules.Contains("dotnet_diagnostic." + id + ".severity");
        var folder = Path.GetDirectoryName(BaselineFile) ?? "";
        var findings = File.Exists(Log) ? CompilerLog.Read(File.ReadAllText(Log), folder) : null;
        if (findings is null)
        {
            return true;
        }

        if (Mode.Trim().ToLowerInvariant() is ("write" or "shrink") and var mode)
        {
            return Write(findings, IsRule, isShrunk: mode == "shrink");
        }

        var baseline = File.Exists(BaselineFile) ? BaselineReader.Read(File.ReadAllText(BaselineFile), IsRule) : Baseline.Empty;
        foreach (var mistake in Mine(baseline.Mistakes))
        {
            Warn(MistakeCode, mistake.Line, "The baseline is not understood; " + mistake.Reason);
        }

        var present = new HashSet<string>(findings.Select(finding => finding.Key));
        foreach (var entry in baseline.Of(Project).Where(entry => !present.Contains(entry.Finding.Key)))
        {
            Warn(StaleCode, entry.Line, $"{entry.Finding.Rule} in '{entry.Finding.Member}' is fixed; delete the entry, or all such entries with -p:PgAntiPatternsBaseline=shrink");
        }

        return true;
    }

    private bool Write(IReadOnlyList<KnownFinding> findings, Func<string, bool> isRule, bool isShrunk)
    {
        BaselineMistake? refused = null;
        SharedFile.Change(BaselineFile, text =>
        {
            var old = text.Length == 0 ? Baseline.Empty : BaselineReader.Read(text, isRule);
            // What is not understood would be lost.
            refused = old.Mistakes.FirstOrDefault();
            var own = findings.Where(finding => !isShrunk || old.Knows(Project, finding)).Select(finding => new BaselineEntry(Project, finding, 0));
            return refused is null ? BaselineWriter.Write(old.Entries.Where(entry => !string.Equals(entry.Project, Project, StringComparison.OrdinalIgnoreCase)).Concat(own)) : null;
        });

        if (refused is not null)
        {
            BuildEngine.LogErrorEvent(new BuildErrorEventArgs(null, MistakeCode, BaselineFile, refused.Line + 1, 1, 0, 0, "The baseline is left as it is because it is not understood; " + refused.Reason, null, nameof(JudgeFindings)));
        }

        return refused is null;
    }

    private IEnumerable<BaselineMistake> Mine(IEnumerable<BaselineMistake> mistakes) => mistakes.Where(mistake => mistake.Project is null || string.Equals(mistake.Project, Project, StringComparison.OrdinalIgnoreCase));

    private void Warn(string code, int line, string message) =>
        BuildEngine.LogWarningEvent(new BuildWarningEventArgs(null, code, BaselineFile, line + 1, 1, 0, 0, message, null, nameof(JudgeFindings)));
}
