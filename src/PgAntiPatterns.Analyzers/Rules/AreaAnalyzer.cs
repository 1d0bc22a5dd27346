using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules;

/// <summary>One area of rules: it asks the engines once per place and hands the answers to its rules. Where no PostgreSQL driver is referenced it registers nothing.</summary>
public abstract class AreaAnalyzer : DiagnosticAnalyzer
{
    private protected AreaAnalyzer(ImmutableArray<Rule> rules)
    {
        Rules = rules;
        SupportedDiagnostics = rules.Select(rule => rule.Descriptor).ToImmutableArray();
    }

    /// <summary>The descriptors of the area's rules.</summary>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    private protected ImmutableArray<Rule> Rules { get; }

    /// <summary>The area's rules, for the contracts that hold over all of them.</summary>
    internal ImmutableArray<Rule> AllRules => Rules;

    /// <summary>Registers the area's actions, unless the compilation has no PostgreSQL driver.</summary>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (PlatformModel.Of(start.Compilation, start.Options.AdditionalFiles) is { } platform)
            {
                Register(start, platform);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, PlatformModel platform);
}
