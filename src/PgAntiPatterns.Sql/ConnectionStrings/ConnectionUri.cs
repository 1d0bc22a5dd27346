using System.Text;

namespace PgAntiPatterns.Sql.ConnectionStrings;

/// <summary>A connection URI, as libpq and hosting platforms write it: Npgsql does not read it.</summary>
internal static class ConnectionUri
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    /// <summary>What libpq calls a parameter and Npgsql a keyword; null where Npgsql has none.</summary>
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application_name"] = "Application Name",
        ["channel_binding"] = "Channel Binding",
        ["client_encoding"] = "Client Encoding",
        ["connect_timeout"] = "Timeout",
        ["host"] = "Host",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
        ["password"] = "Password",
        ["port"] = "Port",
        ["dbname"] = "Database",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
        ["user"] = "Username",
    };

    /// <summary>True where a text begins as such a URI does.</summary>
    public static bool IsUri(string text) => Schemes.Any(scheme => text.TrimStart().StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same connection as keywords; null where a part has no counterpart.</summary>
    public static string? ToKeywords(string uri)
    {
        var text = uri.Trim();
        var scheme = Schemes.FirstOrDefault(candidate => text.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));
        if (scheme is null)
        {
            return null;
        }

        var rest = text.Substring(scheme.Length);
        var query = Cut(ref rest, '?');
        var database = Cut(ref rest, '/');
        var server = Cut(ref rest, '@', fromEnd: true);
        (rest, server) = server is null ? ("", rest) : (rest, server);
        var settings = new List<(string Keyword, string? Value)>();
        AddServers(server, settings);
        settings.Add(("Database", database));
        var password = Cut(ref rest, ':');
        settings.Add(("Username", rest));
        settings.Add(("Password", password));
        foreach (var parameter in (query ?? "").Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = parameter;
            var value = Cut(ref name, '=');
            if (value is null || !Parameters.TryGetValue(name, out var keyword))
            {
                return null;
            }

            settings.Add((keyword, keyword is "SSL Mode" or "Channel Binding" ? Words(value) : value));
        }

        var given = settings.Where(setting => !string.IsNullOrEmpty(setting.Value)).ToList();
        var keywords = string.Join(";", given.Select(setting => setting.Keyword + "=" + Quoted(Uri.UnescapeDataString(setting.Value!))));
        // A zero character, say, stands in no connection string, quoted or not.
        return given.Any(setting => setting.Keyword == "Host") && ConnectionStringText.Read(keywords).IsWellFormed ? keywords : null;
    }

    private static void AddServers(string server, List<(string Keyword, string? Value)> settings)
    {
        var ports = new List<string?>();
        var hosts = new StringBuilder();
        foreach (var one in server.Split(','))
        {
            var bracket = one.LastIndexOf(']');
            var colon = one.IndexOf(':', bracket < 0 ? 0 : bracket);
            ports.Add(colon < 0 ? null : one.Substring(colon + 1));
            hosts.Append(hosts.Length == 0 ? "" : ",").Append((colon < 0 ? one : one.Substring(0, colon)).Trim('[', ']'));
        }

        var isOne = ports.Distinct().Count() == 1;
        settings.Add(("Host", isOne ? hosts.ToString() : server));
        settings.Add(("Port", isOne ? ports[0] : null));
    }

    /// <summary>libpq's <c>verify-full</c> is Npgsql's <c>VerifyFull</c>.</summary>
    private static string Words(string value) => string.Concat(value.Split('-').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word.Substring(1))).Replace("Ca", "CA");

    private static string Quoted(string value) => value.IndexOfAny([';', '\'', '"', '=']) < 0 && !value.Any(char.IsControl) && value.Trim() == value ? value : "'" + value.Replace("'", "''") + "'";

    private static string? Cut(ref string text, char at, bool fromEnd = false)
    {
        var index = fromEnd ? text.LastIndexOf(at) : text.IndexOf(at);
        if (index < 0)
        {
            return null;
        }

        var rest = text.Substring(index + 1);
        text = text.Substring(0, index);
        return rest;
    }
}
