using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3003: <c>Pooling=false</c>, so that every open is a connect, a login and a new server process.</summary>
internal sealed class PoolingDisabled() : Rule(
    RuleIds.PoolingDisabled,
    "Pooling",
    "Connection pooling is switched off",
    "'{0}' makes every open a new TCP connect, login and PostgreSQL backend process; remove the setting so that Npgsql's pool keeps connections",
    Confidence.Certain)
{
    /// <summary>The setting that switches the pool off; null where none does.</summary>
    public static KnownSetting? Find(KnownSettings settings) =>
        settings["Pooling"] is { } pooling && bool.TryParse(pooling.Value.Trim(), out var isOn) && !isOn ? pooling : null;
}
