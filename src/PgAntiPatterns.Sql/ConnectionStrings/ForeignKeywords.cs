namespace PgAntiPatterns.Sql.ConnectionStrings;

/// <summary>Keywords that Npgsql refuses, and what they are called there. The keywords that it accepts are asked of the version in use; this is what it cannot tell: the names that other drivers, libpq and earlier versions gave.</summary>
internal static class ForeignKeywords
{
    private static readonly Dictionary<string, string?> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        // SqlClient
        ["Address"] = "Host",
        ["Addr"] = "Host",
        ["Data Source"] = "Host",
        ["Network Address"] = "Host",
        ["Initial Catalog"] = "Database",
        ["User"] = "Username",
        ["Connect Timeout"] = "Timeout",
        ["Connection Timeout"] = "Timeout",
        ["Max Pool Size"] = "Maximum Pool Size",
        ["Min Pool Size"] = "Minimum Pool Size",
        ["App"] = "Application Name",
        ["Application Intent"] = null,
        ["ApplicationIntent"] = null,
        ["Asynchronous Processing"] = null,
        ["Async"] = null,
        ["AttachDbFilename"] = null,
        ["Column Encryption Setting"] = null,
        ["ConnectRetryCount"] = null,
        ["ConnectRetryInterval"] = null,
        ["Current Language"] = null,
        ["Encrypt"] = "SSL Mode",
        ["Failover Partner"] = null,
        ["Integrated Security"] = null,
        ["MultipleActiveResultSets"] = null,
        ["Multiple Active Result Sets"] = null,
        ["MultiSubnetFailover"] = null,
        ["Network Library"] = null,
        ["Packet Size"] = null,
        ["Trusted_Connection"] = null,
        ["Type System Version"] = null,
        ["User Instance"] = null,
        ["Workstation ID"] = null,
        ["WSID"] = null,

        // MySQL
        ["Allow User Variables"] = null,
        ["AllowPublicKeyRetrieval"] = null,
        ["Allow Zero Datetime"] = null,
        ["Character Set"] = "Client Encoding",
        ["CharSet"] = "Client Encoding",
        ["Connection Idle Timeout"] = "Connection Idle Lifetime",
        ["Convert Zero Datetime"] = null,
        ["Default Command Timeout"] = "Command Timeout",
        ["MaximumPoolSize"] = "Maximum Pool Size",
        ["MinimumPoolSize"] = "Minimum Pool Size",
        ["Use Compression"] = null,

        // libpq and JDBC
        ["application_name"] = "Application Name",
        ["client_encoding"] = "Client Encoding",
        ["connect_timeout"] = "Timeout",
        ["currentSchema"] = "Search Path",
        ["dbname"] = "Database",
        ["hostaddr"] = "Host",
        ["Hostname"] = "Host",
        ["Schema"] = "Search Path",
        ["search_path"] = "Search Path",
        ["ssl"] = "SSL Mode",
        ["sslcert"] = "SSL Certificate",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
        ["Use SSL"] = "SSL Mode",
        ["UseSSL"] = "SSL Mode",

        // Npgsql, before: the version that removed it is in the comment.
        ["Backend Timeouts"] = null, // 3.1
        ["Buffer Size"] = "Read Buffer Size", // 3.2
        ["Client Certificate"] = "SSL Certificate", // 6.0
        ["Client Certificate Key"] = "SSL Key", // 6.0
        ["Compatible"] = null, // 3.0
        ["Continuous Processing"] = null, // 3.1
        ["Convert Infinity DateTime"] = null, // 6.0
        ["Entity Admin Database"] = null, // 8.0
        ["Entity Template Database"] = null, // 8.0
        ["EntityAdminDatabase"] = null, // 8.0
        ["EntityTemplateDatabase"] = null, // 8.0
        ["Preload Reader"] = null, // 3.0
        ["Protocol"] = null, // 3.0
        ["SyncNotification"] = null, // 3.0
        ["Use Extended Types"] = null, // 3.0
        ["Use Perf Counters"] = null, // 5.0
        ["Use SSL Stream"] = null, // 5.0

        // Spellings that are almost right
        ["Include Error Details"] = "Include Error Detail",
        ["IncludeErrorDetails"] = "Include Error Detail",
        ["Keep Alive"] = "Keepalive",
        ["LoadBalanceTimeout"] = "Load Balance Timeout",
        ["Time Zone"] = "Timezone",
        ["Time_Zone"] = "Timezone",
        ["User_Id"] = "Username",
        ["User_Name"] = "Username",
    };

    /// <summary>Every keyword of the table, for the test that asks the real driver.</summary>
    public static IEnumerable<string> All => Table.Keys;

    /// <summary>True where another driver, libpq or an earlier version knows a keyword.</summary>
    /// <param name="keyword">The keyword as it was written.</param>
    /// <param name="replacement">What Npgsql calls it; null where it has nothing of the kind.</param>
    public static bool IsKnown(string keyword, out string? replacement) => Table.TryGetValue(keyword, out replacement);

    /// <summary>What a value of the foreign keyword is called under the new one; null where that is not known.</summary>
    public static string? ValueFor(string replacement, string value)
    {
        if (replacement != "SSL Mode")
        {
            return value;
        }

        return value.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "MANDATORY" or "1" or "REQUIRED" => "Require",
            "FALSE" or "NO" or "OPTIONAL" or "0" => "Prefer",
            "STRICT" => "VerifyFull",
            _ => null,
        };
    }
}
