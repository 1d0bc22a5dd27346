using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Configuration;

/// <summary>PGAP0002: a line of <c>PgAntiPatterns.Apis.txt</c> that is no row, so that it silently does nothing.</summary>
internal sealed class ApiRowNotUnderstood() : Rule(
    RuleId,
    "Configuration",
    "Row of an APIs file not understood",
    "Row '{0}' is not understood and does nothing; {1}",
    Confidence.Certain,
    withoutFix: "The mistake is in a configuration file, which code fixes cannot edit.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP0002";

    /// <summary>The words for a line.</summary>
    public static object[] Words(UnreadableRow row) => [row.Text, row.Reason];
}
