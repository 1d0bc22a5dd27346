using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules;

/// <summary>Asks the rules about connections at every operation and in every configuration file. What one constant says to many places is reported once, where it is written.</summary>
internal sealed class ConnectionReports
{
    private readonly ConcurrentDictionary<(string Id, Location Place), bool> _reported = new();
    private readonly IReadOnlyList<ConnectionRule> _rules;
    private readonly PlatformModel _platform;
    private readonly ConnectionStringUses _connections;
    private readonly ConnectionWords _words;

    private ConnectionReports(PlatformModel platform, ConfigurationFiles files, IEnumerable<Rule> rules)
    {
        _rules = rules.OfType<ConnectionRule>().ToList();
        _platform = platform;
        _connections = new ConnectionStringUses(platform, files);
        _words = new ConnectionWords(platform, _connections.Keywords);
    }

    /// <summary>Registers the questions for the rules of an area.</summary>
    public static void Register(CompilationStartAnalysisContext context, PlatformModel platform, IEnumerable<Rule> rules)
    {
        var reports = new ConnectionReports(platform, new ConfigurationFiles(context.Options.AdditionalFiles, context.CancellationToken), rules);
        context.RegisterOperationAction(
            reports.AtOperation,
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.PropertyReference);
        context.RegisterAdditionalFileAction(reports.InFile);
    }

    private void AtOperation(OperationAnalysisContext context)
    {
        if (!_words.MayConcern(context.Operation))
        {
            return;
        }

        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree);
        foreach (var settings in _connections.At(context.Operation))
        {
            Ask(new SettingsPlace(settings, _connections.Keywords, _platform, options, context.Operation), context.ReportDiagnostic);
        }

        var place = new OperationPlace(context.Operation, _platform, _connections, options);
        foreach (var rule in _rules)
        {
            // The first rule that has something to say about an operation is the one that reports.
            if (rule.Find(place) is { } found)
            {
                Report(rule, found, context.ReportDiagnostic);
                return;
            }
        }
    }

    private void InFile(AdditionalFileAnalysisContext context)
    {
        if (_connections.Keywords.IsEmpty || !ConfigurationFiles.IsConfiguration(context.AdditionalFile))
        {
            return;
        }

        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile);
        foreach (var configured in ConfigurationFiles.Read(context.AdditionalFile, context.CancellationToken))
        {
            if (ConfiguredConnections.Of(configured, _connections, _platform) is { } settings)
            {
                Ask(new SettingsPlace(settings, _connections.Keywords, _platform, options, Operation: null), context.ReportDiagnostic, context.AdditionalFile.GetText(context.CancellationToken));
            }
        }
    }

    private void Ask(SettingsPlace place, Action<Diagnostic> report, SourceText? file = null)
    {
        var taken = new HashSet<Location>();
        foreach (var rule in _rules)
        {
            foreach (var found in rule.Find(place))
            {
                if (taken.Add(found.Location))
                {
                    Report(rule, found, report, file);
                }
            }
        }
    }

    private void Report(Rule rule, Finding found, Action<Diagnostic> report, SourceText? file = null)
    {
        if (_reported.TryAdd((rule.Id, found.Location), true))
        {
            report(file is null || found.Location.IsInSource ? rule.At(found.Location, found.Properties, found.Words) : rule.In(file, found.Location, found.Properties, found.Words));
        }
    }
}
