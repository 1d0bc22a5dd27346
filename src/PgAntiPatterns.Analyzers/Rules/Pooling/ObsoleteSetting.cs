using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3016: a setting that the driver in use still reads and no longer wants.</summary>
internal sealed class ObsoleteSetting() : ConnectionRule(
    RuleId,
    "Pooling",
    "Setting that Npgsql has given up",
    "'{0}' is obsolete in this version of Npgsql, and the next one may refuse the connection string; {1}",
    Confidence.Likely)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3016";

    /// <summary>The settings that the driver marks as obsolete.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        foreach (var setting in place.Settings.Settings)
        {
            if (setting.Keyword is { Obsolete: { } words } keyword)
            {
                var isIdle = words.IndexOf("does nothing", StringComparison.OrdinalIgnoreCase) >= 0;
                yield return Finding.Of(setting, keyword.Name switch
                {
                    "Trust Server Certificate" => "it does nothing, and whether the certificate is checked is up to 'SSL Mode'",
                    "Load Table Composites" or "Server Compatibility Mode" => "use ConfigureTypeLoading of the data source builder",
                    _ when isIdle => "it does nothing, so remove it",
                    _ => "remove it",
                }).With(ReplacementProperty, isIdle ? "" : null);
            }
        }
    }
}
