using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.Texts;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>A setting that reaches Npgsql.</summary>
/// <param name="Written">The keyword as it was written, or as the builder's property is called.</param>
/// <param name="Keyword">The keyword that the driver knows it as; null where it refuses it.</param>
/// <param name="Value">The value as text; a hole stands for what is not known.</param>
/// <param name="Location">The setting in the source: inside the literal, or the assignment.</param>
/// <param name="Holes">The expressions whose values are not known.</param>
/// <param name="IsQuoted">True where a builder quotes the value, so that it cannot bring settings of its own.</param>
internal sealed record KnownSetting(string Written, Keyword? Keyword, string Value, Location Location, ImmutableArray<HoleText> Holes, bool IsQuoted)
{
    /// <summary>True where the setting is made behind a condition, so that nobody can say whether it counts.</summary>
    public bool IsConditional { get; init; }

    /// <summary>True where the whole value is written in the source.</summary>
    public bool IsWritten => Holes.IsEmpty;

    /// <summary>True where the value is written in the source and always counts.</summary>
    public bool IsKnown => IsWritten && !IsConditional;

    /// <summary>True where the setting switches something on.</summary>
    public bool IsOn => IsKnown && bool.TryParse(Value.Trim(), out var isOn) && isOn;

    /// <summary>True where the setting switches something off.</summary>
    public bool IsOff => IsKnown && bool.TryParse(Value.Trim(), out var isOn) && !isOn;

    /// <summary>The value as a number; null where it is none or not known.</summary>
    public int? Number => IsKnown && int.TryParse(Value.Trim(), out var number) ? number : null;
}

/// <summary>Which settings are known where a connection string or builder reaches Npgsql.</summary>
/// <param name="Settings">The settings in order; of a repeated keyword the last one wins.</param>
internal sealed record KnownSettings(IReadOnlyList<KnownSetting> Settings)
{
    /// <summary>True where no other settings can be given than these.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The whole text; null where the settings were not written as one.</summary>
    public SettingsText? Text { get; init; }

    /// <summary>False where ADO.NET refuses the text.</summary>
    public bool IsWellFormed { get; init; } = true;

    /// <summary>The setting that counts, by the name that the driver displays; null where it is not given.</summary>
    public KnownSetting? this[string keyword]
    {
        get
        {
            var given = Settings.Where(setting => setting.Keyword?.Name == keyword).ToList();
            var last = given.LastOrDefault();

            // What a condition sets again is set anyway.
            return last is { IsConditional: true } && given.LastOrDefault(setting => !setting.IsConditional) is { IsWritten: true } before && before.Value == last.Value ? before : last;
        }
    }
}
