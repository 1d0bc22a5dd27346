using Microsoft.CodeAnalysis;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Is this string of a configuration file a connection string for PostgreSQL? Yes only where it can hardly be another system's.</summary>
internal static class ConfiguredConnections
{
    /// <summary>Keywords that no other driver has.</summary>
    private static readonly HashSet<string> Unmistakable = ["Search Path", "Include Error Detail", "No Reset On Close", "Target Session Attributes", "Max Auto Prepare", "Timezone", "Read Buffer Size", "Passfile", "Root Certificate"];

    /// <summary>Names of other systems in the path of a value.</summary>
    private static readonly string[] OtherSystems = ["SqlServer", "MsSql", "MySql", "MariaDb", "Oracle", "Sqlite", "Mongo", "Redis", "Rabbit", "Kafka", "ServiceBus", "ClickHouse", "Snowflake", "Cassandra", "Couch", "Elastic"];

    /// <summary>The settings of a string that can only be PostgreSQL's; null otherwise.</summary>
    public static KnownSettings? Of(ConfiguredString configured, ConnectionStringUses uses, PlatformModel platform)
    {
        if (ConnectionUri.IsUri(configured.Value))
        {
            return IsOnlyConfigured(configured, platform) ? uses.Of(configured) : null;
        }

        if (configured.Value.IndexOf('=') < 0 || configured.Value.IndexOf(';') < 0 || !NamesHost(configured.Value))
        {
            return null;
        }

        var settings = uses.Of(configured);
        return settings.IsWellFormed && IsPostgres(settings, configured.Path, platform) ? settings : null;
    }

    /// <summary>Asked before the text is read: most values of a file are no connection strings.</summary>
    private static bool NamesHost(string value) =>
        value.IndexOf("host", StringComparison.OrdinalIgnoreCase) >= 0 || value.IndexOf("server", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsPostgres(KnownSettings settings, string path, PlatformModel platform)
    {
        if (settings["Host"] is not { } host || host.Value.IndexOfAny(['\\', '(', '/']) > 0 || IsOtherPort(settings))
        {
            return false;
        }

        var isUnmistakable = settings["Port"]?.Value.Trim() is "5432" or "6432" or "6543" || settings.Settings.Any(setting => setting.Keyword is { } keyword && Unmistakable.Contains(keyword.Name));
        if (isUnmistakable)
        {
            return true;
        }

        if (OtherSystems.Any(name => path.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0) || settings["Username"]?.Value.Trim() is "sa" or "root")
        {
            return false;
        }

        var isWhole = (settings["Database"] is not null || settings.Settings.Any(setting => ForeignKeywords.IsKnown(setting.Written, out var name) && name == "Database")) && platform.IsOnlyProvider;

        // "Server" is every driver's word: where it stands, one foreign keyword or value makes the string foreign.
        return isWhole && (string.Equals(host.Written, "Host", StringComparison.OrdinalIgnoreCase) || settings.Settings.All(setting => setting.Keyword?.Accepts(setting.Value) is true));
    }

    private static bool IsOtherPort(KnownSettings settings) => settings["Port"]?.Value.Trim() is "3306" or "1433" or "1521" or "27017" or "5672" or "6379";

    /// <summary>A URI is right for other clients; here it counts among the connection strings, where no code takes it into its own hands.</summary>
    private static bool IsOnlyConfigured(ConfiguredString configured, PlatformModel platform)
    {
        const string section = "ConnectionStrings:";
        if (!platform.IsOnlyProvider || !configured.Path.StartsWith(section, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var name = "\"" + configured.Path.Substring(section.Length) + "\"";
        return !platform.Compilation.SyntaxTrees.Any(tree => tree.GetText().ToString().IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
