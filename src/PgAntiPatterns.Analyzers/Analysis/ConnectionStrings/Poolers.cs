using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Options;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does a connection string lead to PgBouncer or another pooler, which pools in the client's stead?</summary>
internal static class Poolers
{
    private static readonly string[] Ports = ["6432", "6543"];

    /// <summary>Words in a host's name that hint at a pooler: enough to stay quiet, not enough to speak.</summary>
    private static readonly string[] Hints = ["pooler", "bouncer", "pgpool", "pgcat", "odyssey", "supavisor", "proxysql", "rds-proxy"];

    /// <summary>True where the user says that every connection goes through a transaction pooler.</summary>
    public static bool IsEverywhere(AnalyzerConfigOptions options) => KnownOptions.Pooler.Is(KnownOptions.TransactionPooler, options);

    /// <summary>The setting that leads to a pooler; null where none does.</summary>
    public static KnownSetting? Target(KnownSettings settings, AnalyzerConfigOptions options)
    {
        var host = settings["Host"];
        if (IsEverywhere(options))
        {
            return host ?? settings["Port"];
        }

        if (host is not null && Hosts(host).Any(one => Ports.Any(known => one.EndsWith(":" + known, StringComparison.Ordinal)) || KnownOptions.PoolerHosts.For(options).Any(pattern => Matches(one, pattern))))
        {
            return host;
        }

        return settings["Port"] is { IsKnown: true } port && Ports.Contains(port.Value.Trim()) ? port : null;
    }

    /// <summary>True where a setting leads to a pooler, or seems to.</summary>
    public static bool MayBeTarget(KnownSettings settings, AnalyzerConfigOptions options) =>
        IsEverywhere(options)
        || Target(settings, options) is not null
        || (settings["Host"] is { } host && Hints.Any(hint => host.Value.IndexOf(hint, StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>True where the pooler is Supabase's, which hands out another server for every transaction and knows no prepared statements.</summary>
    public static bool IsWithoutPreparing(KnownSettings settings) =>
        settings["Port"] is { } port && port.Value.Trim() == "6543";

    private static IEnumerable<string> Hosts(KnownSetting host) => host.Value.Split(',').Select(one => one.Trim());

    /// <summary>True where a host, whatever its port, is one that a pattern with asterisks names.</summary>
    private static bool Matches(string host, string pattern)
    {
        var colon = host.LastIndexOf(':');
        var name = colon > 0 && host.Skip(colon + 1).All(char.IsDigit) ? host.Substring(0, colon) : host;
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return string.Equals(name, pattern, StringComparison.OrdinalIgnoreCase);
        }

        if (!name.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // The parts in between where they come first, the last one at the end.
        var at = parts[0].Length;
        foreach (var part in parts.Skip(1).Take(parts.Length - 2))
        {
            var found = name.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return name.Length - at >= parts[parts.Length - 1].Length && name.EndsWith(parts[parts.Length - 1], StringComparison.OrdinalIgnoreCase);
    }
}
