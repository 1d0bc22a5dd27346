using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3007: a <c>postgresql://</c> URI, which libpq reads and Npgsql does not.</summary>
internal sealed class UriConnectionString() : ConnectionRule(
    RuleId,
    "Pooling",
    "Connection URI that Npgsql does not read",
    "'{0}' is libpq's form of a connection, and Npgsql throws an ArgumentException; write 'Host=…;Database=…;Username=…'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3007";

    /// <summary>The URI.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.Settings.Text is not { } text || !ConnectionUri.IsUri(text.Value) || place.IsExpectedToFail)
        {
            yield break;
        }

        var keywords = text.Value.IndexOf(TextVariant.Hole) < 0 ? ConnectionUri.ToKeywords(text.Value) : null;
        yield return new Finding(text.Whole, text.Value.Substring(0, text.Value.IndexOf("//", StringComparison.Ordinal) + 2) + "…")
            .With(ReplacementProperty, keywords);
    }
}
