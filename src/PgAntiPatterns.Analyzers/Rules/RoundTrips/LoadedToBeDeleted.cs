using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2013: entities that are loaded only to be deleted.</summary>
internal sealed class LoadedToBeDeleted() : Rule(
    RuleId,
    "RoundTrips",
    "Entities loaded only to be deleted",
    "'{0}' deletes by key what was loaded for nothing else; ExecuteDelete on the query deletes all rows in one statement",
    Confidence.Likely)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2013";

    /// <summary>What the message says.</summary>
    public static string[] Words(DeletedEntities found) => [found.Call.TargetMethod.Name];
}
