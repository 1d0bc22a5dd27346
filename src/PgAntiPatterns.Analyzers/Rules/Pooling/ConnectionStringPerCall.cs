using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3004: a connection string that differs from call to call, and with it the pool.</summary>
internal sealed class ConnectionStringPerCall() : ConnectionRule(
    RuleId,
    "Pooling",
    "Connection string that differs from call to call",
    "'{0}' makes a pool of its own for every value, because Npgsql keeps one pool per connection string for ever; set it with set_config in the transaction",
    Confidence.Certain,
    withoutFix: "Where the value belongs instead, in the transaction or in a data source per tenant, is the user's decision.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3004";

    /// <summary>Another server or database is another pool by nature, and so is a tenant's login.</summary>
    private static readonly string[] Inherent = ["Host", "Port", "Database", "Password"];

    private static readonly string[] Login = ["Username", "Passfile", "SSL Certificate", "SSL Key", "SSL Password"];

    /// <summary>The first setting whose value is another one for every call.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Operation is not { } operation || place.IsTest || !place.Settings.Settings.Any(setting => setting.Holes.Any(hole => hole.IsKnown)))
        {
            return [];
        }

        var isElsewhere = place.Settings["Host"] is { IsKnown: false } || place.Settings["Database"] is { IsKnown: false };
        return place.Settings.Settings
            .Where(setting => setting.Keyword is { Name: var name } && !Inherent.Contains(name) && !(isElsewhere && Login.Contains(name)))
            .Where(setting => setting.Holes.Any(hole => hole.IsKnown && (setting.IsQuoted || hole.Value.Type?.SpecialType is not SpecialType.System_String) && PerCallValues.Of(hole.Value, place.Platform) is not ValueOrigin.Settled))
            .Where(_ => ConnectionTargets.IsReached(operation, place.Platform) && CodeFrequency.Of(operation, place.Platform) is Frequency.PerCall or Frequency.PerScope)
            .Take(1)
            .Select(setting => new Finding(setting.Location, setting.Written));
    }
}
