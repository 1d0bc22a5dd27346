using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3012: <c>No Reset On Close=true</c> without a pooler, so that a session's state reaches its next user.</summary>
internal sealed class ResetDisabled() : ConnectionRule(
    RuleId,
    "Pooling",
    "Session state is kept between users of a pooled connection",
    "'{0}' hands SET, SET ROLE, temporary tables and advisory locks of one user of the connection to the next; remove it, since no pooler is in between",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3012";

    /// <summary>The setting, where the server is known and is no pooler.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings["No Reset On Close"] is { IsOn: true } reset
            && place.Settings["Host"] is { IsKnown: true }
            && place.Settings["Pooling"] is not { IsOff: true }
            && place.Settings["Port"] is not { IsKnown: false }
            && !place.IsTest
            && !Poolers.MayBeTarget(place.Settings, place.Options))
        {
            yield return Finding.Of(reset);
        }
    }
}
