using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2013: entities that are loaded only to be deleted or overwritten.</summary>
internal sealed class LoadedToBeDeleted() : Rule(
    RuleId,
    "RoundTrips",
    "Entities loaded only to be deleted or overwritten",
    "'{0}' {1} by key what was loaded for nothing else; {2} on the query {1} all rows in one statement",
    Confidence.Likely)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2013";

    /// <summary>What the message says.</summary>
    public static string[] Words(DeletedEntities found) => [found.Call.TargetMethod.Name, "deletes", "ExecuteDelete"];

    /// <summary>What the message says of a loop.</summary>
    public static string[] Words(IForEachLoopOperation loop) => [Wording.Short(loop.Collection.Syntax.ToString()), "overwrites", "ExecuteUpdate"];
}
