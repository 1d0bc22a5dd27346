using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>The rules about pools and connection strings.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PoolingAnalyzer : AreaAnalyzer
{
    /// <summary>Creates the area with its rules.</summary>
    public PoolingAnalyzer()
        : base(ImmutableArray.Create<Rule>(
            new KeywordNotAccepted(),
            new UriConnectionString(),
            new PoolingDisabled(),
            new PoolSizeOutOfBounds(),
            new PoolerNotConfigured(),
            new StartupParameterAtPooler(),
            new ResetDisabled(),
            new ObsoleteSetting(),
            new InfiniteTimeout(),
            new ConnectionStringPerCall(),
            new DataSourcePerScope(),
            new DataSourcePerCall(),
            new PoolCleared(),
            new BuilderChangedAfterBuild(),
            new GlobalTypeMapperUsed(),
            new SessionStateAtPooler(),
            new SessionStateLost(),
            new ConnectionWithoutDataSource()))
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform) =>
        ConnectionReports.Register(context, platform, Rules);
}
