using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform.RoundTrips;

/// <summary>Types of the framework whose methods change nothing that a query could depend on.</summary>
internal static class RuntimeTypes
{
    private static readonly HashSet<string> Settings = ["Environment", "AppContext", "AppDomain", "Activator"];

    /// <summary>True for text, numbers, collections, the console and the log.</summary>
    public static bool IsInward(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System" => !Settings.Contains(type.Name),
        "System.Linq" or "System.Text" or "System.Globalization" or "System.Data" or "System.Data.Common" or "System.Threading.Tasks" or "System.Text.RegularExpressions" or "System.Text.Json" => true,
        "System.IO" => type.Name is "TextWriter" or "StreamWriter" or "StringWriter" or "Path",
        "Microsoft.Extensions.Logging" or "System.Diagnostics" => true,
        { } name => name.StartsWith("System.Collections", StringComparison.Ordinal),
        null => false,
    };
}
