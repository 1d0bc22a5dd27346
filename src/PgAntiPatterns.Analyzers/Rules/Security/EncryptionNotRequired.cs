using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Security;

/// <summary>PGAP9002: an SSL mode that lets a connection to another machine be in clear text.</summary>
internal sealed class EncryptionNotRequired() : ConnectionRule(
    RuleId,
    "Security",
    "Connection to another machine without encryption",
    "'{0}' lets password and rows travel to '{1}' in clear text; write 'SSL Mode=VerifyFull'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP9002";

    private static readonly string[] Open = ["Disable", "Allow", "Prefer", "0", "1", "2"];

    /// <summary>The mode, where the server is known to be elsewhere.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings["SSL Mode"] is { IsKnown: true } mode
            && Open.Contains(mode.Value.Trim(), StringComparer.OrdinalIgnoreCase)
            && place.Settings["Host"] is { } host
            && Servers.IsRemote(host)
            && !place.IsForDevelopers(mode.Location))
        {
            yield return Finding.Of(mode, host.Value).With(ReplacementProperty, mode.Written + "=VerifyFull");
        }
    }
}
