using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>Is a place in code that runs once or never in production: a test, a migration, a seeder?</summary>
internal static class OneTimeCode
{
    public static bool IsIn(OperationAnalysisContext place, PlatformModel platform)
    {
        var tree = place.Operation.Syntax.SyntaxTree;
        if (platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(place.Options, tree))
        {
            return true;
        }

        var seeders = KnownOptions.Seeders.For(place.Options.AnalyzerConfigOptionsProvider.GetOptions(tree)).Select(Pattern).ToList();
        for (var symbol = place.ContainingSymbol; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol is INamedTypeSymbol type && SessionTypes.IsMigration(type) || WithBases(symbol).Any(named => seeders.Any(pattern => pattern.IsMatch(named.Name))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A migration may be called after what it does, and its base after what it is.</summary>
    private static IEnumerable<ISymbol> WithBases(ISymbol symbol)
    {
        yield return symbol;
        for (var type = (symbol as INamedTypeSymbol)?.BaseType; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }

    private static Regex Pattern(string name) => new("^" + Regex.Escape(name).Replace("\\*", ".*") + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
