using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Settings that reach Npgsql, and what else counts where they stand.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Keywords">The keywords that the driver knows.</param>
/// <param name="Platform">What the members of the libraries mean.</param>
/// <param name="Options">The user's settings there.</param>
/// <param name="Operation">The operation that hands them over; null in a configuration file.</param>
internal sealed record SettingsPlace(KnownSettings Settings, KeywordCatalog Keywords, PlatformModel Platform, AnalyzerConfigOptions Options, IOperation? Operation)
{
    /// <summary>True in a test project whose speed is nobody's concern.</summary>
    public bool IsTest => Platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(Options);

    /// <summary>True in a test that waits for the exception which the settings cause.</summary>
    public bool IsExpectedToFail => Platform.IsTestProject && Operation is { } operation && ExpectedFailures.Include(operation);

    /// <summary>True where a setting stands in code or configuration that no customer meets: tests, samples, a developer's own settings.</summary>
    public bool IsForDevelopers(Location location)
    {
        var path = location.GetLineSpan().Path ?? "";
        return IsTest
            || (!location.IsInSource && ConfigurationFiles.IsForDevelopers(path))
            || DevelopmentGuards.IsSample(path);
    }
}
