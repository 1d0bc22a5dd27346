using System.Collections.Immutable;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Makes parameters of pasted values, in the way of the library that takes the SQL.</summary>
public abstract class SqlParametersFix : RuleFix
{
    private protected SqlParametersFix(params string[] ids)
        : base(ids)
    {
    }

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        place.Diagnostic.Properties.TryGetValue(RewriteProperties.Api, out var api);
        if (PastedValue.Of(place) is not { } values || values.Any(value => (value.Kind is "Any" or "NotAny" && value.Pieces.Length != 1) || value.IsMistypedBy(api, place.Model)) || !RewriteGuards.Allow(place, values))
        {
            yield break;
        }

        var changes = api switch
        {
            "AdoNet" => SqlRewrite.Of(place, values, mayBePositional: true) is { } rewrite ? CommandParameters.Add(place, rewrite) : null,
            "Dapper" => SqlRewrite.Of(place, values, mayBePositional: false) is { } rewrite ? DapperParameters.Add(place, rewrite) : null,
            "EfRaw" => EfParameters.Rewrite(place, values),
            _ => null,
        };
        if (changes is { } edits)
        {
            var isSentAsText = api is not "AdoNet" && values.Any(value => value is { Kind: "Value", IsText: false } && value.IsString(place.Model));
            // What the server read as a date is a moment with its time from now on.
            var isSentAsTimestamp = values.Any(value => value is { Kind: "Value", IsText: false, Pieces: [var piece] } && piece.IsDateTime(place.Model));
            yield return new FixPlan(Title(values) + (isSentAsText ? " of type text" : "") + (isSentAsTimestamp ? " of type timestamp" : ""), edits) { ChangesBehaviour = isSentAsTimestamp };
        }
    }

    private static string Title(IReadOnlyList<PastedValue> values)
    {
        var names = values.SelectMany(value => value.Pieces).Where(piece => piece.Expression is not null).Select(piece => "'" + piece.Expression + "'").Distinct().ToList();
        return "Pass " + (names.Count <= 2 ? string.Join(" and ", names) : names.Count + " values") + (names.Count == 1 ? " as a parameter" : " as parameters");
    }
}
