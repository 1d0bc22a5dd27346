using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>PGAP2005: a navigation that lazy loading fetches per element.</summary>
internal sealed class LazyLoadPerElement() : Rule(
    RuleId,
    "RoundTrips",
    "Navigation lazily loaded per element of a loop",
    "'{0}' is loaded from PostgreSQL once per element of '{1}'; load it with the entities: Include(x => x.{2})",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP2005";

    /// <summary>What the message says.</summary>
    public static string[] Words(LazyNavigation found) => [found.Path[found.Path.Length - 1], Wording.Short(found.Loop.Source!.Syntax.ToString()), string.Join(".", found.Path)];
}
