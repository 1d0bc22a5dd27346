using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Security;

/// <summary>PGAP9006: a value pasted into a connection string, where it can bring settings of its own.</summary>
internal sealed class ConnectionStringFromInput() : ConnectionRule(
    RuleId,
    "Security",
    "Input pasted into a connection string",
    "'{0}' can bring settings of its own, such as another Host, because a semicolon in it ends the value; set it on an NpgsqlConnectionStringBuilder, which quotes it",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP9006";

    /// <summary>The property of a diagnostic that says which property of the builder each keyword of the string is.</summary>
    public const string PropertiesProperty = "Properties";

    /// <summary>The first setting into which text from outside is pasted.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Operation is not { } operation || place.IsTest)
        {
            yield break;
        }

        foreach (var setting in place.Settings.Settings.Where(setting => !setting.IsQuoted))
        {
            var pasted = setting.Holes.FirstOrDefault(hole => hole.IsKnown && BringsText(hole.Value.Type) && IsFromOutside(hole.Value, operation, place));
            if (pasted is not null)
            {
                yield return new Finding(setting.Location, Excerpts.Of(pasted.Value.Syntax)).With(PropertiesProperty, PropertiesOf(place.Settings));
                yield break;
            }
        }
    }

    private static string? PropertiesOf(KnownSettings settings) => settings.Settings.All(setting => setting.Keyword is not null)
        ? string.Join(";", settings.Settings.Select(setting => setting.Written + "=" + setting.Keyword!.Property.Name))
        : null;

    /// <summary>True for types whose text may hold a semicolon: strings, and what a header or query gives.</summary>
    private static bool BringsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String or SpecialType.System_Object } or { Name: "StringValues" };

    private static bool IsFromOutside(IOperation value, IOperation operation, SettingsPlace place) => PerCallValues.Of(value, place.Platform) switch
    {
        ValueOrigin.Request => true,
        ValueOrigin.Caller => CodeFrequency.Of(operation, place.Platform) is Frequency.PerCall or Frequency.PerScope,
        _ => false,
    };
}
