using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3005: idle connections thrown away while requests are served.</summary>
internal sealed class PoolCleared() : ConnectionRule(
    RuleId,
    "Pooling",
    "Pool emptied while the program is serving",
    "'{0}' closes every idle connection, so that the next requests all log in anew; remove it, since Npgsql drops broken connections by itself",
    Confidence.Certain,
    withoutFix: "Whoever wrote the call wanted to cure something, which is to be found first.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3005";

    /// <summary>The call, unless the program ends or the database goes away.</summary>
    public override Finding? Find(OperationPlace place) =>
        place.Operation is IInvocationOperation call
        && !place.IsTest
        && place.Platform.Find(call.TargetMethod, Role.ClearsPool) is not null
        && CodeFrequency.Of(call, place.Platform) is Frequency.PerCall or Frequency.PerScope
        && !DatabaseMaintenance.IsAround(call, place.Platform)
            ? new Finding(call.Syntax.GetLocation(), call.TargetMethod.Name)
            : null;
}
