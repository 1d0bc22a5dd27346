using PgAntiPatterns.Analysis.ConnectionStrings;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3017: a timeout of zero, which is none.</summary>
internal sealed class InfiniteTimeout() : ConnectionRule(
    RuleId,
    "Pooling",
    "Timeout that never comes",
    "'{0}' waits for ever, so that one stuck query or server holds its pool slot until the program ends; give a limit in seconds",
    Confidence.Likely,
    withoutFix: "How long a statement may take is the user's to say.")
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3017";

    /// <summary>The command that may take for ever.</summary>
    public override Finding? Find(OperationPlace place) =>
        !place.IsTest && CommandTimeouts.Infinite(place.Operation, place.Platform) is { } timeout && !LongStatements.AreIn(place.Operation, place.Platform)
            ? new Finding(timeout.Syntax.GetLocation(), Excerpts.Of(timeout.Syntax))
            : null;

    /// <summary>The timeouts of a connection that never come.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        if (place.IsTest || (place.Operation is { } operation && LongStatements.AreIn(operation, place.Platform)))
        {
            yield break;
        }

        foreach (var keyword in new[] { "Timeout", "Command Timeout" })
        {
            if (place.Settings[keyword] is { Number: 0 } timeout)
            {
                yield return Finding.Of(timeout);
            }
        }
    }
}
