using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Configuration;

/// <summary>The rules about the analyzers' own configuration.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigurationAnalyzer : AreaAnalyzer
{
    private readonly OptionNotUnderstood _optionNotUnderstood;
    private readonly ApiRowNotUnderstood _apiRowNotUnderstood;

    /// <summary>Creates the area with its rules.</summary>
    public ConfigurationAnalyzer()
        : this(new OptionNotUnderstood(), new ApiRowNotUnderstood())
    {
    }

    private ConfigurationAnalyzer(OptionNotUnderstood optionNotUnderstood, ApiRowNotUnderstood apiRowNotUnderstood)
        : base(ImmutableArray.Create<Rule>(optionNotUnderstood, apiRowNotUnderstood))
    {
        _optionNotUnderstood = optionNotUnderstood;
        _apiRowNotUnderstood = apiRowNotUnderstood;
    }

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform)
    {
        context.RegisterAdditionalFileAction(file =>
        {
            foreach (var mistake in ApisFile.IsOne(file.AdditionalFile) ? ApisFile.Mistakes(file.AdditionalFile) : [])
            {
                file.ReportDiagnostic(Diagnostic.Create(_apiRowNotUnderstood.Descriptor, mistake.Location, ApiRowNotUnderstood.Words(mistake)));
            }
        });

        // Every file asks for its own options; the same mistake is named once.
        var seen = new ConcurrentDictionary<(string, string), bool>();
        context.RegisterSyntaxTreeAction(file =>
        {
            var provider = file.Options.AnalyzerConfigOptionsProvider;
            foreach (var options in new[] { provider.GlobalOptions, provider.GetOptions(file.Tree) })
            {
                foreach (var key in options.Keys.Where(key => key.StartsWith(KnownOptions.Prefix, StringComparison.OrdinalIgnoreCase)))
                {
                    if (options.TryGetValue(key, out var value) && _optionNotUnderstood.Check(key, value) is { } diagnostic && seen.TryAdd((key, value), true))
                    {
                        file.ReportDiagnostic(diagnostic);
                    }
                }
            }
        });
    }
}
