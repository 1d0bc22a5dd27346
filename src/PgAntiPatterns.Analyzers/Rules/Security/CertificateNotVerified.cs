using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Security;

/// <summary>PGAP9003: encryption towards whoever answers, because nobody looks at the server's certificate.</summary>
internal sealed class CertificateNotVerified() : ConnectionRule(
    RuleId,
    "Security",
    "Server certificate that nobody checks",
    "'{0}' encrypts towards whoever answers, because the server's certificate is not checked; {1}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP9003";

    /// <summary>The callback that accepts every certificate.</summary>
    public override Finding? Find(OperationPlace place) =>
        !place.IsTest && CertificateChecks.AcceptingAll(place.Operation, place.Platform) is { } callback && !DevelopmentGuards.Guard(callback, place.Platform)
            ? new Finding(callback.Syntax.GetLocation(), Excerpts.Of(callback.Syntax), "return true only where the validation found no errors")
            : null;

    /// <summary>The mode or the switch, where the server is known to be elsewhere.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings["Host"] is not { } host || !Servers.IsRemote(host))
        {
            yield break;
        }

        if (place.Settings["SSL Mode"] is { IsKnown: true } mode && mode.Value.Trim().ToUpperInvariant() is "REQUIRE" or "3" && !place.IsForDevelopers(mode.Location))
        {
            yield return Finding.Of(mode, "write 'SSL Mode=VerifyFull'").With(ReplacementProperty, mode.Written + "=VerifyFull");
        }

        // Where the driver still heeds it; later it does nothing and is reported as obsolete.
        if (place.Settings["Trust Server Certificate"] is { IsOn: true, Keyword.Obsolete: null } trust && !place.IsForDevelopers(trust.Location))
        {
            yield return Finding.Of(trust, "remove it and write 'SSL Mode=VerifyFull'").With(ReplacementProperty, "");
        }
    }
}
