using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3013: a session setting made on a connection that nobody uses again before the pool resets it.</summary>
internal sealed class SessionStateLost() : ConnectionRule(
    RuleIds.SessionStateLost,
    "Pooling",
    "Session setting that the pool takes back at once",
    "'{0}' ends with the command, because the data source takes its connection back and resets it; use SET LOCAL in the transaction that needs it",
    Confidence.Likely,
    withoutFix: "Which statements the setting is meant for is not in the code.")
{
    /// <summary>A command of a data source that sets something and does nothing else.</summary>
    public override Finding? Find(OperationPlace place)
    {
        if (place.IsTest
            || place.Operation is not IInvocationOperation { Instance: { Type: { } type } } call
            || !DataSourceCreations.IsDataSource(type, place.Platform)
            || place.Platform.Find(call.TargetMethod, Role.TakesSql) is null
            || BodyStatements.TextOf(call, place.Platform) is not { ConstantValue: { HasValue: true, Value: string sql } } text)
        {
            return null;
        }

        return SessionStatements.IsAlone(sql) && SessionStatements.ChangeOf(sql) is { } change ? new Finding(text.Syntax.GetLocation(), change) : null;
    }
}
