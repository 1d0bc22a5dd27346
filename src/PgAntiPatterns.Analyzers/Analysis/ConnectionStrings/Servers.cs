namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Where is the server that a connection string leads to: on this machine, in the same private network of containers, or elsewhere?</summary>
internal static class Servers
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0", ".", "(local)", "host.docker.internal"];

    /// <summary>True where every host is this machine, or a socket of it.</summary>
    public static bool IsLocal(KnownSetting host) => host.IsKnown && Hosts(host).All(IsLocal);

    /// <summary>True where a host is known and reached over a network that others may listen to. A name without a dot is a container's or a neighbour's.</summary>
    public static bool IsRemote(KnownSetting host) => host.IsKnown && Hosts(host).Any(one => one.Length > 0 && !IsLocal(one) && (one.Contains('.') || one.Contains(':')));

    /// <summary>True for hosts that stop the server when nobody is connected, and start it with the next connection.</summary>
    public static bool SleepsWhenIdle(KnownSetting host) => Hosts(host).Any(one => one.EndsWith(".neon.tech", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Hosts(KnownSetting host) => host.Value.Split(',').Select(one => WithoutPort(one.Trim()));

    private static string WithoutPort(string host)
    {
        var colon = host.IndexOf(':');
        return colon > 0 && colon == host.LastIndexOf(':') ? host.Substring(0, colon) : host;
    }

    private static bool IsLocal(string host) =>
        Loopback.Contains(host, StringComparer.OrdinalIgnoreCase)
        || host.StartsWith("127.", StringComparison.Ordinal)
        || host.StartsWith("/", StringComparison.Ordinal)
        || host.StartsWith("@", StringComparison.Ordinal)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (host.Length > 1 && host[1] == ':');
}
