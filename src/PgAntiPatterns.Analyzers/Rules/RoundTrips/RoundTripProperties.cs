namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>What a diagnostic tells its fix besides places.</summary>
internal static class RoundTripProperties
{
    /// <summary>The navigations from the entity to the one that is loaded, separated by dots.</summary>
    public const string Path = "Path";

    /// <summary>Present where the question is the same in every turn.</summary>
    public const string IsInvariant = "IsInvariant";

    /// <summary>Present where the context does more when it saves than write the rows, or somebody watches it.</summary>
    public const string HasOwnSaves = "HasOwnSaves";

    /// <summary>Present where the turn is not known to change rows, or to send what is not known.</summary>
    public const string OnlyReads = "OnlyReads";
}
