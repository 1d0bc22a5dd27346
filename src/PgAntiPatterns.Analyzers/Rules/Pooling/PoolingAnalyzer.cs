using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>The rules about pools and connection strings.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PoolingAnalyzer : AreaAnalyzer
{
    private readonly PoolingDisabled _poolingDisabled;

    /// <summary>Creates the area with its rules.</summary>
    public PoolingAnalyzer()
        : this(new PoolingDisabled())
    {
    }

    private PoolingAnalyzer(PoolingDisabled poolingDisabled)
        : base(ImmutableArray.Create<Rule>(poolingDisabled)) => _poolingDisabled = poolingDisabled;

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform)
    {
        // One constant can reach Npgsql in many places; it is reported once, where it is written.
        var reported = new ConcurrentDictionary<Location, bool>();
        context.RegisterOperationAction(
            place =>
            {
                foreach (var settings in ConnectionStringUses.At(place.Operation, platform))
                {
                    if (PoolingDisabled.Find(settings) is { } pooling && IsMeant(place, settings, platform) is false && reported.TryAdd(pooling.Location, true))
                    {
                        place.ReportDiagnostic(Diagnostic.Create(_poolingDisabled.Descriptor, pooling.Location, Words(pooling.Location)));
                    }
                }
            },
            ConnectionStringUses.Kinds);
    }

    private static bool IsMeant(OperationAnalysisContext place, KnownSettings settings, PlatformModel platform)
    {
        var tree = place.Operation.Syntax.SyntaxTree;
        return (platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(place.Options, tree))
            || Poolers.IsTarget(settings, place.Options, tree)
            || OneShotConnections.IsIn(place.Operation, platform);
    }

    private static string Words(Location location) =>
        location.SourceTree!.GetText().ToString(location.SourceSpan);
}
