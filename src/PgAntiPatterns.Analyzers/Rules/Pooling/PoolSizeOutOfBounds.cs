using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Options;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3008: a pool that is larger than the server allows connections, or whose minimum is above its maximum.</summary>
internal sealed class PoolSizeOutOfBounds() : ConnectionRule(
    RuleId,
    "Pooling",
    "Pool size that cannot work",
    "'{0}' {1}",
    Confidence.Likely,
    withoutFix: "The right size depends on the server's max_connections and on how many programs share it.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3008";

    private const int DefaultMaximum = 100;

    /// <summary>The size that is out of bounds.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings["Pooling"] is { IsOn: false })
        {
            yield break;
        }

        var maximum = place.Settings["Maximum Pool Size"];
        var minimum = place.Settings["Minimum Pool Size"];
        var limit = maximum is not null ? maximum.Number : place.Settings.IsComplete ? DefaultMaximum : null;
        if (minimum?.Number is { } least && limit is { } most && least > most)
        {
            yield return Finding.Of(minimum, $"is above the maximum of {most}, so that Npgsql throws when the pool is created; raise 'Maximum Pool Size' or lower it");
        }
        else if (minimum?.Number is > 0 && place.Settings["Host"] is { IsKnown: true } host && Servers.SleepsWhenIdle(host))
        {
            yield return Finding.Of(minimum, "keeps connections open, so that a server which stops when nobody is connected never does; remove it");
        }
        else if (maximum is null && place.Platform.IsServerless && !place.IsTest && place.Settings is { IsComplete: true, Text: not null } && place.Settings["Host"] is { } target && !Poolers.MayBeTarget(place.Settings, place.Options))
        {
            yield return Finding.Of(target, "gets up to 100 connections from every instance of a function, which ends in 'sorry, too many clients already'; add 'Maximum Pool Size' with a handful at most");
        }
        else if (maximum?.Number is { } wanted && wanted > KnownOptions.MaximumPoolSize.For(place.Options) && !place.IsTest && !Poolers.MayBeTarget(place.Settings, place.Options))
        {
            yield return Finding.Of(maximum, "lets one program take more connections than PostgreSQL's default max_connections of 100 leaves for all, which ends in 'sorry, too many clients already'; lower it");
        }
    }
}
