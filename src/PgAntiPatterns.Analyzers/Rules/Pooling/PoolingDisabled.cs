using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3003: <c>Pooling=false</c>, so that every open is a connect, a login and a new server process.</summary>
internal sealed class PoolingDisabled() : ConnectionRule(
    RuleId,
    "Pooling",
    "Connection pooling is switched off",
    "'{0}' makes every open a new TCP connect, login and PostgreSQL backend process; remove the setting so that Npgsql's pool keeps connections",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3003";

    /// <summary>The setting that switches the pool off, where nobody else pools and no statement wants a connection of its own.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings["Pooling"] is { IsOff: true } pooling
            && !place.IsTest
            && !Poolers.MayBeTarget(place.Settings, place.Options)
            && (place.Operation is not { } operation || !IsMeant(operation, pooling, place.Platform)))
        {
            yield return Finding.Of(pooling);
        }
    }

    private static bool IsMeant(IOperation operation, KnownSetting pooling, PlatformModel platform) =>
        OneShotConnections.IsIn(operation, platform)
        || UnpooledOnPurpose.Is(operation, pooling.Location.SourceTree?.GetRoot().FindNode(pooling.Location.SourceSpan, getInnermostNodeForTie: true) ?? operation.Syntax, platform);
}
