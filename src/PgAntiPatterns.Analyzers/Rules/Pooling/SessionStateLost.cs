using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3013: a session setting made on a connection that nobody uses again before the pool resets it.</summary>
internal sealed class SessionStateLost() : ConnectionRule(
    RuleId,
    "Pooling",
    "Session setting that the pool takes back at once",
    "'{0}' is gone when the connection goes back to its pool, which resets it; use SET LOCAL in the transaction that needs it",
    Confidence.Likely,
    withoutFix: "Which statements the setting is meant for is not in the code.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3013";

    /// <summary>A command that sets something, on a connection that does nothing else.</summary>
    public override Finding? Find(OperationPlace place)
    {
        if (place.IsTest
            || BodyStatements.TextOf(place.Operation, place.Platform) is not { ConstantValue: { HasValue: true, Value: string sql } } text
            || !(IsOfDataSource(place) || SessionStatements.IsOnlyUse(place.Operation, place.Platform)))
        {
            return null;
        }

        return SessionStatements.IsAlone(sql) && SessionStatements.ChangeOf(sql) is { } change ? new Finding(text.Syntax.GetLocation(), change) : null;
    }

    private static bool IsOfDataSource(OperationPlace place) =>
        place.Operation is IInvocationOperation { Instance: { Type: { } type } } && DataSourceCreations.IsDataSource(type, place.Platform);
}
