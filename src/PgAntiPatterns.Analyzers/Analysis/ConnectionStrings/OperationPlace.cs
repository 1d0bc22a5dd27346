using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>An operation, and what else counts where it stands.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Platform">What the members of the libraries mean.</param>
/// <param name="Connections">Which settings are known where.</param>
/// <param name="Options">The user's settings there.</param>
internal sealed record OperationPlace(IOperation Operation, PlatformModel Platform, ConnectionStringUses Connections, AnalyzerConfigOptions Options)
{
    /// <summary>True in a test project whose speed is nobody's concern.</summary>
    public bool IsTest => Platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(Options);
}
