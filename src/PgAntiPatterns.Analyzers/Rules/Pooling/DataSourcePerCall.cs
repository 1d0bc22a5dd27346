using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3001: a data source, which is a whole pool, for every call.</summary>
internal sealed class DataSourcePerCall() : ConnectionRule(
    RuleId,
    "Pooling",
    "Data source created for every call",
    "'{0}' is a new pool with new server processes for every call; create one data source when the program starts and share it",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3001";

    /// <summary>The creation that happens for every call.</summary>
    public override Finding? Find(OperationPlace place) =>
        !place.IsTest
        && DataSourceCreations.IsCreation(place.Operation, place.Platform)
        && DataSourceCreations.Of(place.Operation, place.Platform) is Frequency.PerCall
        && !OneShotConnections.IsIn(place.Operation, place.Platform)
            ? new Finding(place.Operation.Syntax.GetLocation(), Excerpts.Of(place.Operation.Syntax))
            : null;
}
