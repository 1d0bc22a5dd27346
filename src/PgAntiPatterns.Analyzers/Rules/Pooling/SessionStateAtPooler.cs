using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3010: session state made through a transaction pooler, which gives the next statement another session.</summary>
internal sealed class SessionStateAtPooler() : ConnectionRule(
    RuleId,
    "Pooling",
    "Session state through a transaction pooler",
    "'{0}' belongs to a server session, and a transaction pooler gives the next statement another one; keep it inside one transaction or connect to the server directly",
    Confidence.Certain,
    withoutFix: "What the session state is for is not in the code.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3010";

    /// <summary>The statement, where the connection is known to lead to a pooler.</summary>
    public override Finding? Find(OperationPlace place)
    {
        if (place.IsTest
            || BodyStatements.TextOf(place.Operation, place.Platform) is not { ConstantValue: { HasValue: true, Value: string sql } } text
            || SessionStatements.LeftoverOf(sql) is not { } leftover)
        {
            return null;
        }

        if (Poolers.IsEverywhere(place.Options))
        {
            return new Finding(text.Syntax.GetLocation(), leftover);
        }

        if (SessionStatements.ChannelOf(place.Operation) is not { } channel
            || SessionStatements.SourceOf(channel, place.Platform) is not { } source)
        {
            return null;
        }

        return place.Connections.At(source).Any(settings => Poolers.Target(settings, place.Options) is not null) ? new Finding(text.Syntax.GetLocation(), leftover) : null;
    }
}
