using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3006: a keyword or value that Npgsql does not know, so that the connection string is refused at run time.</summary>
internal sealed class KeywordNotAccepted() : ConnectionRule(
    RuleId,
    "Pooling",
    "Connection string that Npgsql refuses",
    "'{0}' makes Npgsql throw an ArgumentException when it reads the connection string; {1}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3006";

    /// <summary>The keywords and values that are refused, and the place where the text as a whole is.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        var settings = place.Settings;
        if ((settings.Text is { } text && ConnectionUri.IsUri(text.Value)) || place.IsExpectedToFail)
        {
            yield break;
        }

        if (!settings.IsWellFormed && settings.Text is { Value: var value } whole && value.Trim().Length > 0)
        {
            yield return new Finding(whole.Whole, Shortened(value), "write it as 'Keyword=value;Keyword=value'");
            yield break;
        }

        foreach (var setting in settings.Settings)
        {
            if (setting.Keyword is null)
            {
                yield return Refused(setting, place.Keywords);
            }
            else if (setting.IsWritten && !Placeholders.IsOne(setting.Value) && !setting.Keyword.Accepts(setting.Value))
            {
                yield return OfValue(setting);
            }
        }
    }

    private static Finding Refused(KnownSetting setting, KeywordCatalog keywords)
    {
        if (ForeignKeywords.IsKnown(setting.Written, out var name))
        {
            var value = name is null ? null : ForeignKeywords.ValueFor(name, setting.Value);
            return name is null
                ? Report(setting, setting.Written, "Npgsql has nothing of the kind, so remove it", "")
                : Report(setting, setting.Written, $"its keyword is '{name}'", value is null ? null : $"{name}={value}");
        }

        return keywords.Nearest(setting.Written) is { } near
            ? Report(setting, setting.Written, $"its keyword is '{near.Name}'", $"{near.Name}={setting.Value}")
            : Report(setting, setting.Written, "it knows no such keyword, so correct or remove it", null);
    }

    private static Finding OfValue(KnownSetting setting)
    {
        var keyword = setting.Keyword!;
        var compact = setting.Value.Replace("-", "").Replace("_", "").Replace(" ", "");
        var meant = keyword.Values.FirstOrDefault(value => string.Equals(value.Replace("-", ""), compact, StringComparison.OrdinalIgnoreCase)) ?? (keyword.Type.SpecialType is Microsoft.CodeAnalysis.SpecialType.System_Boolean ? Truth(compact) : null);
        var advice = keyword switch
        {
            _ when meant is not null => $"write {meant}",
            { Values.IsEmpty: false } => "write one of " + string.Join(", ", keyword.Values),
            { Type.SpecialType: Microsoft.CodeAnalysis.SpecialType.System_Boolean } => "write true or false",
            _ => "write " + KeywordValues.RangeOf(keyword.Name),
        };
        return Report(setting, setting.Written + "=" + setting.Value, advice, meant is null ? null : $"{setting.Written}={meant}");
    }

    private static string? Truth(string value) => value.ToUpperInvariant() switch
    {
        "1" or "YES" or "ON" => "true",
        "0" or "NO" or "OFF" => "false",
        _ => null,
    };

    /// <summary>A replacement of nothing removes the setting; without one there is no fix.</summary>
    private static Finding Report(KnownSetting setting, string words, string advice, string? replacement) =>
        new Finding(setting.Location, words, advice).With(ReplacementProperty, replacement);

    private static string Shortened(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "…";
}
