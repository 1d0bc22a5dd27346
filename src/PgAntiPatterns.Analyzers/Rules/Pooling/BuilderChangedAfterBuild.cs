using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3014: a change to the builder of a data source that the data source does not hear of.</summary>
internal sealed class BuilderChangedAfterBuild() : ConnectionRule(
    RuleId,
    "Pooling",
    "Data source built before it is configured",
    "'{0}' {1}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3014";

    private const string TooLate = "comes after Build, so that the data source that was built does not know of it; move it in front of Build";
    private const string Missing = "maps the type for EF Core only, and the data source that is given to UseNpgsql cannot write it; map it on the NpgsqlDataSourceBuilder as well";

    /// <summary>The change that comes too late, or in one of two places only.</summary>
    public override Finding? Find(OperationPlace place)
    {
        if (place.Operation is not (IInvocationOperation or ISimpleAssignmentOperation))
        {
            return null;
        }

        if (BuilderChanges.BuildBefore(place.Operation, place.Platform) is not null)
        {
            return new Finding(place.Operation.Syntax.GetLocation(), Excerpts.Of(place.Operation.Syntax), TooLate);
        }

        return place.Operation is IInvocationOperation call && BuilderChanges.IsUnknownToDataSource(call, place.Platform)
            ? new Finding(call.NameLocation(), call.TargetMethod.Name, Missing)
            : null;
    }
}
