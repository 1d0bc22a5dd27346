using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3011: a setting that a transaction pooler refuses, or that outlives the server it was made on.</summary>
internal sealed class StartupParameterAtPooler() : ConnectionRule(
    RuleId,
    "Pooling",
    "Setting that a transaction pooler refuses",
    "'{0}' {1}",
    Confidence.Likely,
    withoutFix: "What the setting did is to be set on the role or database instead.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3011";

    /// <summary>The settings of a connection to a pooler that belong elsewhere.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (Poolers.Target(place.Settings, place.Options) is null || place.IsTest)
        {
            yield break;
        }

        foreach (var keyword in new[] { "Search Path", "Options" })
        {
            if (place.Settings[keyword] is { } setting && setting.Value.Trim().Length > 0)
            {
                yield return Finding.Of(setting, "is a startup parameter that PgBouncer refuses (08P01) unless it is told to ignore it; set it with ALTER ROLE … SET");
            }
        }

        if (place.Settings["Max Auto Prepare"] is { Number: > 0 } prepare && Poolers.IsWithoutPreparing(place.Settings))
        {
            yield return Finding.Of(prepare, "prepares statements on a server that the pooler hands to somebody else, so that they do not exist later (26000); remove it");
        }
    }
}
