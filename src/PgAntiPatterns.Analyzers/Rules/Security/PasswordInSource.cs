using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Security;

/// <summary>PGAP9001: the password of a server in the source or in a configuration file that is kept with it.</summary>
internal sealed class PasswordInSource() : ConnectionRule(
    RuleId,
    "Security",
    "Password in the source",
    "'{0}' gives the database's password to everybody who can read this file and its history; read it from a secret store or the environment, or use UsePasswordProvider",
    Confidence.Certain,
    withoutFix: "Only the user knows where the secret is to be kept.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP9001";

    private static readonly string[] Trivial = ["postgres", "password", "pass", "passw0rd", "pw", "secret", "admin", "root", "test", "changeme", "change_me", "change-me", "example", "mysecretpassword", "mypassword", "yourpassword", "your_password", "123456", "1234", "xxx", "dummy", "guest", "none", "null", "todo"];

    /// <summary>The password that is written out, unless it opens nothing but a developer's own server.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings["Password"] is { IsWritten: true } password
            && !IsPlaceholder(password.Value)
            && !place.IsForDevelopers(password.Location)
            && !IsOwnServer(place.Settings, password.Value))
        {
            yield return Finding.Of(password);
        }
    }

    /// <summary>Something that a deployment step, a person or the configuration fills in.</summary>
    private static bool IsPlaceholder(string value)
    {
        var text = value.Trim();
        return text.Length == 0
            || text.All(character => character is '*' or 'x' or 'X' or '.' or '-' or '_' or '?' or '…')
            || Placeholders.IsOne(text)
            || text.StartsWith("your", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A server on this machine, or a neighbouring container with the password that everybody gives it.</summary>
    private static bool IsOwnServer(KnownSettings settings, string password)
    {
        if (settings["Host"] is not { } host)
        {
            return settings.Text is not null && IsTrivial(settings, password);
        }

        return Servers.IsLocal(host) || (!Servers.IsRemote(host) && IsTrivial(settings, password));
    }

    private static bool IsTrivial(KnownSettings settings, string password) =>
        Trivial.Contains(password.Trim(), StringComparer.OrdinalIgnoreCase)
        || string.Equals(password, settings["Username"]?.Value, StringComparison.OrdinalIgnoreCase)
        || string.Equals(password, settings["Database"]?.Value, StringComparison.OrdinalIgnoreCase);
}
