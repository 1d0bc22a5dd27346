using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3009: a connection to PgBouncer or its like that still resets its session.</summary>
internal sealed class PoolerNotConfigured() : ConnectionRule(
    RuleId,
    "Pooling",
    "Pooler reached with the settings of a direct connection",
    "'{0}' leads to a pooler, through which Npgsql's DISCARD ALL resets another client's session; add 'No Reset On Close=true'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3009";

    /// <summary>The host or port of the pooler, where neither the reset nor the client's pool is switched off.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        var settings = place.Settings;
        if (!settings.IsComplete
            || place.IsTest
            || settings["Pooling"] is not (null or { IsOn: true })
            || settings["No Reset On Close"] is not (null or { IsOff: true })
            || Poolers.Target(settings, place.Options) is not { } target)
        {
            yield break;
        }

        yield return Finding.Of(target).With(AdditionProperty, "No Reset On Close=true");
    }
}
