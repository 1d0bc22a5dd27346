using Microsoft.CodeAnalysis;
using PgAntiPatterns.Options;

namespace PgAntiPatterns.Rules.Configuration;

/// <summary>PGAP0001: a <c>pgap.</c> option whose key or value nobody understands, so that it silently does nothing.</summary>
internal sealed class OptionNotUnderstood() : Rule(
    RuleId,
    "Configuration",
    "Option not understood",
    "Option '{0} = {1}' is not understood and does nothing; {2}",
    Confidence.Certain,
    withoutFix: "The mistake is in a configuration file, which code fixes cannot edit.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP0001";

    /// <summary>What is wrong with an option; null where nothing is.</summary>
    public Diagnostic? Check(string key, string value)
    {
        var option = KnownOptions.All.FirstOrDefault(known => string.Equals(known.Key, key, StringComparison.OrdinalIgnoreCase));
        if (option is null)
        {
            return Diagnostic.Create(Descriptor, Location.None, key, value, "the options are " + string.Join(", ", KnownOptions.All.Select(known => known.Key)));
        }

        return option.Understands(value.Trim()) ? null : Diagnostic.Create(Descriptor, Location.None, key, value, "write " + option.Allowed);
    }
}
