using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules;

/// <summary>A rule about connections: about their settings, wherever these are written, or about a single call, creation or assignment.</summary>
internal abstract class ConnectionRule(string id, string area, string title, string message, Confidence confidence, string? withoutFix = null)
    : Rule(id, area, title, message, confidence, withoutFix)
{
    /// <summary>The property of a diagnostic that holds what its fix writes in the place of the reported characters.</summary>
    public const string ReplacementProperty = "Replacement";

    /// <summary>The property of a diagnostic that holds the setting that its fix adds.</summary>
    public const string AdditionProperty = "Addition";

    /// <summary>What is wrong with some settings.</summary>
    public virtual IEnumerable<Finding> Find(SettingsPlace place) => [];

    /// <summary>What is wrong with an operation; null where nothing is.</summary>
    public virtual Finding? Find(OperationPlace place) => null;
}

/// <summary>What a rule says about a place.</summary>
/// <param name="Location">The place, in C# or in a configuration file.</param>
/// <param name="Words">What fills the holes of the rule's message.</param>
internal sealed record Finding(Location Location, params object[] Words)
{
    /// <summary>What the fix needs to know.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>A finding about one setting, which its message quotes as it is written; a password is never quoted.</summary>
    public static Finding Of(KnownSetting setting, params object[] further) =>
        new(setting.Location, [Quote(setting), .. further]);

    /// <summary>The same with something that the fix needs to know; nothing where there is nothing to know.</summary>
    public Finding With(string property, string? value) => value is null ? this : this with { Properties = Properties.Add(property, value) };

    private static string Quote(KnownSetting setting) =>
        setting.Keyword?.Name is "Password" or "SSL Password" ? setting.Written + "=…" : setting.Written + "=" + setting.Value;
}
