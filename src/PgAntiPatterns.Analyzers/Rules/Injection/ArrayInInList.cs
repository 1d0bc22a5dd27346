using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Analysis.SqlTexts;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4007: an array behind <c>IN (@p)</c>.</summary>
internal sealed class ArrayInInList() : BindingRule(
    RuleId,
    "Array bound inside IN (…)",
    "'{0}' is bound to an array, and {1}; write '{2}'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4007";

    public override BindingFinding? Find(BoundText text) =>
        text.Sink.Api is SqlApi.Dapper ? null : InLists.Find(text, text.Slots.FirstOrDefault(slot => InLists.IsAlone(slot) && slot.Parameter is { IsArray: true }));
}
