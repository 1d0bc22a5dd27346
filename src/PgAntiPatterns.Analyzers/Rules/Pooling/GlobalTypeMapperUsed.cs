using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3015: types mapped for all connections of the process, which pools that exist do not hear of.</summary>
internal sealed class GlobalTypeMapperUsed() : ConnectionRule(
    RuleId,
    "Pooling",
    "Type mapped for the whole process",
    "'{0}' is obsolete since Npgsql 7.0 and does nothing for a pool that exists already; map the type on NpgsqlDataSourceBuilder or in UseNpgsql",
    Confidence.Likely)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3015";

    /// <summary>The use of the mapper, unless it comes before everything else.</summary>
    public override Finding? Find(OperationPlace place) =>
        place.Operation is IPropertyReferenceOperation mapper
        && !place.IsTest
        && place.Platform.Find(mapper.Property, Role.MapsTypesGlobally) is not null
        && !ProgramStart.IsFirst(mapper)
            ? new Finding(mapper.Syntax.GetLocation(), Excerpts.Of(mapper.Syntax))
            : null;
}
