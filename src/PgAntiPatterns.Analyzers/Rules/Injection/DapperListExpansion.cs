using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Analysis.SqlTexts;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4008: <c>IN @ids</c> in the hope that Dapper writes the elements out, which it does not do on Npgsql.</summary>
internal sealed class DapperListExpansion() : BindingRule(
    RuleId,
    "List that Dapper does not expand on Npgsql",
    "'{0}' is not expanded: Dapper sends a list to Npgsql as one array, and {1}; write '{2}'",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4008";

    public override BindingFinding? Find(BoundText text) =>
        text.Sink.Api is not SqlApi.Dapper || !text.IsConnectionUnwrapped
            ? null
            : InLists.Find(text, text.Slots.FirstOrDefault(slot => InLists.IsAlone(slot) && (slot.Parameter is { IsArray: true } || (!slot.Place.IsInParentheses && slot.Parameter is not null))));
}
