using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>A setting whose value is written in the source.</summary>
/// <param name="Keyword">The keyword as it was written, or as the builder's property is called.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Location">The setting in the source: inside the literal, or the assignment.</param>
internal sealed record KnownSetting(string Keyword, string Value, Location Location)
{
    /// <summary>True where this is the keyword, or a spelling of it without spaces.</summary>
    public bool Is(string keyword) => string.Equals(Keyword.Replace(" ", ""), keyword.Replace(" ", ""), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which settings are known where a connection string or builder reaches Npgsql.</summary>
/// <param name="Settings">The settings in order; of a repeated keyword the last one wins.</param>
internal sealed record KnownSettings(IReadOnlyList<KnownSetting> Settings)
{
    /// <summary>The setting that counts for one of several spellings; null where it is not known.</summary>
    public KnownSetting? this[params string[] keywords] => Settings.LastOrDefault(setting => keywords.Any(setting.Is));
}
