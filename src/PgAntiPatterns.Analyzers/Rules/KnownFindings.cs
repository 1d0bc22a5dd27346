using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Rules;

/// <summary>Keeps findings silent that the team's baseline knows, in the editor and in the build. While a baseline is written all of them are, so that the build goes through; while a report is written the errors are, so that it has all projects, and the package's task reports them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed partial class KnownFindings : DiagnosticSuppressor
{
    private static readonly ConditionalWeakTable<SourceText, Baseline> Cache = new();

    private static readonly ImmutableArray<SuppressionDescriptor> Suppressions = Silenced().Select(id => new SuppressionDescriptor(Baseline.SuppressionId, id, "Known to the baseline, or reported after the compiler")).ToImmutableArray();

    /// <summary>One for each rule; mistakes in the configuration are never silent.</summary>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => Suppressions;

    /// <summary>Silences what is known.</summary>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        // In most compilations there is nothing to silence, and nothing of the rest is loaded then.
        if (!context.ReportedDiagnostics.IsEmpty)
        {
            Silence(context);
        }
    }

    private static void Silence(SuppressionAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var mode = Property(options, "PgAntiPatternsBaseline");
        var file = Is(mode, "off") ? null : FileIn(context.Options.AdditionalFiles, Escaped(options, "_PgAntiPatternsBaselineKey"));
        var isWritten = Is(mode, "write");
        var areErrorsHeld = Is(Property(options, "_PgAntiPatternsHoldsErrors"), "true");
        if (!isWritten && !areErrorsHeld && file is null)
        {
            return;
        }

        var folder = file is null ? "" : Path.GetDirectoryName(file.Path) ?? "";
        var baseline = file?.GetText(context.CancellationToken) is { } text ? Cache.GetValue(text, key => BaselineReader.Read(key.ToString(), _ => true)) : Baseline.Empty;
        var project = Escaped(options, "_PgAntiPatternsProjectKey");
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (Suppressions.FirstOrDefault(candidate => candidate.SuppressedDiagnosticId == diagnostic.Id) is { } suppression && (isWritten || (areErrorsHeld && diagnostic.Severity is DiagnosticSeverity.Error) || IsKnown(diagnostic)))
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }

        bool IsKnown(Diagnostic diagnostic) =>
            KnownFinding.Of(diagnostic.Id, RelativePaths.From(folder, diagnostic.Location.GetMappedLineSpan().Path), name => diagnostic.Properties.TryGetValue(name, out var value) ? value : null) is { } finding
            && baseline.Knows(project, finding);
    }

    /// <summary>The baseline among the additional files: the one that the package has found, or where it has not said which, the one of the usual name.</summary>
    private static AdditionalText? FileIn(ImmutableArray<AdditionalText> files, string? path) =>
        files.FirstOrDefault(file => path is null ? Is(Path.GetFileName(file.Path), Baseline.FileName) : RelativePaths.AreEqual(file.Path, path));

    private static bool Is(string? said, string word) => string.Equals(said, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A property that the package escapes as in an address, because <c>#</c> and <c>;</c> begin a comment where the compiler reads it.</summary>
    private static string? Escaped(AnalyzerConfigOptions options, string name) => Property(options, name) is { } value ? Uri.UnescapeDataString(value) : null;

    private static string? Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
