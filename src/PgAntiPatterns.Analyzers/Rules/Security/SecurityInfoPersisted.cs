using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Security;

/// <summary>PGAP9005: a connection string that still has its password after the connection is opened.</summary>
internal sealed class SecurityInfoPersisted() : ConnectionRule(
    RuleId,
    "Security",
    "Password that stays readable after login",
    "'{0}' keeps the password in NpgsqlConnection.ConnectionString after the login, where logs and error reports pick it up; remove it",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP9005";

    /// <summary>The setting that keeps the password.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings["Persist Security Info"] is { IsOn: true } setting && !place.IsTest)
        {
            yield return Finding.Of(setting);
        }
    }
}
