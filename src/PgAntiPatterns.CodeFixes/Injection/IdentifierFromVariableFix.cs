using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Quotes a pasted name, so that it can only be a name. Its letter case counts from then on, so that nobody applies this everywhere at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class IdentifierFromVariableFix() : RuleFix(IdentifierFromVariable.RuleId)
{
    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        var locations = place.Diagnostic.AdditionalLocations;
        if (!place.Diagnostic.Properties.TryGetValue(RewriteProperties.QuotableNames, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || locations.Any(location => location.SourceTree != place.Root.SyntaxTree))
        {
            yield break;
        }

        var names = locations.Take(count).Select(location => place.Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).OfType<ExpressionSyntax>().ToList();
        if (names.Count != count || !place.Span.Contains(names[0].Span))
        {
            yield break;
        }

        var builder = place.Model.LookupNamespacesAndTypes(place.Span.Start, name: "NpgsqlCommandBuilder").IsEmpty ? "Npgsql.NpgsqlCommandBuilder" : "NpgsqlCommandBuilder";
        var changes = names.Select(name => new TextChange(name.Span, "new " + builder + "().QuoteIdentifier(" + name + ")"))
            .Concat(locations.Skip(count).Select(quote => new TextChange(quote.SourceSpan, "")));
        yield return new FixPlan("Quote " + string.Join(" and ", names.Select(name => "'" + name + "'").Distinct()) + " as a name (its letter case then counts)", changes.ToImmutableArray())
        {
            Strategy = "QuoteIdentifier",
            ChangesBehaviour = true,
        };
    }
}
