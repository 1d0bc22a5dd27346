using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Options;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does a connection string lead to PgBouncer or another pooler, which pools in the client's stead?</summary>
internal static class Poolers
{
    private static readonly string[] Ports = ["6432", "6543"];

    /// <summary>True where the host or the port is a pooler's.</summary>
    public static bool IsTarget(KnownSettings settings, AnalyzerOptions options, SyntaxTree tree)
    {
        if (settings["Port"] is { } port && Ports.Contains(port.Value.Trim()))
        {
            return true;
        }

        return settings["Host", "Server"] is { Value: var hosts }
            && hosts.Split(',').Select(host => host.Trim()).Any(host => Ports.Any(known => host.EndsWith(":" + known, StringComparison.Ordinal)) || KnownOptions.PoolerHosts.For(options, tree).Any(pattern => Matches(host, pattern)));
    }

    private static bool Matches(string host, string pattern) =>
        Regex.IsMatch(host, "^" + Regex.Escape(pattern).Replace("\\*", ".*") + "(:\\d+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
