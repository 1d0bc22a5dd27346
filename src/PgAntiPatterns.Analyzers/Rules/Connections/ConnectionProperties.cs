namespace PgAntiPatterns.Rules.Connections;

/// <summary>What a diagnostic tells its fix besides places.</summary>
internal static class ConnectionProperties
{
    /// <summary>Present where somebody still needs the resource when the body ends.</summary>
    public const string IsNeededBehind = "IsNeededBehind";

    /// <summary>The name of the connection or context that is busy.</summary>
    public const string Busy = "Busy";
}
