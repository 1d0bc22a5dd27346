using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Baselines;

namespace PgAntiPatterns.Rules;

/// <summary>Keeps findings silent that the team's baseline knows, in the editor and in the build. While a baseline is written all of them are, so that the build goes through.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KnownFindings : DiagnosticSuppressor
{
    private const string SuppressionId = "PGAPKNOWN";
    private const string Configuration = "PostgreSQL.Configuration";

    private static readonly ConditionalWeakTable<SourceText, Baseline> Cache = new();

    private static readonly Lazy<ImmutableDictionary<string, SuppressionDescriptor>> Suppressions = new(() => typeof(AreaAnalyzer).Assembly.GetTypes()
        .Where(type => typeof(AreaAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
        .SelectMany(type => ((AreaAnalyzer)Activator.CreateInstance(type)).SupportedDiagnostics)
        .Where(rule => rule.Category != Configuration)
        .ToImmutableDictionary(rule => rule.Id, rule => new SuppressionDescriptor(SuppressionId, rule.Id, "Known finding of " + Baseline.FileName)));

    /// <summary>One for each rule; mistakes in the configuration are never silent.</summary>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => Suppressions.Value.Values.ToImmutableArray();

    /// <summary>Silences what is known.</summary>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var mode = Property(options, "PgAntiPatternsBaseline");
        var file = context.Options.AdditionalFiles.FirstOrDefault(file => string.Equals(Path.GetFileName(file.Path), Baseline.FileName, StringComparison.OrdinalIgnoreCase));
        var isWritten = string.Equals(mode, "write", StringComparison.OrdinalIgnoreCase);
        if (!isWritten && file is null)
        {
            return;
        }

        var folder = file is null ? "" : Path.GetDirectoryName(file.Path) ?? "";
        var baseline = file?.GetText(context.CancellationToken) is { } text ? Cache.GetValue(text, key => BaselineReader.Read(key.ToString(), _ => true)) : Baseline.Empty;
        var project = Property(options, "PgAntiPatternsProject");
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (Suppressions.Value.TryGetValue(diagnostic.Id, out var suppression) && (isWritten || IsKnown(diagnostic)))
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }

        bool IsKnown(Diagnostic diagnostic) =>
            KnownFinding.Of(diagnostic.Id, RelativePaths.From(folder, diagnostic.Location.GetMappedLineSpan().Path), name => diagnostic.Properties.TryGetValue(name, out var value) ? value : null) is { } finding
            && baseline.Knows(project, finding);
    }

    private static string? Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
