using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>A value pasted where a parameter belongs, through the APIs of one library.</summary>
internal abstract class UnparameterizedValueRule(string id, string title, string advice)
    : SqlHoleRule(id, title, "'{0}' {1}; " + advice, Confidence.Certain)
{
    public sealed override string[]? Words(SqlHole hole, SinkText text, SqlSink sink)
    {
        if (!IsMine(sink.Api) || !CanChangeStatement(hole) || IsQuotedByHand(hole, text) || !IsValue(hole, text))
        {
            return null;
        }

        return [Name(hole), Danger(hole)];
    }

    /// <summary>True for the APIs that the rule speaks of.</summary>
    protected abstract bool IsMine(SqlApi api);

    private static bool IsValue(SqlHole hole, SinkText text)
    {
        switch (hole.Reading.Position)
        {
            case SqlPosition.Identifier or SqlPosition.InQuotedIdentifier or SqlPosition.OrderByItem or SqlPosition.OrderByDirection
                or SqlPosition.GroupByItem or SqlPosition.SelectListItem or SqlPosition.TypeName or SqlPosition.InPlaceholder:
                return false;
            case SqlPosition.ColumnOrValue when hole.Origin is HoleOrigin.Configuration or HoleOrigin.Options && hole.Safety is HoleSafety.Unsafe:
                // It may as well be the name of a column that the object was set up with.
                return false;
            case SqlPosition.Value or SqlPosition.ColumnOrValue or SqlPosition.ListElement or SqlPosition.Limit or SqlPosition.Offset when hole.IsSqlByName && hole.Origin is HoleOrigin.Caller:
                return false;
            case SqlPosition.Fragment or SqlPosition.Keyword or SqlPosition.Unknown:
                // A statement that is handed through is the caller's, and so is a part that says it is SQL; a clause that an object makes is that object's business.
                return hole.Safety is HoleSafety.Unsafe
                    && (hole.IsQuotedList || hole.Origin is HoleOrigin.UserInput || (hole.Origin is HoleOrigin.Caller && hole.Value is IParameterReferenceOperation && !hole.IsSqlByName && !StartsStatement(hole, text)));
            default:
                return true;
        }
    }

    private static bool StartsStatement(SqlHole hole, SinkText text) =>
        hole.Reading.Offset == 0 || text.Reading.Template.Text.Substring(0, hole.Reading.Offset).Trim() is { } before
        && (before.Length == 0 || before.EndsWith(";", StringComparison.Ordinal) || before.StartsWith("explain", StringComparison.OrdinalIgnoreCase) || before.StartsWith("--", StringComparison.Ordinal));
}
